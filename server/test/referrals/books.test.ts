// Referrals in the books: a proof of the ledger knows them, finds what is wrong with them, and takes them for no order.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import { ledgerName } from '../../src/loyalty/referrals/subject.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { aLevel, perMoney, someTiers } from '../builders/programs.ts';
import { ReferralWorld, type ReferralShop } from './desk-world.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

/** Whoever wrote a moment ago may not be done; the proof waits for them. */
async function problems(shop: ReferralShop): Promise<string[]> {
  shop.later(1);
  const { problems: found } = await world.core.proof.verify(shop.storeId);
  return found.map(({ invariant, detail }) => `${invariant}: ${detail}`);
}

async function rewarded(shop: ReferralShop): Promise<string> {
  const id = await shop.friendBuys('ada', 'ben');
  shop.later(20);
  await shop.time();
  return id;
}

it('proves that a referral gave what it deserves, while it counts and after it was taken back', async () => {
  const shop = await world.shop();
  await rewarded(shop);
  expect(await problems(shop)).toEqual([]);
  await shop.tells('order-of-ben', 'ben', { standing: 'refunded' });
  expect(await problems(shop)).toEqual([]);
});

it('does not call a referral wrong whose time has come and that nobody looked at yet', async () => {
  const shop = await world.shop();
  await shop.friendBuys('ada', 'ben');
  shop.later(20);
  expect(await problems(shop)).toEqual([]);
});

it('finds a referral that gave more than it deserves, and one that nobody knows any more', async () => {
  const shop = await world.shop();
  const id = await rewarded(shop);
  const known = await shop.referral(id);
  const referrals = collectionOf<{ _id: string }>(world.core.database.connection, 'referrals');
  await referrals.updateOne({ storeId: shop.storeId }, { $set: { 'judged.isNew': false } });
  expect(await problems(shop)).toEqual([
    'given-equals-deserved: referral: it gave 100 points and deserves 0',
    'given-equals-deserved: referral: it gave 50 points and deserves 0',
  ]);
  await referrals.deleteOne({ storeId: shop.storeId });
  expect(await problems(shop)).toEqual([
    `order-is-known: entries name order ${ledgerName(id, 'advocate')}, and it has no document`,
    `order-is-known: entries name order ${ledgerName(id, 'friend')}, and it has no document`,
  ]);
  expect(known.standing.state).toBe('rewarded');
});

it('ends a share of a budget that nobody used: a sweep looks at the referral again', async () => {
  const shop = await world.shop({ caps: { day: 1, month: null, lifetime: null } });
  const id = await rewarded(shop);
  const asking = { storeId: shop.storeId, orderId: ledgerName(id, 'advocate'), memberId: await shop.member('ada') };
  expect(Object.values(await world.core.grants.orders.grantedTo(asking))).toEqual([1]);
  await shop.change(id, { decision: { decision: 'refuse', at: 1, by: 'staff', note: '' } });
  shop.later(1);
  await world.core.sweep.store(shop.storeId);
  expect(Object.values(await world.core.grants.orders.grantedTo(asking))).toEqual([0]);
  expect(await shop.points('ada')).toBe(0);
});

it('lets points for bringing friends lead to a level, and takes the level back with them', async () => {
  const tiers = someTiers({ levels: [aLevel('member'), aLevel('friends', { points: 100 })], downgrade: 'at-once' });
  const shop = await world.shop({}, { tiers, earning: { ...(await plainEarning()), rules: [perMoney(100)] } });
  await rewarded(shop);
  const ada = await shop.member('ada');
  expect(await world.core.statuses.tierAt(shop.storeId, ada, shop.now)).toBe('friends');
  await shop.tells('order-of-ben', 'ben', { standing: 'refunded' });
  expect(await world.core.statuses.tierAt(shop.storeId, ada, shop.now)).toBe('member');
  expect(await problems(shop)).toEqual([]);
});

it('names no order of the store in a member’s lots for what bringing a friend gave', async () => {
  const shop = await world.shop();
  const id = await rewarded(shop);
  expect(await world.core.orders.read(shop.storeId, orderId(ledgerName(id, 'advocate')))).toBeNull();
  const head = await world.core.entries.head(shop.storeId, await shop.member('ada'));
  expect(head?.after.lots).toMatchObject([{ points: 100, source: { kind: 'order', ref: ledgerName(id, 'advocate'), part: 'referral' } }]);
});

async function plainEarning() {
  const shop = await world.shop();
  return (await world.core.directory.programOfVersion(shop.storeId, 2)).earning;
}
