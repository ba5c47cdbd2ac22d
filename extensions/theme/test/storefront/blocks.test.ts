// Blocks as a theme has them in its own sections. The words that Liquid writes come from the same locale files.
import { waitFor } from '@testing-library/dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { wishOf } from '../../src/blocks/fitting.ts';
import { defineBlocks } from '../../src/launcher/define-blocks.ts';
import { shopPage } from '../../src/launcher/shop-page.ts';
import { panel as words } from '../../src/locales/en.json';
import { openPanel, useInCart } from '../../src/panel/open.tsx';
import liquid from '../../locales/en.default.json';
import {
  answerWith,
  held,
  leaveLastPage,
  look,
  me,
  member,
  membership,
  no,
  offer,
  posted,
  program,
  reward,
  type Answers,
} from './shop-page.ts';

const modules = {
  product: () => import('../../src/blocks/product.ts'),
  cart: () => import('../../src/blocks/cart.ts'),
  account: () => import('../../src/blocks/account.ts'),
};
const loadPanel = () => Promise.resolve({ openPanel, useInCart, words });

/** jsdom sees nothing; here everything is in view at once, unless it is told to stay out of it. */
class Watching implements Pick<IntersectionObserver, 'observe'> {
  readonly #tell: (entries: Pick<IntersectionObserverEntry, 'isIntersecting' | 'target'>[]) => void;
  constructor(tell: (entries: Pick<IntersectionObserverEntry, 'isIntersecting' | 'target'>[]) => void) {
    this.#tell = tell;
  }
  observe(target: Element): void {
    this.#tell([{ isIntersecting: !('far' in (target as HTMLElement).dataset), target }]);
  }
}

const plain = (text: string | null | undefined) => (text ?? '').replaceAll(/[\u2066-\u2069]/g, '');

function showBlock(kind: keyof typeof modules, data: Record<string, string>, inside: string, answers: Answers, around = '') {
  const asked = answerWith({ look: look(), me: me(), ...answers });
  vi.stubGlobal('IntersectionObserver', Watching);
  defineBlocks(shopPage, loadPanel, (wanted) => modules[wanted]());
  const block = document.createElement('lasting-block');
  Object.assign(block.dataset, { kind, proxy: '/apps/lasting', locale: 'en', customer: '7', ...data });
  block.innerHTML = inside;
  leaveLastPage();
  document.body.innerHTML = `<main>${around}</main>`;
  document.querySelector('main')?.append(block);
  const text = (slot: string) => plain(block.querySelector(`[data-slot=${slot}]`)?.textContent);
  const estimates = () => asked.mock.calls.map(([url]) => url).filter((url) => url.includes('estimate'));
  return { block, asked, text, estimates };
}

beforeEach(() => sessionStorage.clear());

describe('the points of a product', () => {
  const data = { product: '9', variant: '2', prices: '1:1290,2:2790', earn: liquid.product.earn };
  const inside = '<p><span data-slot="earn"></span></p>';
  const form = '<form action="/fa/cart/add"><input type="radio" name="id" value="1"><input type="radio" name="id" value="2" checked><input name="quantity" value="1"></form>'; // prettier-ignore
  const field = (selector: string) => document.querySelector(selector) as HTMLInputElement;
  const change = (selector: string, how: (input: HTMLInputElement) => void) => {
    how(field(selector));
    field(selector).dispatchEvent(new Event('change', { bubbles: true }));
  };

  it('are those of the variant and the quantity that are chosen, and follow them', async () => {
    const { text, estimates } = showBlock('product', data, inside, { estimate: { points: 27 } }, form);
    await waitFor(() => expect(text('earn')).toBe('You will earn 27 points'));
    change('[value="1"]', (radio) => (radio.checked = true));
    await waitFor(() => expect(estimates().at(-1)).toBe('/apps/lasting/estimate?lines=9:1:1290'));
    change('[name=quantity]', (input) => (input.value = '3'));
    await waitFor(() => expect(estimates().at(-1)).toBe('/apps/lasting/estimate?lines=9:3:3870'));
    expect(estimates()).toHaveLength(3);
  });

  it('are those of the product alone where the theme has no form beside it', async () => {
    const { text, estimates } = showBlock('product', data, inside, { estimate: { points: 1 } });
    await waitFor(() => expect(text('earn')).toBe('You will earn 1 point'));
    expect(estimates()).toEqual(['/apps/lasting/estimate?lines=9:1:2790']);
  });

  it('are the last that were asked for, whichever answer comes first', async () => {
    const answers: ((points: { points: number }) => void)[] = [];
    const { text } = showBlock('product', data, inside, { estimate: () => new Promise((done) => answers.push(done)) }, form);
    await waitFor(() => expect(answers).toHaveLength(1));
    change('[value="1"]', (radio) => (radio.checked = true));
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.({ points: 12 });
    await waitFor(() => expect(text('earn')).toContain('12'));
    answers[0]?.({ points: 27 });
    await new Promise((done) => setTimeout(done, 20));
    expect(text('earn')).toContain('12');
  });

  it.each([
    ['nothing can be said', { points: null }],
    ['nothing is earned', { points: 0 }],
    ['the shop does not answer', 500],
  ])('say nothing where %s', async (_, estimate) => {
    const { text, estimates } = showBlock('product', data, inside, { estimate });
    await waitFor(() => expect(estimates()).toHaveLength(1));
    await new Promise((done) => setTimeout(done, 20));
    expect(text('earn')).toBe('');
  });

  it('have the shop’s own name for points, and the digits of the page', async () => {
    const pointNames = { fa: { one: 'برگ', other: 'برگ' } };
    const { text } = showBlock('product', { ...data, locale: 'fa' }, inside, { look: look({ pointNames }), estimate: { points: 27 } });
    await waitFor(() => expect(text('earn')).toContain('۲۷ برگ'));
  });

  it('say of a gift card that it is one', async () => {
    const { estimates } = showBlock('product', { ...data, gift: '' }, inside, { estimate: { points: 0 } });
    await waitFor(() => expect(estimates()).toEqual(['/apps/lasting/estimate?lines=9:1:2790:gift']));
  });

  it('ask nothing before they are seen', async () => {
    const { asked } = showBlock('product', { ...data, far: '' }, inside, {});
    await new Promise((done) => setTimeout(done, 20));
    expect(asked).not.toHaveBeenCalled();
  });
});

