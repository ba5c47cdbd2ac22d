import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountOffer, inTurn, me, open, problem, type Answers, type Language } from '../../shared/test/surface.ts';

const extension = getExtension('purchase.thank-you.block.render');
const guest = me({ signedIn: false, member: null });
const started = { signInUrl: 'https://tea.example/account/sign-in' };
const gold = { kind: 'level', name: 'Gold', missingSpend: null, missingPoints: null, missingOrders: null } as const;

interface Visit {
  readonly language?: Language;
  readonly currency?: string;
  /** What Shopify names there is the order before it is one; its number is the order's. */
  readonly order?: string;
}

function thanks(answers: Answers = {}, { language = 'en', currency = 'EUR', order = 'gid://shopify/OrderIdentity/5001' }: Visit = {}) {
  return open(extension, {
    folder: 'thank-you',
    language,
    answers: { 'GET me': guest, 'POST account-offer': accountOffer(), 'POST account-offer/start': started, ...answers },
    shop(shop) {
      shop['orderConfirmation'] = { value: { order: { id: order }, isFirstOrder: true, number: 'A1' } };
      const merchandise = { product: { id: 'gid://shopify/Product/12' } };
      shop['lines'] = { value: [{ quantity: 2, merchandise, cost: { totalAmount: { amount: 34, currencyCode: currency } } }] };
    },
  });
}

const button = 'Sign in or create an account';

