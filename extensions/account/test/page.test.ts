import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Explanation } from '../../shared/src/answers.ts';
import { held, inTurn, line, me, member, offer, open, program, reward, type Answers, type Language } from '../../shared/test/surface.ts';

const extension = getExtension('customer-account.page.render');
const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const card = reward('card', 1000, { kind: 'gift-card', name: 'A gift card' });

const explanation: Explanation = {
  rule: 'points-per-money',
  pointsPerUnit: 5,
  basis: euros(3890),
  rounding: 'floor',
  deserved: 194,
  given: 0,
  programVersion: 3,
  note: 'paid',
  lines: [
    { lineId: '1', title: 'Sencha', quantity: 2, basis: euros(3400), points: 164, left: null },
    { lineId: 'shipping', title: '', quantity: 1, basis: euros(490), points: 30, left: null },
    { lineId: '9', title: 'Gift card', quantity: 1, basis: euros(0), points: 0, left: 'gift-card' },
  ],
  withheld: [{ paidBy: 'store-credit', amount: euros(1000) }],
  parts: [
    {
      source: 'rule',
      id: 'main',
      kind: 'points-per-money',
      name: { en: 'Purchases', fa: 'خرید' },
      outcome: 'counts',
      basis: euros(3890),
      rate: { points: 5, per: 100, unit: 'minor' },
      rawThousandths: 194_500,
      rounded: 194,
      caps: [],
      points: 194,
      lines: [],
    },
  ],
};

function page(answers: Answers = {}, language: Language = 'en') {
  return open(extension, { folder: 'account', language, answers });
}