const mug = reward('Free mug', 100, { kind: 'free-product' });

describe('the points of a cart', () => {
  const { earn, redeem, redeem_button: redeemButton, apply, apply_button: applyButton, remove, remove_button: removeButton } = liquid.cart;
  const data = { lines: '9:1:4200', total: '4200', codes: '', earn, redeem, redeemButton, apply, applyButton, remove, removeButton };
  const inside = '<span data-slot="earn"></span><span data-slot="reward"></span><button type="button" data-slot="button" hidden></button>';
  const cart = { token: 'cart-1', item_count: 1, total_price: 4200, currency: 'EUR', discount_codes: [] };
  const all = { 'me': me({ offers: [offer('Free mug')] }), 'program': program({ rewards: [mug] }), 'estimate': { points: 42 }, '/cart.js': cart, '/discount/LAST-9XKQ': 'ok' }; // prettier-ignore
  const button = (block: HTMLElement) => block.querySelector('button') as HTMLButtonElement;

  it('say what it earns and which reward fits, and one tap puts that into the cart', async () => {
    let now = all.me;
    const { block, text, asked } = showBlock('cart', data, inside, {
      ...all,
      me: () => now,
      redeem: () => ((now = me({ held: [held()] })), { reward: held() }),
    });
    await waitFor(() => expect(text('earn')).toBe('This cart earns 42 points'));
    await waitFor(() => expect(text('reward')).toBe('Free mug for 100 points'));
    expect(button(block).textContent).toBe('Use your points');
    button(block).click();
    button(block).click();
    await waitFor(() => expect(text('reward')).toBe('Free mug is in this cart'));
    expect(posted(asked, 'redeem')).toMatchObject([{ rewardId: 'Free mug', steps: 1, cart: { token: 'cart-1' } }]);
    expect(asked.mock.calls.map(([url]) => url)).toContain('/discount/LAST-9XKQ');
  });

  it('offer what is held already before anything is spent, and take out what is in', async () => {
    const mine = { ...all, me: me({ offers: [offer('Free mug')], held: [held()] }) };
    const ready = showBlock('cart', data, inside, mine);
    await waitFor(() => expect(ready.text('reward')).toBe('Free mug is yours to use'));
    const within = showBlock('cart', { ...data, codes: 'OTHER,LAST-9XKQ' }, inside, {
      ...mine,
      '/cart.js': { ...cart, discount_codes: [{ code: 'OTHER' }, { code: 'LAST-9XKQ' }] },
      '/cart/update.js': 'ok',
    });
    await waitFor(() => expect(within.text('reward')).toBe('Free mug is in this cart'));
    button(within.block).click();
    await waitFor(() => expect(posted(within.asked, '/cart/update.js')).toEqual([{ discount: 'OTHER' }]));
    await waitFor(() => expect(within.text('reward')).toBe('Free mug is yours to use'));
  });

  it('say why a reward is not to be had, and leave that to be read', async () => {
    const { block, text } = showBlock('cart', data, inside, { ...all, redeem: () => no('reward-unavailable', 'order-too-small') });
    await waitFor(() => expect(text('reward')).toBe('Free mug for 100 points'));
    button(block).click();
    await waitFor(() => expect(text('reward')).toBe('The cart is still too small for it.'));
    await new Promise((done) => setTimeout(done, 50));
    expect(text('reward')).toBe('The cart is still too small for it.');
    expect(button(block).hidden).toBe(false);
  });

  it('ask nothing about a guest, and offer them nothing', async () => {
    const { block, text, asked } = showBlock('cart', { ...data, customer: '' }, inside, all);
    await waitFor(() => expect(text('earn')).toBe('This cart earns 42 points'));
    expect(button(block).hidden).toBe(true);
    expect(asked.mock.calls.map(([url]) => url).filter((url) => /me\?|program/.test(url))).toEqual([]);
  });
});

