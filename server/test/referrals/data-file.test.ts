// What somebody is handed over about friends they brought and about how they came.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportMember } from '../../src/exports/member-export.ts';
import { ReferralWorld, type ReferralShop } from './desk-world.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

async function fileOf(shop: ReferralShop, name: string) {
  const member = await world.core.members.get(shop.storeId, await shop.member(name));
  if (member === null) throw new Error(`there is no ${name}`);
  const file = await exportMember({ ...world.core, ledger: world.core.entries }, { name: 'Tea', domain: 'tea.test' }, [member], shop.now);
  return { told: file.referrals, text: JSON.stringify(file.referrals) };
}

it('says whom they brought and what it gave, by whom they came and how that was judged, and nothing of who the other is', async () => {
  const shop = await world.shop();
  await shop.friendBuys('ada', 'ben', {}, { verdict: 'allow', score: 12 });
  const store = (await world.core.stores.get(shop.storeId)) ?? expect.fail('no store');
  const link = await world.core.referring.links.of(store, await shop.member('ada'));
  shop.later(20);
  await shop.time();
  const [ada, ben] = [await fileOf(shop, 'ada'), await fileOf(shop, 'ben')];
  expect(ada.told).toMatchObject([
    { as: 'link', code: link?.code, chosen: false },
    { as: 'advocate', state: 'rewarded', position: 1, points: 100 },
  ]);
  expect(ben.told).toMatchObject([{ as: 'friend', state: 'rewarded', points: 50, bought: { isNew: true }, scored: [{ score: 12 }] }]);
  expect(ada.text).not.toContain(await shop.member('ben'));
  expect(ada.text).not.toContain('order-of-ben');
  expect(ben.text).not.toContain(await shop.member('ada'));
  expect(ben.text).not.toContain('ADA');
});

it('says that they were banned, also when it was undone, in the words that staff wrote, and not who decided it', async () => {
  const shop = await world.shop();
  const cass = await shop.member('cass');
  const by = { userId: 'shopify:7', name: 'Omid of the shop' };
  const ban = { storeId: shop.storeId, banId: 'b-1', memberId: cass, at: shop.now, by, note: 'Many addresses, one house', undone: null };
  await world.core.referralBans.add(ban);
  await world.core.referralBans.undo(ban, { at: shop.now + 1, by, note: 'They are a student hall' });
  const { told, text } = await fileOf(shop, 'cass');
  expect(told).toMatchObject([{ as: 'ban', note: 'Many addresses, one house', undone: { note: 'They are a student hall' } }]);
  expect(text).not.toContain('Omid');
  expect(text).not.toContain('shopify:7');
});
