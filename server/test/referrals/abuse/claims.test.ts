// Friends' codes: claimed by nobody's friends, by many, by programs, and used by others than those who claimed them.
import { expect } from 'vitest';
import { abuse, aPerson } from './abuse-shop.ts';

abuse('to claim a code for their own mailbox', 'the claim is refused like any other, and nobody is told why', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada', { email: 'ada@gmail.com' }));
  const own = await shop.claims(code, { email: 'a.da+me@gmail.com' });
  const other = await shop.claims(code, { email: 'bo@example.com' });
  expect(own).toEqual({ ...other, code: own.code });
  expect(await shop.claimOf('a.da+me@gmail.com')).toMatchObject({ verdict: 'refuse', voucherId: null });
});

abuse('to claim a code for somebody who has bought before', 'no code is made, and the answer is the same as for anybody', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  await shop.buys(aPerson('bo', { account: null, email: 'bo@example.com' }));
  shop.later(1);
  const answer = await shop.claims(code, { email: 'bo@example.com' });
  expect(answer).toEqual(await shop.claims(code, { email: 'new@example.com' }));
  expect((await shop.claimOf('bo@example.com'))?.reasons).toMatchObject([{ signal: 'existing-customer' }]);
});

abuse('to bring somebody’s link into disrepute by claims that are refused', 'it says nothing of whose link it is', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const program = 'python-requests/2.32';
  for (let n = 0; n < 4; n += 1) await shop.claims(code, { email: `f${n}@example.com`, network: `8.8.${n}.9`, browser: program });
  expect(await shop.core.referrals.counts(shop.storeId, null)).toEqual({ refused: 4 });
  shop.later(2);
  const id = await shop.buys(aPerson('bo'), { mark: code });
  expect([await shop.stands(id), await shop.signals(id)]).toEqual(['on-hold', []]);
});

abuse('twenty claims from one network in an hour', 'the last of them are refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  for (let n = 0; n < 20; n += 1) await shop.claims(code, { email: `f${n}@example.com`, network: '198.51.100.9' });
  expect((await shop.claimOf('f0@example.com'))?.verdict).toBe('allow');
  const last = await shop.claimOf('f19@example.com');
  expect([last?.verdict, last?.reasons.map(({ signal }) => signal)]).toEqual(['refuse', expect.arrayContaining(['burst'])]);
});

abuse('three addresses on one device in a day', 'a person has to decide, and the fifth is refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  for (let n = 0; n < 5; n += 1) await shop.claims(code, { email: `f${n}@example.com`, device: 'one-browser', network: `198.51.${n}.9` });
  expect((await shop.claimOf('f2@example.com'))?.verdict).not.toBe('allow');
  expect((await shop.claimOf('f4@example.com'))?.verdict).toBe('refuse');
});

abuse('to claim by a program', 'the claim is refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  await shop.claims(code, { email: 'bo@example.com', browser: 'python-requests/2.32' });
  expect(await shop.claimOf('bo@example.com')).toMatchObject({ verdict: 'refuse', reasons: [{ signal: 'automated' }] });
});

abuse('to claim from a page of coupons with an address that lives for minutes', 'the claim is refused', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  await shop.claims(code, { email: 'bo@mailinator.com', referrer: 'https://slickdeals.net/f/1' });
  expect((await shop.claimOf('bo@mailinator.com'))?.verdict).toBe('refuse');
});

abuse('to claim again and again', 'it is one claim of one friend', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  for (let again = 0; again < 5; again += 1) await shop.claims(code, { email: again % 2 === 0 ? 'bo@example.com' : ' BO@example.com ' });
  const counts = await shop.core.referrals.counts(shop.storeId, null);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1);
});

abuse('two hundred claims of one link by one address at once', 'it is one friend', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  await Promise.all(Array.from({ length: 200 }, () => shop.claimed(code, { email: 'bo@example.com' })));
  await shop.rest();
  const counts = await shop.core.referrals.counts(shop.storeId, null);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1);
});

abuse('to follow the links of two advocates', 'the last one before the order brought them, and the other gets nothing', async (shop) => {
  const [ada, eve] = [await shop.advocate(aPerson('ada')), await shop.advocate(aPerson('eve'))];
  const bo = aPerson('bo');
  await shop.claims(ada.code, { email: bo.email });
  shop.later(1);
  await shop.claims(eve.code, { email: bo.email });
  shop.later(1);
  const id = await shop.buys(bo);
  expect((await shop.of(id)).judged).toMatchObject({ advocateId: eve.memberId, by: 'email' });
  await shop.holdPasses();
  expect([await shop.pointsOf(ada.memberId), await shop.pointsOf(eve.memberId)]).toEqual([0, 100]);
});

abuse('to order first and claim a link afterwards', 'it is nobody’s referral', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  const id = await shop.buys(bo);
  shop.later(1);
  await shop.claims(code, { email: bo.email });
  await shop.becomes(id, {});
  expect(await shop.stands(id)).toBeNull();
});

abuse('to order long after the link was followed', 'the link is forgotten', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  await shop.claims(code, { email: bo.email });
  shop.later(31);
  const id = await shop.buys(bo);
  expect(await shop.stands(id)).toBeNull();
});

abuse('to be paid for a friend who pays at a till without any code', 'it is nobody’s referral', async (shop) => {
  const { code } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  await shop.claims(code, { email: bo.email });
  shop.later(1);
  const id = await shop.buys(bo, { order: { channel: 'pos' } });
  expect(await shop.stands(id)).toBeNull();
});

abuse('to claim by the link of somebody who is banned', 'the link is closed', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  await shop.bans(memberId);
  expect(await shop.claimed(code, { email: 'bo@example.com' })).toEqual({ kind: 'closed' });
  await shop.bans(memberId, false);
  expect((await shop.claimed(code, { email: 'bo@example.com' })).kind).toBe('claimed');
});