describe('the reward that fits a cart', () => {
  const choice = reward('Euros off', 100, { kind: 'variable-amount', worth: { amountMinor: 100, currency: 'EUR' }, steps: { min: 1, max: null, points: 100, worth: { amountMinor: 100, currency: 'EUR' } } }); // prettier-ignore
  const card = reward('Gift card', 900, { kind: 'gift-card' });
  const large = reward('Large', 500, { kind: 'amount-off', worth: { amountMinor: 5000, currency: 'EUR' } });
  const wish = (rewards: (typeof mug)[], totalMinor: number, steps = 1) =>
    wishOf(me({ offers: rewards.map(({ id }) => offer(id, { maxSteps: steps })) }), program({ rewards }), { totalMinor, codes: [] });

  it('is the dearest one that becomes a code and is not worth more than the cart', () => {
    expect(wish([mug, large, card], 4200)?.reward?.name).toBe('Free mug');
    expect(wish([mug, large, card], 5000)?.reward?.name).toBe('Large');
    expect(wish([reward('Off', 10, { kind: 'percent-off', minimumOrder: { amountMinor: 9000, currency: 'EUR' } })], 4200)).toBeNull();
    expect(wish([mug], 0)).toBeNull();
  });

  it('takes as much of a choice as the cart is worth and the points are enough for', () => {
    expect(wish([choice], 1250, 40)).toMatchObject({ steps: 12 });
    expect(wish([choice], 9900, 40)).toMatchObject({ steps: 40 });
  });

  it('is none that cannot be had', () => {
    expect(wish([mug], 4200, 0)).toBeNull();
  });
});

describe('the points of an account', () => {
  const inside = '<p data-slot="balance">80 points</p><p data-slot="expiry"></p><ul data-slot="codes"></ul>';
  const mine = me({ member: member({ nextExpiry: { points: 5, at: '2026-12-04T12:00:00Z' } }), held: [held(), held({ id: 'h2', state: 'used', code: 'OLD' })] }); // prettier-ignore

  it('stand as the page was rendered, then as they are, with what expires next and the codes to use', async () => {
    const { text } = showBlock('account', liquid.account, inside, { me: mine });
    expect(text('balance')).toBe('80 points');
    await waitFor(() => expect(text('balance')).toBe('1,240 points'));
    expect(text('expiry')).toBe('Next to expire: 5 points on December 4, 2026');
    expect(text('codes')).toBe('Free mug: LAST-9XKQ');
  });

  it('say that they are on their way into the account, and look until they are there', async () => {
    const later = setTimeout;
    // What it means to do in three seconds is done when the test says so, and not in another test.
    const soon = vi.spyOn(window, 'setTimeout').mockImplementation(((what: () => void, ms: number) => (ms === 3000 ? 0 : later(what, ms))) as typeof later); // prettier-ignore
    let state: 'guest' | 'member' = 'guest';
    const { text } = showBlock('account', liquid.account, inside, { me: () => ({ ...mine, membership: membership({ state }) }) });
    await waitFor(() => expect(text('expiry')).toBe('These points are being moved into your account'));
    const again = await waitFor(() => soon.mock.calls.find(([, ms]) => ms === 3000)?.[0] ?? Promise.reject(new Error('nothing looks')));
    state = 'member';
    again();
    await waitFor(() => expect(text('expiry')).toBe('Next to expire: 5 points on December 4, 2026'));
    expect(soon.mock.calls.filter(([, ms]) => ms === 3000)).toHaveLength(1);
  });

  it('stay with who has left the program', async () => {
    const left = { ...mine, membership: membership({ state: 'left' }) };
    const { text } = showBlock('account', liquid.account, inside, { me: left });
    await waitFor(() => expect(text('expiry')).toBe('You have left the program. Your points stay yours'));
    expect(text('balance')).toBe('1,240 points');
  });

  it('leave out what the merchant switched off', async () => {
    const { text } = showBlock('account', {}, inside, { me: mine });
    await waitFor(() => expect(text('balance')).toBe('1,240 points'));
    expect([text('expiry'), text('codes')]).toEqual(['', '']);
  });

  it('keep the rendered balance when the shop does not answer', async () => {
    const { text, asked } = showBlock('account', liquid.account, inside, { me: 500 });
    await waitFor(() => expect(asked.mock.calls.map(([url]) => url)).toContain('/apps/lasting/me?locale=en'));
    await new Promise((done) => setTimeout(done, 20));
    expect(text('balance')).toBe('80 points');
  });
});
