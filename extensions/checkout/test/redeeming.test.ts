import { waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { held, inTurn, problem } from '../../shared/test/surface.ts';
import { checkout, extension, rich, type } from './checkout-page.ts';

describe('redeeming in checkout', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('redeems, waits until the store has the code, and puts it into the order', async () => {
    const page = await checkout({ 'POST redeem': { reward: held({ state: 'preparing', code: null }) }, 'GET held/h1': { reward: held() } });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('€5 off is in this order.');
    expect(page.apply.mock.calls).toEqual([[{ type: 'addDiscountCode', code: 'LASTING-7Q2M' }]]);
    expect(page.posted('redeem')).toEqual([
      {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        rewardId: 'five',
        steps: 1,
        cart: { token: 'cart-1', amountMinor: 3450 },
      },
    ]);
  });

  it('takes one order for a double click', async () => {
    const page = await checkout({ 'POST redeem': { reward: held() } });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    page.press('Redeem points for €5 off');
    await page.sees('€5 off is in this order.');
    expect(page.posted('redeem')).toHaveLength(1);
  });

  it('asks the same thing again when the answer was lost, so that it never costs twice', async () => {
    const page = await checkout({ 'POST redeem': inTurn(new Error('cut'), { reward: held() }) });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('€5 off is in this order.');
    const ids = page.posted('redeem').map((body) => (body as { requestId: string }).requestId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('gives the points back when the checkout does not accept the code, and never shows the text of the shop', async () => {
    const page = await checkout({ 'POST redeem': { reward: held() }, 'POST held/h1/cancel': { reward: held({ state: 'returning' }) } });
    page.apply.mockResolvedValue({ type: 'error', message: 'Discount code is not valid for the items' });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('This checkout did not accept it. Your points come back.');
    expect(page.posted('held/h1/cancel')).toEqual([{}]);
    expect(page.text()).not.toContain('not valid');
  });

  it('keeps the reward listed where giving it back failed too', async () => {
    const page = await checkout({
      'GET me': inTurn(rich, { ...rich, held: [held()] }),
      'POST redeem': { reward: held() },
      'POST held/h1/cancel': 500,
    });
    page.apply.mockRejectedValue(new Error('a wallet is paying'));
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('It stays yours; you can give it back below.', 'Back to points');
  });

  it('says so when the shop could not prepare it', async () => {
    const page = await checkout({ 'POST redeem': { reward: held({ state: 'failed', code: null }) } });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('The shop could not prepare it. Your points come back.');
    expect(page.apply).not.toHaveBeenCalled();
  });

  it('stops waiting after a while, and says where the reward will be', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const slow = held({ state: 'preparing', code: null });
    const page = await checkout({
      'GET me': inTurn(rich, { ...rich, held: [slow] }),
      'POST redeem': { reward: slow },
      'GET held/h1': { reward: slow },
    });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    await page.sees('It takes longer than usual.', 'Being prepared', 'Look again');
    expect(page.asked.filter(({ path }) => path.startsWith('held/'))).toHaveLength(20);
  });

  it('shows after a reload what is in the order, and takes it out before the points go back', async () => {
    const page = await checkout(
      { 'GET me': inTurn({ ...rich, held: [held()] }, rich), 'POST held/h1/cancel': { reward: held({ state: 'returned' }) } },
      (shop) => {
        shop['discountCodes'] = { value: [{ code: 'lasting-7q2m' }] };
      },
    );
    await page.sees('In this order');
    page.press('Remove from this order: €5 off');
    await page.sees('Your points are back.');
    expect(page.apply.mock.calls).toEqual([[{ type: 'removeDiscountCode', code: 'LASTING-7Q2M' }]]);
  });

  it('keeps the points where they are when the checkout does not let the code go', async () => {
    const page = await checkout({ 'GET me': { ...rich, held: [held()] } }, (shop) => {
      shop['discountCodes'] = { value: [{ code: 'LASTING-7Q2M' }] };
    });
    page.apply.mockResolvedValue({ type: 'error', message: 'no' });
    await page.sees('In this order');
    page.press('Remove from this order: €5 off');
    await page.sees('The checkout did not let it go. Nothing has changed.');
    expect(page.posted('held/h1/cancel')).toEqual([]);
  });

  it('lets a reward that waits be used in this order', async () => {
    const page = await checkout({ 'GET me': { ...rich, held: [held()] } });
    await page.sees('Ready', 'For 500 points', 'Until December 3, 2026, then the points come back');
    page.press('Use in this order: €5 off');
    await page.sees('€5 off is in this order.');
    expect(page.posted('redeem')).toEqual([]);
  });

  it('leaves alone what is on an order that is not paid yet', async () => {
    const page = await checkout({ 'GET me': { ...rich, held: [held({ state: 'on-order', cancellable: false })] } });
    await page.sees('On an order that is not paid yet');
    expect(page.text()).not.toContain('Use in this order');
    expect(page.text()).not.toContain('Back to points');
  });

  it('lets the buyer choose how many points, in the reward’s steps', async () => {
    const page = await checkout({ 'POST redeem': { reward: held({ rewardId: 'any', name: 'As much as you like' }) } });
    await page.sees('How many points', '€1 off');
    await type(page.element('s-number-field'), '700');
    await page.sees('€7 off', 'Redeem 700 points');
    page.press('Redeem 700 points for As much as you like');
    await waitFor(() => expect(page.posted('redeem')).toMatchObject([{ rewardId: 'any', steps: 7 }]));
  });

  it.each(['750', '1300', '0', ''])('takes no other choice: %j', async (typed) => {
    const page = await checkout();
    await page.sees('How many points');
    await type(page.element('s-number-field'), typed);
    await page.sees('In steps of 100 points, from 100 to 1,200');
    page.press('Redeem points for As much as you like');
    expect(page.posted('redeem')).toEqual([]);
  });

  it('says the reason when the server refuses, in its own words', async () => {
    const page = await checkout({ 'POST redeem': problem(409, 'reward-unavailable', 'out-of-stock') });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees('Sold out');
    expect(page.text()).not.toContain('developers');
  });

  it.each([
    ['not-enough-points', 'You no longer have enough points for it.'],
    ['program-paused', 'The program is paused. No points were taken.'],
    ['something-new', 'It is not to be had right now. No points were taken.'],
  ])('has words for the refusal %s', async (code, words) => {
    const page = await checkout({ 'POST redeem': problem(409, code) });
    await page.sees('€5 off');
    page.press('Redeem points for €5 off');
    await page.sees(words);
  });
});
