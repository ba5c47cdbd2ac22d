// Who the people of a referral are changes: they turn out to be one, are parted, leave, are forgotten.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erase } from '../../src/answer-requests.ts';
import { ledgerName } from '../../src/loyalty/referrals/subject.ts';
import { ReferralWorld, type ReferralShop } from './desk-world.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

const points = (amount: number) => ({ kind: 'points', points: amount }) as const;
const LADDER = { advocate: [{ from: 1, every: false, gift: points(10) }, { from: 2, every: false, gift: points(200) }] }; // prettier-ignore

async function overHold(shop: ReferralShop): Promise<void> {
  shop.later(20);
  await shop.time();
}

async function forget(shop: ReferralShop, name: string): Promise<void> {
  await erase(world.core, { storeId: shop.storeId, memberId: await shop.member(name), by: 'staff' }, shop.now);
  await world.core.drainAll();
}

async function sound(shop: ReferralShop): Promise<unknown> {
  shop.later(1);
  return (await world.core.proof.verify(shop.storeId)).problems;
}

describe('people who become one', () => {
  it('counts the friends of two advocates together when they are one person, and apart again when they are parted', async () => {
    const shop = await world.shop(LADDER);
    const [first, second] = [await shop.friendBuys('ada', 'ben'), await shop.friendBuys('bea', 'cleo')];
    await overHold(shop);
    expect([await shop.points('ada'), await shop.points('bea')]).toEqual([10, 10]);
    await shop.merges('bea', 'ada', 'm-1');
    expect(await shop.points('ada')).toBe(210);
    const places = async () => [(await shop.referral(first)).standing.position, (await shop.referral(second)).standing.position];
    expect(await places()).toEqual([1, 2]);
    await shop.parts('bea', 'ada', 'm-1');
    expect([await shop.points('ada'), await shop.points('bea')]).toEqual([10, 10]);
    expect(await places()).toEqual([1, 1]);
    expect((await shop.referral(second)).advocateId).toBe(await shop.member('bea'));
    expect(await sound(shop)).toEqual([]);
  });

  it('takes back what somebody was given for themselves as soon as they turn out to be the friend', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ben');
    await overHold(shop);
    await shop.merges('ben', 'ada', 'm-1');
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'clawed-back', reason: 'same-person', advocatePoints: 0, friendPoints: 0 }); // prettier-ignore
    expect(await shop.points('ada')).toBe(0);
    await shop.parts('ben', 'ada', 'm-1');
    expect([await shop.points('ada'), await shop.points('ben')]).toEqual([100, 50]);
    expect(await sound(shop)).toEqual([]);
  });

  it('gives nothing to somebody who comes by their own link', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ada');
    await overHold(shop);
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'refused', reason: 'same-person' });
    expect((await shop.decides(id, 'approve')).standing.state).toBe('refused');
    expect(await shop.points('ada')).toBe(0);
  });

  it('counts whoever ordered first when two friends turn out to be one person, and both when they are parted', async () => {
    const shop = await world.shop();
    const early = await shop.friendBuys('ada', 'ben');
    shop.later(1);
    const late = await shop.friendBuys('eve', 'bob');
    await overHold(shop);
    await shop.merges('ben', 'bob', 'm-1');
    expect([await shop.points('ada'), await shop.points('eve'), await shop.points('bob')]).toEqual([100, 0, 50]);
    expect((await shop.referral(late)).standing.reason).toBe('same-friend');
    // The first one is taken back: it keeps its place all the same, or a friend would be sold twice.
    await shop.decides(early, 'refuse');
    expect([await shop.points('ada'), await shop.points('eve')]).toEqual([0, 0]);
    await shop.decides(early, 'approve');
    await shop.parts('ben', 'bob', 'm-1');
    expect([await shop.points('ada'), await shop.points('eve'), await shop.points('ben'), await shop.points('bob')]).toEqual([100, 100, 50, 50]); // prettier-ignore
    expect(await sound(shop)).toEqual([]);
  });

  it('lets the later order of one friend count when the first one came to nothing unpaid', async () => {
    const shop = await world.shop();
    await shop.friendBuys('ada', 'ben', { payment: 'unpaid', paidAt: null });
    shop.later(1);
    await shop.friendBuys('eve', 'bob');
    await overHold(shop);
    await shop.merges('bob', 'ben', 'm-1');
    expect(await shop.points('eve')).toBe(0);
    await shop.tells('order-of-ben', 'ben', { standing: 'cancelled' });
    expect([await shop.points('ada'), await shop.points('eve')]).toEqual([0, 100]);
  });

  it('lets the first order keep its place when it was paid and cancelled, also where the store never says when it was paid', async () => {
    const shop = await world.shop();
    await shop.friendBuys('ada', 'ben', { paidAt: null });
    shop.later(1);
    await shop.friendBuys('eve', 'bob');
    await overHold(shop);
    await shop.merges('bob', 'ben', 'm-1');
    await shop.tells('order-of-ben', 'ben', { standing: 'cancelled' });
    expect([await shop.points('ada'), await shop.points('eve')]).toEqual([0, 0]);
  });
});

