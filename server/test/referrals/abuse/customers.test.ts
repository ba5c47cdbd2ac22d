// Friends who are customers already, and orders that are no first order of a customer.
import { expect } from 'vitest';
import { aLine, NO_CHARGES } from '../../builders/orders.ts';
import { memberId as idOf } from '../../../src/loyalty/ids.ts';
import { abuse, aPerson } from './abuse-shop.ts';

abuse('a friend who is a customer', 'it is refused, because they have bought before', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  await shop.buys(bo);
  shop.later(1);
  const id = await shop.buys(bo, { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['refused: not-new', ['existing-customer']]);
});

abuse('a customer who bought before the shop came to us', 'it is refused by what the store itself says', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  shop.past = { orders: 3, since: 1 };
  const id = await shop.buys(aPerson('bo'), { mark: code });
  expect((await shop.of(id)).judged?.reasons).toMatchObject([{ signal: 'existing-customer', seen: { knownBy: 'store' } }]);
  expect(await shop.stands(id)).toBe('refused: not-new');
});

abuse('somebody who bought as a guest before and opens an account', 'it is refused by their address', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const guest = aPerson('bo', { account: null });
  await shop.buys(guest);
  shop.later(1);
  const id = await shop.buys({ ...guest, account: 'c-bo' }, { mark: code });
  expect(await shop.stands(id)).toBe('refused: not-new');
});

abuse('a new address of somebody whose telephone has bought before', 'it is refused by the number', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  await shop.buys(bo);
  shop.later(1);
  const id = await shop.buys(aPerson('x', { phone: bo.phone }), { mark: code });
  expect(await shop.stands(id)).toBe('refused: not-new');
});

abuse('an old customer whom a member of staff approves', 'it stays refused: nobody makes a customer new', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  shop.past = { orders: 1, since: null };
  const id = await shop.buys(aPerson('bo'), { mark: code });
  await shop.staffDecides([id], 'approve');
  expect(await shop.stands(id)).toBe('refused: not-new');
});

abuse('to bring back whoever brought them', 'it is refused, because they are a customer by then', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const bo = aPerson('bo');
  await shop.buys(bo, { mark: code });
  shop.later(2);
  const back = await shop.buys(ada, { mark: await shop.linkOf(await shop.memberOf(bo)) });
  expect(await shop.stands(back)).toBe('refused: not-new');
  expect(await shop.signals(back)).toContain('ring');
});

abuse('a renewal of a subscription', 'it is nobody’s referral', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code, order: { subscriptionRenewal: true } });
  expect(await shop.stands(id)).toBeNull();
});

abuse('an order that staff type in', 'a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code, order: { channel: 'shopify_draft_order' } });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['staff-order']]);
});

abuse('an order that costs nothing', 'it is refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const free = aLine(0, { discount: 4_500 });
  const id = await shop.buys(aPerson('bo'), { mark: code, order: { lines: [free], total: 0, charges: NO_CHARGES } });
  expect(await shop.stands(id)).toMatch(/^refused/);
  expect(await shop.signals(id)).toContain('free-order');
});

abuse('an order of another market’s currency', 'it is refused, because nobody can say whether it was enough', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code, order: { currency: 'USD' } });
  expect(await shop.stands(id)).toBe('refused: below-minimum');
});

abuse('an order below the least that is asked for', 'it is refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const small = aLine(999);
  const id = await shop.buys(aPerson('bo'), { mark: code, order: { lines: [small] } });
  expect(await shop.stands(id)).toBe('refused: below-minimum');
});

abuse('an order from before there was anything for friends', 'it is nobody’s referral', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code, order: { placedAt: 0, paidAt: 0 } });
  expect(await shop.stands(id)).toBeNull();
});

abuse('a link of another store', 'it is nobody’s referral', async (shop) => {
  const other = await shop.core.addStore({ platform: 'shopify' });
  const ada = aPerson('ada');
  const { memberId, code } = await shop.advocate(ada);
  const profile = { email: null, phone: null, firstName: 'Zoe', lastName: null, locale: null };
  const id = idOf(`${memberId}-elsewhere`);
  await shop.core.members.create({
    storeId: other,
    memberId: id,
    kind: 'account',
    externalId: 'z',
    guestEmailKey: null,
    profile,
    joinedAt: 1,
  });
  const foreign = await shop.core.referring.links.of({ storeId: other }, id);
  expect(foreign?.code).not.toBe(code);
  const order = await shop.buys(aPerson('bo'), { mark: foreign?.code ?? '' });
  expect(await shop.stands(order)).toBeNull();
});

abuse('a code that nobody has', 'it is nobody’s referral', async (shop) => {
  await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: 'ADA-0000' });
  expect(await shop.stands(id)).toBeNull();
});

abuse('to choose a code that looks like somebody else’s', 'it is taken', async (shop) => {
  const [ada, eve] = [await shop.advocate(aPerson('ada')), await shop.advocate(aPerson('eve'))];
  const { links } = shop.core.referring;
  const chosen = await links.change({ storeId: shop.storeId }, ada.memberId, 'ALL-TEA');
  expect(chosen).toMatchObject({ code: 'ALL-TEA' });
  expect(await links.change({ storeId: shop.storeId }, eve.memberId, 'A11-TEA')).toBe('taken');
  expect(await links.change({ storeId: shop.storeId }, eve.memberId, 'all tea')).toBe('taken');
});
