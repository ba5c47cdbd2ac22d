// People who bring themselves, or who share too much with whom they bring.
import { expect } from 'vitest';
import { abuse, aPerson } from './abuse-shop.ts';

abuse('their own link with their own account', 'it is refused as one person', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(ada, { mark: code });
  expect(await shop.stands(id)).toBe('refused: same-person');
});

abuse('their own link as a guest with their own address', 'it is refused, because the address has bought before', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('x', { account: null, email: ada.email }), { mark: code });
  expect(await shop.stands(id)).toMatch(/^refused: (not-new|same-person)$/);
});

abuse('a tag behind a plus in their own address', 'it is refused as the same mailbox', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada', { email: 'ada@gmail.com' }));
  const id = await shop.buys(aPerson('x', { email: 'ada+friend@gmail.com' }), { mark: code });
  expect(await shop.stands(id)).toMatch(/^refused/);
  expect(await shop.signals(id)).toContain('similar-email');
});

abuse('dots in their own gmail address, and its second domain', 'it is refused as the same mailbox', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada', { email: 'adal@gmail.com' }));
  const id = await shop.buys(aPerson('x', { email: 'a.d.a.l@googlemail.com' }), { mark: code });
  expect(await shop.stands(id)).toMatch(/^refused/);
  expect(await shop.signals(id)).toContain('similar-email');
});

abuse('letters that only look like those of their own address', 'a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada', { email: 'adal@example.com' }));
  const id = await shop.buys(aPerson('x', { email: 'аdal@example.com' }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['similar-email']]);
});

abuse('a second account with their own telephone', 'it is refused, because the number has bought before', async (shop) => {
  const ada = aPerson('ada', { phone: '+491715550001' });
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('x', { phone: '0171 5550001' }), { mark: code });
  expect(await shop.stands(id)).toMatch(/^refused/);
  expect(await shop.signals(id)).toContain('same-phone');
});

abuse('a friend who lives at the same door', 'a person has to decide', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const home = { ...ada.home, line1: ada.home.line1?.replace('straße', 'str.') ?? null, firstName: 'Bo', lastName: 'Other' };
  const id = await shop.buys(aPerson('bo', { home }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['same-address']]);
});

abuse('an order of a friend that is delivered to themselves', 'a person has to decide', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('bo'), { mark: code, traces: { shipping: ada.home } });
  expect((await shop.of(id)).judged?.reasons).toMatchObject([{ signal: 'same-address', seen: { shipping: true, billing: false } }]);
  expect(await shop.stands(id)).toBe('in-review');
});

abuse('a friend of the same household network', 'a person has to decide, and it is not refused', async (shop) => {
  const ada = aPerson('ada', { network: '203.0.113.7' });
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('bo', { network: '203.0.113.99' }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['same-network']]);
});

abuse('the same browser at home', 'it is refused as fraud', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('x', { network: ada.network, browser: ada.browser }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['refused: fraud', ['same-device', 'same-network']]);
});

abuse('a second account that pays with the same card', 'a person has to decide', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('x', { card: ada.card }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['same-payment']]);
});

abuse('the same card and the same door under another name', 'it is refused as fraud', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('x', { card: ada.card, home: ada.home }), { mark: code });
  expect(await shop.stands(id)).toBe('refused: fraud');
});

abuse('an address that lives for minutes', 'a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('x', { email: 'x@mailinator.com' }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['disposable-domain']]);
});

abuse('two made-up friends who pay with one card', 'the first counts, and for the second a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const first = aPerson('x');
  const one = await shop.buys(first, { mark: code });
  const two = await shop.buys(aPerson('y', { card: first.card }), { mark: code });
  expect([await shop.stands(one), await shop.stands(two)]).toEqual(['on-hold', 'in-review']);
  expect(await shop.signals(two)).toEqual(['same-as-other-friend']);
});

abuse('two made-up friends with one card and one telephone', 'the second is refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const first = aPerson('x');
  await shop.buys(first, { mark: code });
  const two = await shop.buys(aPerson('y', { card: first.card, phone: first.phone }), { mark: code });
  expect(await shop.stands(two)).toMatch(/^refused/);
});

abuse('an account that was opened for its link a minute ago and never bought', 'a person has to decide', async (shop) => {
  const ada = aPerson('ada');
  const memberId = await shop.member(ada.account ?? '');
  await shop.core.database.connection
    .collection('members')
    .updateOne({ storeId: shop.storeId, memberId }, { $set: { joinedAt: shop.now - 60_000 } });
  const id = await shop.buys(aPerson('bo'), { mark: await shop.linkOf(memberId) });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['fresh-advocate', 'idle-advocate']]);
});
