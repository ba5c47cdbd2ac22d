import { waitFor } from '@testing-library/dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, held, me, no, offer, openPage, posted, program, reward, type Answers } from './shop-page.ts';

const mug = reward('Mug', 100, { kind: 'free-product' });
const euros = reward('Euros off', 100, {
  kind: 'variable-amount',
  worth: { amountMinor: 100, currency: 'EUR' },
  steps: { min: 1, max: null, points: 100, worth: { amountMinor: 100, currency: 'EUR' } },
});
const CART = { token: 'cart-1', item_count: 2, total_price: 4200, currency: 'EUR', discount_codes: [] };
const known = { 'me': me({ offers: [offer('Mug')] }), 'program': program({ rewards: [mug] }), '/cart.js': CART, '/discount/LAST-9XKQ': 'ok' }; // prettier-ignore

beforeEach(() => sessionStorage.clear());

async function openRewards(answers: Answers, data: Record<string, string> = {}) {
  const asked = answerWith({ ...known, ...answers });
  const page = openPage(data);
  await page.open();
  await waitFor(() => expect(page.shadow.querySelector('#tab-rewards')).not.toBeNull());
  const button = (name: string) => page.inside.getByRole('button', { name });
  const wish = async () => {
    button('Redeem').click();
    await page.inside.findByRole('group');
  };
  return { ...page, asked, button, wish };
}

