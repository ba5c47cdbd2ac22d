import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { held, inTurn, me, offer, program, reward } from '../../shared/test/surface.ts';
import { checkout, extension, lines, rich } from './checkout-page.ts';

describe('points in checkout', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('tells the balance, what it is worth, and what it can be turned into', async () => {
    const page = await checkout();
    await page.sees('Your points', '1,240 points', 'Worth €12.40 today', '€5 off', '500 points', 'As much as you like');
  });

  it('shows of what is out of reach only the nearest, and nothing that is not for an order', async () => {
    const far = ['ten', 'twenty'].map((id) => reward(id, 5000, { kind: 'amount-off', name: id }));
    const card = reward('card', 10, { kind: 'gift-card', name: 'A gift card' });
    const offers = [
      offer('ten', { available: false, reason: 'not-enough-points', missingPoints: 60 }),
      offer('twenty', { available: false, reason: 'not-enough-points', missingPoints: 160 }),
      offer('card'),
    ];
    const page = await checkout({ 'GET me': { ...rich, offers }, 'GET program': program({ rewards: [...far, card] }) });
    await page.sees('ten', '60 points to go');
    expect(page.text()).not.toContain('twenty');
    expect(page.text()).not.toContain('A gift card');
  });

  it('says so when nothing can be used', async () => {
    const page = await checkout({ 'GET me': me({ offers: [] }), 'GET program': program() });
    await page.sees('No reward can be used for this order at the moment.');
  });

  it('only tells where the checkout does not let codes be changed', async () => {
    const page = await checkout({ 'GET me': { ...rich, held: [held()] } }, (shop) => {
      shop['instructions'] = { value: { discounts: { canUpdateDiscountCodes: false } } };
    });
    await page.sees('Discounts cannot be changed in this checkout.', '1,240 points');
    expect(page.element('s-button')).toBeNull();
  });

  it('invites a guest in a sentence, with what the order would give', async () => {
    const page = await checkout({ 'GET me': me({ signedIn: false, member: null }), 'GET estimate': { points: 34 } }, lines);
    await page.sees('You earn 34 points with this order.', 'Sign in to use points you already have.');
    expect(page.asked.find(({ path }) => path.startsWith('estimate'))?.path).toBe(`estimate?lines=${encodeURIComponent('12:2:3400')}`);
    expect(page.element('s-button')).toBeNull();
  });

  it('says that there is nothing yet to somebody who never earned', async () => {
    const page = await checkout({ 'GET me': me({ member: null }) });
    await page.sees('You have no points to use yet.');
  });

  it('says that earning is paused, and promises nothing for this order', async () => {
    const page = await checkout(
      { 'GET me': { ...rich, program: { ...rich.program, active: false } }, 'GET estimate': { points: 34 } },
      lines,
    );
    await page.sees('New orders give no points at the moment.');
    expect(page.text()).not.toContain('You earn');
  });

  it('asks for a new token once when the old one has run out', async () => {
    const page = await checkout({ 'GET me': inTurn(401, rich) }, (shop) => {
      let count = 0;
      shop['sessionToken'] = { get: () => Promise.resolve(`token-${++count}`) };
    });
    await page.sees('1,240 points');
    const tokens = page.asked.filter(({ path }) => path.startsWith('me')).map(({ token }) => token);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(2);
  });

  it('says so when the new token is refused too', async () => {
    const page = await checkout({ 'GET me': 401 });
    await page.sees('This page was open for a long time', 'Try again');
  });

  it('says that the connection is gone, and finds its way back', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const page = await checkout({ 'GET me': inTurn(new TypeError('network'), rich) });
    await page.sees('You are offline', 'Your points are safe.');
    online.mockRestore();
    page.press('Try again');
    await page.sees('1,240 points');
  });

  it.each([
    ['a failure of the server', 500],
    ['a page of somebody else', { hello: 'world' }],
  ])('makes %s an error and never a balance of nothing', async (_, answer) => {
    const page = await checkout({ 'GET me': answer });
    await page.sees('Your points did not load', 'Nothing is lost.');
    expect(page.text()).not.toMatch(/(?<!\d)0 points/u);
  });

  it('is silent about codes that are not the buyer’s own rewards', async () => {
    const page = await checkout({}, (shop) => {
      shop['discountCodes'] = { value: [{ code: 'SOMEBODY-ELSES' }] };
    });
    await page.sees('1,240 points');
    expect(page.text()).not.toContain('SOMEBODY-ELSES');
  });

  it('never sends who the buyer is: the token says it', async () => {
    const page = await checkout({ 'POST redeem': { reward: held() } }, (shop) => {
      lines(shop);
      const value = { customer: { value: { id: 'gid://shopify/Customer/4711' } }, email: { value: 'ada@example.com' } };
      Object.defineProperty(shop, 'buyerIdentity', { value, configurable: true, enumerable: true });
    });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('€5 off is in this order.');
    expect(JSON.stringify(page.asked)).not.toMatch(/4711|ada/);
  });

  it('uses the merchant’s heading of the reader’s language, and the shop’s name for points', async () => {
    const look = { branding: null, languages: ['en', 'fa', 'he'], pointNames: { en: { one: 'leaf', other: 'leaves' } } };
    const page = await checkout({ 'GET look': look }, (shop) => {
      shop['settings'] = { value: { heading_en: 'Your tea leaves', heading_fa: 'برگ‌ها', heading_he: undefined } };
    });
    await page.sees('Your tea leaves', '1,240 leaves');
  });

  it('speaks Persian with its digits', async () => {
    const page = await checkout({}, () => undefined, 'fa');
    await page.sees('۱٬۲۴۰ امتیاز', '۵۰۰ امتیاز');
  });

  it('speaks Hebrew to who reads it', async () => {
    const page = await checkout({}, () => undefined, 'he');
    await page.sees('1,240 נקודות', 'מימוש');
  });
});