describe('the offer of an account on the thank-you page', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('tells a guest what an account keeps, what it is worth, what the account adds, and for how long it waits', async () => {
    const page = await thanks();
    await page.sees('Create your account and keep 34 points', 'Worth €3.40 today');
    await page.sees('The account itself gives you 50 points more.', 'Without an account they are kept for 90 days.');
    expect(page.posted('account-offer')).toEqual([{ locale: 'en', surface: 'thank-you', orderId: '5001', lines: '12:2:3400' }]);
  });

  it('says what is near with these points, two things at most', async () => {
    const goods = { kind: 'goods', name: 'Tea week', points: 12 } as const;
    const page = await thanks({ 'POST account-offer': accountOffer({ within: [...accountOffer().within, goods] }) });
    await page.sees('With 66 points more you can have: Five euros off.', 'Spend €80 more to reach the level Gold.');
    expect(page.text()).not.toContain('Tea week');
  });

  it.each([
    ['a reward that the points are enough for', { kind: 'reward', name: 'A tin', missingPoints: 0 }, 'Your points are enough for: A tin.'],
    ['points to a level', { ...gold, missingPoints: 1 }, 'Earn 1 point more to reach the level Gold.'],
    ['one order to a level', { ...gold, missingOrders: 1 }, '1 more order and you reach the level Gold.'],
    ['orders to a level', { ...gold, missingOrders: 3 }, '3 more orders and you reach the level Gold.'],
    ['goods that earn more', { kind: 'goods', name: 'Tea week', points: 12 }, 'the same goods earn you 12 points extra: Tea week.'],
  ] as const)('says %s in a sentence', async (_, offer, words) => {
    await (await thanks({ 'POST account-offer': accountOffer({ within: [offer] }) })).sees(words);
  });

  it('says nothing of a level whose distance the server leaves open', async () => {
    const page = await thanks({ 'POST account-offer': accountOffer({ within: [gold] }) });
    await page.sees('keep 34 points');
    expect(page.text()).not.toContain('Gold');
  });

  it('names no number where none can be said, and leaves out what is not to be had', async () => {
    const bare = accountOffer({ points: null, worth: null, keptDays: null, accountPoints: null, consents: [], within: [] });
    const page = await thanks({ 'POST account-offer': bare });
    await page.sees('Create your account and keep your points', button);
    expect(page.text()).not.toMatch(/Worth|kept for|itself|Agree/);
  });

  it('asks without goods where they were paid in other money than the shop’s', async () => {
    const page = await thanks({}, { currency: 'USD' });
    await page.sees('keep 34 points');
    expect(page.posted('account-offer')).toEqual([{ locale: 'en', surface: 'thank-you', orderId: '5001', lines: null }]);
  });

  it('asks for no order where the page does not name one', async () => {
    const page = await thanks({}, { order: '' });
    await page.sees('keep 34 points');
    expect(page.posted('account-offer')).toEqual([expect.objectContaining({ orderId: null })]);
  });

  it('ticks nothing by itself, shows the wording of the server, and what agreeing earns', async () => {
    const page = await thanks();
    await page.sees('I accept the terms.', 'Send me news.', 'Gives you 20 points, once', 'Here is my birthday.');
    const boxes = [...document.body.querySelectorAll('s-checkbox')];
    expect(boxes.map((box) => box.getAttribute('checked'))).toEqual([null, null, null]);
    const terms = page.element('s-link');
    expect([terms?.getAttribute('href'), terms?.textContent]).toEqual([
      'https://shop.example/terms',
      'Read the terms (opens in a new tab)',
    ]);
  });

  it('sends no consent that nobody gave, and leads to the sign-in by a link', async () => {
    const page = await thanks();
    await page.sees(button);
    expect(page.element('s-button')?.getAttribute('href')).toBeNull();
    page.press(button);
    await page.sees('Now sign in with the e-mail address of this order.', 'Go to the sign-in');
    expect(page.element('s-button')?.getAttribute('href')).toBe(started.signInUrl);
    expect(page.posted('account-offer/start')).toEqual([{ locale: 'en', surface: 'thank-you', orderId: '5001', consents: [] }]);
    expect(page.text()).not.toContain('What you ticked');
    expect(page.element('s-checkbox')).toBeNull();
  });

  it('sends what was ticked, each with the version that was shown, and a birthday without a year', async () => {
    const page = await thanks();
    await page.sees('Send me news.');
    page.tick('I accept the terms.');
    page.tick('Send me news.');
    page.tick('Send me news.', false);
    page.tick('Here is my birthday.');
    await page.sees('Month of birth', 'Day of birth');
    page.choose('Month of birth', 'February');
    page.choose('Day of birth', '29');
    page.press(button);
    await page.sees('What you ticked counts once you have signed in.');
    expect(page.posted('account-offer/start')).toEqual([
      expect.objectContaining({
        consents: [
          { kind: 'terms', version: 't2', birthday: null },
          { kind: 'birthday', version: 'b1', birthday: '02-29' },
        ],
      }),
    ]);
  });

  it('asks for the date of a birthday that was ticked, before anything is sent', async () => {
    const page = await thanks();
    await page.sees('Here is my birthday.');
    page.tick('Here is my birthday.');
    await page.sees('Month of birth');
    expect(page.text()).not.toContain('untick');
    page.press(button);
    await page.sees('Choose a month and a day, or untick the box');
    expect(page.posted('account-offer/start')).toEqual([]);
    page.tick('Here is my birthday.', false);
    page.press(button);
    await page.sees('Go to the sign-in');
  });

  it('offers only days that the month has, and forgets one that it has not', async () => {
    const page = await thanks();
    await page.sees('Here is my birthday.');
    page.tick('Here is my birthday.');
    await page.sees('Day of birth');
    page.choose('Day of birth', '31');
    page.choose('Month of birth', 'April');
    await page.sees('30');
    expect(() => page.choose('Day of birth', '31')).toThrow('has no "31"');
    page.press(button);
    await page.sees('Choose a month and a day');
  });

  it('starts once for a double click', async () => {
    const page = await thanks();
    await page.sees(button);
    page.press(button);
    page.press(button);
    await page.sees('Go to the sign-in');
    expect(page.posted('account-offer/start')).toHaveLength(1);
  });

  it.each([
    ['the server fails', 500, 'That did not work just now'],
    ['the connection is cut', new Error('cut'), 'That did not work just now'],
    ['it was asked too often', problem(429, 'too-many-requests'), 'That was tried too often.'],
    ['the session is over', problem(401, 'not-signed-in'), 'This page was open for a long time'],
    ['the server says no', problem(400, 'invalid-input'), 'The shop did not accept that'],
    ['something else answers', { hello: 'portal' }, 'That did not work just now'],
  ])('still leads to the sign-in when %s, and says that what was ticked was not kept', async (_, answer, reason) => {
    const page = await thanks({ 'POST account-offer/start': answer });
    await page.sees('Send me news.');
    page.tick('Send me news.');
    page.press(button);
    await page.sees(reason, 'What you ticked was not kept.', 'Try again');
    expect(page.element('s-button')?.getAttribute('href')).toBe('https://mock-shop.myshopify.com/account');
    expect(page.text()).not.toContain('in English');
  });

  it('says that somebody is offline, and keeps the ticks for another try', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValueOnce(false);
    const page = await thanks({ 'POST account-offer/start': inTurn(new Error('offline'), started) });
    await page.sees('Send me news.');
    page.tick('Send me news.');
    page.press(button);
    await page.sees('You are offline', 'What you ticked was not kept.');
    page.press('Try again');
    await page.sees('What you ticked counts once you have signed in.');
    expect(page.posted('account-offer/start')).toHaveLength(2);
    expect(page.posted('account-offer/start').at(1)).toEqual(page.posted('account-offer/start').at(0));
  });

  it('makes no alarm of a start that was lost where nothing was ticked', async () => {
    const page = await thanks({ 'POST account-offer/start': 500 });
    await page.sees(button);
    page.press(button);
    await page.sees('Go to the sign-in');
    expect(page.element('s-button')?.getAttribute('href')).toBe('https://mock-shop.myshopify.com/account');
    expect(page.text()).not.toContain('not kept');
  });

  it.each([
    ['nothing is offered', { ...accountOffer(), offered: false }],
    ['the offer does not load', 500],
    ['something else answers', { hello: 'portal' }],
  ])('tells plainly how to keep the points where %s', async (_, answer) => {
    const page = await thanks({ 'POST account-offer': answer, 'GET estimate': { points: 34 } });
    await page.sees('About 34 points for this order', 'Sign in with the e-mail address of this order to keep your points.');
    expect(page.text()).not.toContain('Create your account');
    expect(page.element('s-checkbox')).toBeNull();
  });

  it('offers nothing while earning is paused, and to who is signed in only what is near', async () => {
    const paused = await thanks({ 'GET me': { ...guest, program: { ...guest.program, active: false } } });
    await paused.sees('New orders give no points at the moment.');
    expect(paused.posted('account-offer')).toEqual([]);
    extension.tearDown();
    extension.setUp();
    const buyer = await thanks({ 'GET me': me(), 'GET orders/5001': { state: 'known', points: 34, pending: 0, availableAt: null } });
    await buyer.sees('34 points for this order', 'With 66 points more you can have: Five euros off.');
    expect(buyer.text()).not.toContain('Create your account');
    expect(buyer.element('s-button')).toBeNull();
  });

  it('speaks Persian: its digits, its months of the passport, its sentences', async () => {
    const page = await thanks({}, { language: 'fa' });
    await page.sees('حساب خود را بسازید و ۳۴ امتیاز را نگه دارید', 'بدون حساب تا ۹۰ روز نگه داشته می‌شوند.');
    page.tick('Here is my birthday.');
    await page.sees('ماه تولد (میلادی)');
    page.choose('ماه تولد (میلادی)', 'فوریه');
    page.choose('روز تولد', '۲۰');
    expect(page.text()).toMatch(/امسال: ۱ اسفند/u);
    page.press('ورود یا ساختن حساب');
    await page.sees('رفتن به صفحهٔ ورود');
    expect(page.posted('account-offer/start')).toEqual([
      { locale: 'fa', surface: 'thank-you', orderId: '5001', consents: [{ kind: 'birthday', version: 'b1', birthday: '02-20' }] },
    ]);
  });

  it('speaks Hebrew, with one point and one day in words', async () => {
    const page = await thanks({ 'POST account-offer': accountOffer({ points: 1, keptDays: 1 }) }, { language: 'he' });
    await page.sees('פתיחת חשבון שומרת לך נקודה אחת', 'בלי חשבון הן נשמרות יום אחד.', 'עוד 66 נקודות ואפשר לקבל: Five euros off.');
  });
});