describe('people who go', () => {
  it('gives nothing for what was bought after the advocate left, and lets the friend keep their own', async () => {
    const shop = await world.shop();
    const before = await shop.friendBuys('ada', 'ben');
    shop.later(1);
    await world.core.members.keepAway(shop.storeId, await shop.member('ada'), [{ from: shop.now, until: null }]);
    shop.later(1);
    const after = await shop.friendBuys('ada', 'cleo');
    await overHold(shop);
    expect((await shop.referral(before)).standing.state).toBe('rewarded');
    expect((await shop.referral(after)).standing).toMatchObject({ state: 'refused', reason: 'advocate-left', friendPoints: 50 });
    expect([await shop.points('ada'), await shop.points('cleo')]).toEqual([100, 50]);
  });

  it('gives an advocate who was forgotten nothing more, keeps nothing of their name, and leaves the friend what is theirs', async () => {
    const shop = await world.shop();
    const rewarded = await shop.friendBuys('ada', 'ben');
    await overHold(shop);
    const waiting = await shop.friendBuys('ada', 'cleo');
    await forget(shop, 'ada');
    await overHold(shop);
    for (const id of [rewarded, waiting]) {
      expect((await shop.referral(id)).standing).toMatchObject({ reason: 'advocate-erased', advocatePoints: 0, friendPoints: 50 });
      expect(JSON.stringify(await shop.referral(id))).not.toContain('ADA');
    }
    expect([await shop.points('ada'), await shop.points('ben'), await shop.points('cleo')]).toEqual([0, 50, 50]);
    expect(await sound(shop)).toEqual([]);
  });

  it('keeps the reward for a friend who was forgotten, and nothing by which they could be found', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ben');
    await shop.change(id, { friendKey: 'the hash of an address' });
    await overHold(shop);
    await forget(shop, 'ben');
    await shop.look(id);
    const { friendId, friendKey, standing } = await shop.referral(id);
    expect([friendId, friendKey]).toEqual([null, null]);
    expect(standing).toMatchObject({ state: 'rewarded', advocatePoints: 100, friendPoints: 0 });
    expect(await shop.points('ada')).toBe(100);
    expect(await shop.given(id, 'friend')).toBe(0);
    expect(await sound(shop)).toEqual([]);
  });

  it('gives a friend without an account their points for as long as guests keep theirs', async () => {
    const shop = await world.shop({}, { guests: { keepDays: 10 } });
    const id = await shop.friendBuys('ada', 'ben');
    await world.core.members.update(shop.storeId, await shop.member('ben'), { kind: 'guest', profile: NAMELESS });
    await overHold(shop);
    await shop.look(id);
    const lot = async () => (await world.core.entries.head(shop.storeId, await shop.member('ben')))?.after.lots[0];
    expect((await lot())?.source.ref).toBe(ledgerName(id, 'friend'));
    expect((await lot())?.expiresAt).not.toBeNull();
    await world.core.members.update(shop.storeId, await shop.member('ben'), { kind: 'account', profile: NAMELESS });
    await shop.look(id);
    expect((await lot())?.expiresAt).toBeNull();
  });
});

const NAMELESS = { email: null, phone: null, firstName: null, lastName: null, locale: null };
