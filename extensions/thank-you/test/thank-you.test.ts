import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTurn, me, open, problem, type Answers, type Language } from '../../shared/test/surface.ts';

const extension = getExtension('purchase.thank-you.block.render');
const known = { state: 'known', points: 34, pending: 0, availableAt: null };
const coming = { state: 'coming', points: 0, pending: 0, availableAt: null };
const guest = me({ signedIn: false, member: null });

function thanks(answers: Answers = {}, language: Language = 'en') {
  return open(extension, {
    folder: 'thank-you',
    language,
    answers,
    shop(shop) {
      // What Shopify names there is the order before it is one; its number is the order's.
      shop['orderConfirmation'] = { value: { order: { id: 'gid://shopify/OrderIdentity/5001' }, isFirstOrder: true, number: 'A1' } };
      const merchandise = { product: { id: 'gid://shopify/Product/12' } };
      shop['lines'] = { value: [{ quantity: 2, merchandise, cost: { totalAmount: { amount: 34, currencyCode: 'EUR' } } }] };
    },
  });
}

describe('points on the thank-you page', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('tells what the order gave', async () => {
    await (await thanks({ 'GET orders/5001': known })).sees('34 points for this order');
  });

  it('tells what of it waits, and until when', async () => {
    const waiting = { ...known, pending: 34, availableAt: '2026-12-12T09:00:00Z' };
    await (await thanks({ 'GET orders/5001': waiting })).sees('34 points waiting, the next on December 12, 2026');
  });

  it('looks again until the store has told of the order', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const page = await thanks({ 'GET orders/5001': inTurn(coming, 503, known) });
    await page.sees('Looking up the points of this order');
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    await page.sees('34 points for this order');
  });

  it.each([
    ['the store takes its time', coming, 'The points of this order are on their way.'],
    ['nothing answers', 503, 'could not be looked up just now. Nothing is lost.'],
  ])('asks no more after a while when %s', async (_, answer, words) => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const page = await thanks({ 'GET orders/5001': answer });
    await page.sees('Looking up');
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await page.sees(words);
    expect(page.asked.filter(({ path }) => path === 'orders/5001')).toHaveLength(12);
  });

  it('learns nothing about an order of somebody else', async () => {
    const page = await thanks({ 'GET orders/5001': problem(404, 'not-found') });
    await page.sees('could not be looked up just now.');
    expect(page.asked.filter(({ path }) => path === 'orders/5001')).toHaveLength(1);
  });

  it('says so when an order that is known gave nothing, and finds points that come a moment later', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const page = await thanks({ 'GET orders/5001': inTurn({ ...known, points: 0 }, { ...known, points: 0 }, known) });
    await page.sees('No points for this order so far.');
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    await page.sees('34 points for this order');
  });

  it('tells a guest what the order would give and how to keep it, and asks nothing about the order', async () => {
    const page = await thanks({ 'GET me': guest, 'GET estimate': { points: 34 } });
    await page.sees('About 34 points for this order', 'Sign in with the e-mail address of this order', 'Sign in or create an account');
    expect(page.element('s-button')?.getAttribute('href')).toBe('https://mock-shop.myshopify.com/account');
    expect(page.asked.some(({ path }) => path.startsWith('orders'))).toBe(false);
  });

  it('names no number to a guest where none can be said', async () => {
    const page = await thanks({ 'GET me': guest, 'GET estimate': { points: null } });
    await page.sees('This order collects points');
    expect(page.text()).not.toContain('About');
  });

  it('promises a guest nothing while earning is paused', async () => {
    const page = await thanks({ 'GET me': { ...guest, program: { ...guest.program, active: false } }, 'GET estimate': { points: 34 } });
    await page.sees('New orders give no points at the moment.');
    expect(page.element('s-button')).toBeNull();
  });

  it('says so when nothing loads', async () => {
    await (await thanks({ 'GET me': 500 })).sees('Your points did not load', 'Try again');
  });

  it('speaks Persian and Hebrew', async () => {
    await (await thanks({ 'GET orders/5001': known }, 'fa')).sees('۳۴ امتیاز برای این سفارش');
    extension.tearDown();
    extension.setUp();
    await (await thanks({ 'GET orders/5001': known }, 'he')).sees('34 נקודות על ההזמנה הזאת');
  });
});
