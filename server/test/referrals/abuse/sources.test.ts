// Where friends come from, and what happens when something cannot be found out.
import { expect } from 'vitest';
import { abuse, aPerson } from './abuse-shop.ts';

abuse('a page of coupons', 'a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code, traces: { referrer: 'https://www.retailmenot.com/view/tea.example' } });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['coupon-site']]);
});

abuse('to order by a program', 'it is refused as fraud', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo', { browser: 'curl/8.5.0' }), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['refused: fraud', ['automated']]);
});

abuse('again after friends of theirs were refused', 'each new one is looked at', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  for (const name of ['x', 'y', 'z']) await shop.buys(aPerson(name, { browser: 'curl/8.5.0' }), { mark: code });
  const id = await shop.buys(aPerson('bo'), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['refused-before']]);
});

abuse('fifteen orders of friends in one day', 'from then on a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  for (let n = 0; n < 15; n += 1) await shop.buys(aPerson(`f${n}`), { mark: code });
  const id = await shop.buys(aPerson('bo'), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['velocity']]);
});

abuse('a moment when the store cannot say whether somebody is new', 'a person has to decide, and nothing is given', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  shop.past = null;
  const id = await shop.buys(aPerson('bo'), { mark: code });
  await shop.holdPasses();
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['in-review', 0]);
  expect((await shop.of(id)).judged?.reasons).toMatchObject([{ signal: 'not-found-out', weight: 0, seen: { what: 'history' } }]);
});

abuse('an order that shows nothing of who placed it', 'a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code, traceless: true });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['not-found-out']]);
});

abuse('a shop that hides from us who its buyers are', 'a person has to decide', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const unseen = { networkAddress: null, userAgent: null, acceptLanguage: null, payment: null };
  const unnamed = { phone: null, email: null, shipping: null, billing: null };
  const id = await shop.buys(aPerson('bo'), { mark: code, traces: { ...unseen, ...unnamed } });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['in-review', ['not-found-out']]);
});

abuse(
  'an order of which no message ever comes',
  'a look at the store finds it, and it is judged with everything it shows',
  async (shop) => {
    const ada = aPerson('ada');
    const { code } = await shop.advocate(ada);
    shop.sells('lost', aPerson('bo', { card: ada.card, home: ada.home }), { mark: code });
    expect(await shop.stands('lost')).toBeNull();
    await shop.reconciles('lost');
    expect(await shop.stands('lost')).toBe('refused: fraud');
  },
);

abuse('to have one order told many times', 'it is one referral, judged once', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code });
  const first = await shop.of(id);
  for (let again = 0; again < 5; again += 1) await shop.becomes(id, {});
  await shop.holdPasses();
  const last = await shop.of(id);
  expect([last.referralId, last.judged]).toEqual([first.referralId, first.judged]);
  expect(await shop.pointsOf(memberId)).toBe(100);
});