describe('a reward in the panel', () => {
  it('says what it costs and what is left before anything is spent, and spends nothing when one thinks again', async () => {
    const page = await openRewards({});
    await page.wish();
    expect(page.text()).toContain('This spends 100 points. 1,140 points stay with you.');
    await waitFor(() => expect(page.focused()?.getAttribute('role')).toBe('group'));
    page.button('Not now').click();
    await waitFor(() => expect(page.focused()?.textContent).toBe('Redeem'));
    expect(posted(page.asked, 'redeem')).toEqual([]);
  });

  it('is asked for with the cart it is for, looked at only now, and goes into the cart by itself', async () => {
    const changed = vi.fn<() => void>();
    document.addEventListener('lasting:cart-changed', changed, { once: true });
    const page = await openRewards({ redeem: { reward: held() } });
    expect(page.asked.mock.calls.some(([url]) => url === '/cart.js')).toBe(false);
    await page.wish();
    page.button('Spend 100 points').click();
    await page.inside.findByText('It is in your cart.');
    expect(posted(page.asked, 'redeem')).toEqual([
      { requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string, rewardId: 'Mug', steps: 1, cart: { token: 'cart-1', amountMinor: 4200 } },
    ]); // prettier-ignore
    expect(changed).toHaveBeenCalledOnce();
    expect(page.focused()?.textContent).toContain('Free mug');
  });

  it('is waited for while the shop prepares it', async () => {
    const page = await openRewards({ 'redeem': { reward: held({ state: 'preparing', code: null, applyPath: null }) }, 'held/h1': { reward: held() } }); // prettier-ignore
    await page.wish();
    page.button('Spend 100 points').click();
    await page.inside.findByText('Being prepared. It takes a few seconds.');
    await page.inside.findByText('It is in your cart.', {}, { timeout: 2000 });
  });

  it('is asked for once, however often one taps', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const page = await openRewards({ redeem: () => new Promise((done) => (answer = done)) });
    await page.wish();
    const spend = page.button('Spend 100 points');
    for (const _ of [1, 2, 3]) spend.click();
    await page.inside.findByRole('button', { name: 'One moment' });
    page.button('One moment').click();
    await waitFor(() => expect(posted(page.asked, 'redeem')).toHaveLength(1));
    answer({ reward: held() });
    await page.inside.findByText('It is in your cart.');
    expect(posted(page.asked, 'redeem')).toHaveLength(1);
  });

  it('stays the same wish when the answer is lost, also over a reload, and becomes another once it was answered', async () => {
    let lost = true;
    const answers = { redeem: () => (lost ? new TypeError('lost') : { reward: held() }) };
    const ids = (page: Awaited<ReturnType<typeof openRewards>>) =>
      posted(page.asked, 'redeem').map((body) => (body as { requestId: string }).requestId);
    const spend = async () => {
      const page = await openRewards(answers);
      await page.wish();
      page.button('Spend 100 points').click();
      return page;
    };
    const first = await spend();
    await first.inside.findByText('That did not work. Try again: nothing is spent twice.');
    lost = false;
    const again = await spend();
    await again.inside.findByText('It is in your cart.');
    const another = await spend();
    await another.inside.findByText('It is in your cart.');
    const [[one], [same], [other]] = [ids(first), ids(again), ids(another)];
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('lets one choose how much, by slider, by buttons and by keys, and says it to a screen reader', async () => {
    const answers = { me: me({ offers: [offer('Euros off', { maxSteps: 12 })] }), program: program({ rewards: [euros] }), redeem: { reward: held() } }; // prettier-ignore
    const page = await openRewards(answers);
    await page.wish();
    const slider = page.inside.getByRole<HTMLInputElement>('slider', { name: 'How much' });
    expect(slider.getAttribute('aria-valuetext')?.replaceAll(/[\u2066-\u2069]/g, '')).toBe('€12 for 1,200 points');
    page.button('More').click();
    expect(slider.value).toBe('12');
    page.button('Less').click();
    await waitFor(() => expect(page.text()).toContain('€11 for 1,100 points'));
    slider.value = '5';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await waitFor(() => expect(page.text()).toContain('This spends 500 points. 740 points stay with you.'));
    page.button('Spend 500 points').click();
    await waitFor(() => expect(posted(page.asked, 'redeem')).toMatchObject([{ steps: 5 }]));
  });

  it.each([
    ['not-enough-points', null, 'There are not enough points for it any more.'],
    ['reward-unavailable', 'out-of-stock', 'Sold out'],
    ['reward-unavailable', 'order-too-small', 'The cart is still too small for it.'],
    ['reward-unavailable', 'something new', 'Not to be had right now'],
    ['rewards-not-here', null, 'This shop cannot give rewards right now. Your points are safe.'],
    ['member-excluded', null, 'It is not to be had with your kind of account.'],
    ['program-paused', null, 'The program is paused at the moment. Your points are safe.'],
    ['too-many-requests', null, 'That was a lot of tries. Please wait a minute.'],
    ['unavailable', null, 'The shop is busy. Please try again in a moment: nothing is spent twice.'],
    ['not-signed-in', null, 'You are not signed in any more. Sign in again: your points are safe.'],
    ['unheard-of', null, 'Not to be had right now'],
  ])('has words for the refusal %s %s', async (code, field, words) => {
    const page = await openRewards({ redeem: () => no(code, field) });
    await page.wish();
    page.button('Spend 100 points').click();
    await waitFor(() => expect(page.inside.getAllByRole('alert').map(({ textContent }) => textContent)).toContain(words));
    expect(page.button('Spend 100 points').getAttribute('aria-disabled')).toBe('false');
  });

  it('counts yen as yen, which themes write in hundredths', async () => {
    const page = await openRewards({ '/cart.js': { ...CART, currency: 'JPY', total_price: 420_000 }, redeem: { reward: held() } });
    await page.wish();
    page.button('Spend 100 points').click();
    await page.inside.findByText('It is in your cart.');
    expect(posted(page.asked, 'redeem')).toMatchObject([{ cart: { amountMinor: 4200 } }]);
  });

  it('says that one is offline, and that nothing is spent twice', async () => {
    const page = await openRewards({ redeem: new TypeError('lost') });
    await page.wish();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    page.button('Spend 100 points').click();
    await page.inside.findByText('You are offline. Try again when the connection is back: nothing is spent twice.');
  });

  it('becomes the door to sign in when the session is over', async () => {
    let signedIn = true;
    const page = await openRewards({
      me: () => (signedIn ? known.me : me({ signedIn: false, member: null })),
      redeem: () => ((signedIn = false), no('not-signed-in')),
    });
    await page.wish();
    page.button('Spend 100 points').click();
    await page.inside.findByRole('link', { name: 'Sign in or create an account' });
  });

  it('asks without a cart where the shop has none to speak of', async () => {
    const page = await openRewards({ '/cart.js': 404, redeem: { reward: held({ applyPath: null }) } });
    await page.wish();
    page.button('Spend 100 points').click();
    await page.inside.findByText('Ready. Enter the code when you pay.');
    expect(posted(page.asked, 'redeem')).toMatchObject([{ cart: null }]);
  });
});