describe('the page about points in the account', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('tells the balance, its worth, what waits, what runs out and the level', async () => {
    const rich = member({
      worth: euros(1240),
      pending: 20,
      nextPendingAt: '2026-12-05T10:00:00Z',
      nextExpiry: { points: 40, at: '2027-01-31T10:00:00Z' },
      tier: { id: 'silver', losesAt: null, next: { id: 'gold', missing: { spend: euros(8000), points: null, orders: null } } },
    });
    const levels = [
      { id: 'silver', name: 'Silver', perks: [] },
      { id: 'gold', name: 'Gold', perks: [] },
    ];
    const seen = await page({ 'GET me': me({ member: rich }), 'GET program': program({ levels }) });
    await seen.sees('1,240 points', 'Worth €12.40 today', '20 points waiting, the next on December 5, 2026');
    await seen.sees('40 points expire on January 31, 2027', 'Tier: Silver', '€80 more spent: Gold');
  });

  it('tells what the balance is made of, and when each part ends', async () => {
    const lots = [
      { points: 40, waits: false, availableAt: null, expiresAt: '2027-01-31T10:00:00Z' },
      { points: 1000, waits: false, availableAt: '2026-11-01T10:00:00Z', expiresAt: null },
      { points: 200, waits: false, availableAt: null, expiresAt: null },
      { points: 20, waits: true, availableAt: '2026-12-05T10:00:00Z', expiresAt: null },
      { points: 5, waits: true, availableAt: null, expiresAt: null },
    ];
    const seen = await page({ 'GET me': me({ member: member({ lots }) }) });
    await seen.sees(
      '40 points Expires on January 31, 2027',
      '1,200 points Does not expire',
      '20 points Waiting, ready on December 5, 2026',
    );
  });

  it('redeems, and shows the code to copy and a way back', async () => {
    const gift = held({ id: 'h2', rewardId: 'card', kind: 'gift-card', name: 'A gift card', points: 1000, code: 'GIFT 1234' });
    const before = me({ offers: [offer('card')] });
    const seen = await page({
      'GET me': inTurn(before, { ...before, held: [gift] }),
      'GET program': program({ rewards: [card] }),
      'POST redeem': { reward: gift },
    });
    await seen.sees('A gift card');
    seen.press('Redeem points for A gift card');
    await seen.sees('A gift card is ready.', 'Your rewards', 'GIFT 1234', 'Copy', 'Back to points');
    expect(seen.posted('redeem')).toMatchObject([{ rewardId: 'card', steps: 1, cart: null }]);
    expect(seen.element('s-clipboard-item')?.getAttribute('text')).toBe('GIFT 1234');
  });

  it('gives a reward back', async () => {
    const with_ = me({ held: [held()] });
    const seen = await page({ 'GET me': inTurn(with_, me()), 'POST held/h1/cancel': { reward: held({ state: 'returning' }) } });
    await seen.sees('LASTING-7Q2M', 'Until December 3, 2026, then the points come back');
    seen.press('Back to points: €5 off');
    await seen.sees('Your points are on their way back.');
    expect(seen.text()).not.toContain('LASTING-7Q2M');
  });

  it('looks again for what is being prepared, without a way to give it back too early', async () => {
    const slow = held({ state: 'preparing', code: null, cancellable: false });
    const seen = await page({ 'GET me': inTurn(me({ held: [slow] }), me({ held: [held()] })), 'GET held/h1': { reward: held() } });
    await seen.sees('Being prepared');
    expect(seen.text()).not.toContain('Back to points');
    seen.press('Look again: €5 off');
    await seen.sees('€5 off is ready.', 'LASTING-7Q2M');
  });

  it('says no more of rewards that are over', async () => {
    const seen = await page({ 'GET me': me({ held: [held({ state: 'used' }), held({ id: 'h3', state: 'returned' })] }) });
    await seen.sees('1,240 points');
    expect(seen.text()).not.toContain('Your rewards');
  });

  it('says of each reward why it is not to be had', async () => {
    const offers = [offer('card', { available: false, reason: 'not-enough-points', missingPoints: 60 })];
    const seen = await page({ 'GET me': me({ offers }), 'GET program': program({ rewards: [card] }) });
    await seen.sees('A gift card', '60 points to go');
  });

  it('explains a line of the history, step by step', async () => {
    const history = [line({ change: 194, explanation })];
    const seen = await page({ 'GET me': me({ member: member({ history }) }) });
    await seen.sees('Points for an order', 'November 3, 2026, order #1001', '+194', 'Why?', 'The order is paid.');
    await seen.sees(
      '2 × Sencha €34.00 164 points',
      'Shipping €4.90',
      'Gift cards do not count',
      'Paid by store credit, does not count €10.00',
      'Counts together €38.90',
    );
    await seen.sees(
      'Purchases 194 points',
      '5 points for every €1, of €38.90',
      '194.5, rounded down',
      'This order is worth 194 points',
      'Balance after it 1,240 points',
    );
  });

  it('tells what the shop wrote, and what is below zero', async () => {
    const history = [line({ kind: 'adjusted-down', change: -1300, balanceAfter: -60, order: null, reason: 'Counted twice' })];
    const seen = await page({ 'GET me': me({ member: member({ available: -60, history }) }) });
    await seen.sees(
      'Your balance is below zero.',
      'Taken off by the shop',
      '-1,300',
      'The shop wrote: Counted twice',
      'Balance after it -60 points',
    );
  });

  it('turns the pages of the history, and stays where it was when one does not load', async () => {
    const earlier = { items: [line({ id: 'e0', kind: 'awarded', change: 5, order: null })], next: null };
    const seen = await page({ 'GET me': me({ member: member({ next: 'c/1' }) }), 'GET history': inTurn(500, earlier) });
    await seen.sees('Show earlier');
    seen.press('Show earlier');
    await seen.sees('Earlier lines did not load. Nothing is lost.', 'Points for an order');
    seen.press('Try again');
    await seen.sees('Points given to you', 'Points for an order');
    expect(seen.asked.filter(({ path }) => path.startsWith('history')).at(-1)?.path).toBe('history?cursor=c%2F1');
    expect(seen.text()).not.toContain('Show earlier');
  });

  it('has words for somebody without points, without rewards and without history', async () => {
    const seen = await page({ 'GET me': me({ member: null }) });
    await seen.sees('0 points', 'There are no rewards at the moment.', 'Nothing here yet');
  });

  it('says that the rest of the program did not load, and keeps the balance', async () => {
    const seen = await page({ 'GET program': 500 });
    await seen.sees('1,240 points', 'The rest of the program did not load.');
  });

  it('says that earning is paused, and that an account is not covered', async () => {
    const seen = await page({
      'GET me': { ...me({ member: member({ excluded: true }) }), program: { active: false, pointsPerUnit: 1, currency: 'EUR' } },
    });
    await seen.sees('Earning is paused', 'Your orders earn no points');
  });

  it('keeps what was shown when a later look fails', async () => {
    const seen = await page({
      'GET me': inTurn(me({ held: [held()] }), 500),
      'POST held/h1/cancel': { reward: held({ state: 'returned' }) },
    });
    await seen.sees('LASTING-7Q2M');
    seen.press('Back to points: €5 off');
    await seen.sees('1,240 points', 'This is the last we knew. The newest did not load.');
  });

  it('says so when nothing loads', async () => {
    await (await page({ 'GET me': 500 })).sees('Your points did not load', 'Try again');
  });

  it('speaks Persian with its calendar and digits, and Hebrew', async () => {
    const history = [line({ change: 194, explanation })];
    const answers = { 'GET me': me({ member: member({ history }) }) };
    await (await page(answers, 'fa')).sees('۱٬۲۴۰ امتیاز', '۱۲ آبان ۱۴۰۵', 'خرید', '۱۹۴٫۵، گردشده به پایین');
    extension.tearDown();
    extension.setUp();
    await (await page(answers, 'he')).sees('1,240 נקודות', 'למה');
  });
});
