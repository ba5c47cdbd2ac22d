// What blocks of a page show, each with the script that WordPress' own page has for it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShowBlock, Tools } from '../../../theme/src/blocks/blocks.ts';
import type { ShopPage } from '../../../theme/src/launcher/shop-page.ts';
import { speak } from '../../../theme/src/language/speak.ts';
import { languageOf } from '../../../theme/src/language/language.ts';
import { program, reward } from '../../../theme/test/storefront/shop-page.ts';
import { showBlock as showCart } from '../../src/storefront/cart-block.ts';
import { showBlock as showProduct } from '../../src/storefront/product-block.ts';
import { showBlock as showReferral } from '../../src/storefront/referral-block.ts';
import { showBlock as showRewards } from '../../src/storefront/rewards-block.ts';

const read = vi.fn<(path: string) => Promise<unknown>>();
const pageIn = (tag: string, signedIn: boolean) =>
  ({ source: { read }, settings: { language: languageOf(tag), signedIn } }) as unknown as ShopPage;
const toolsIn = (tag: string): Tools => {
  const language = languageOf(tag);
  const points = (count: number) => speak(language, '{count} points', { count });
  return { say: (message, values) => speak(language, message, values), points, loadPanel: () => Promise.reject(new Error('not wanted')) };
};

function draw(html: string, show: ShowBlock, { tag = 'en', signedIn = false } = {}): HTMLElement {
  document.body.innerHTML = html;
  const block = document.querySelector('lasting-block') as HTMLElement;
  show(block, pageIn(tag, signedIn), toolsIn(tag));
  return block;
}
const said = (block: HTMLElement) => block.textContent.replaceAll(/[\u2066-\u2069]/g, '').trim();
const asked = () => read.mock.calls.map(([path]) => path);

beforeEach(() => {
  read.mockReset();
  read.mockImplementation((path) => {
    const [, quantity, amount] = /lines=\d+:(\d+):(\d+)/.exec(path) ?? [];
    return Promise.resolve({ points: Number(quantity) > 0 ? Math.floor(Number(amount) / 100) : null });
  });
});

describe('the points of a product', () => {
  const page = (
    more = '',
  ) => `<main><lasting-block data-kind="product" data-product="17" data-price="4500" data-earn="You will earn {points}" ${more}><span data-slot="earn"></span></lasting-block>
    <form class="cart"><select name="size"><option>S<option>L</select><input name="variation_id" value="0"><input name="quantity" value="1"></form></main>`;
  const field = (name: string) => document.querySelector(`[name=${name}]`) as HTMLInputElement;

  it('are those of its price, and follow the quantity', async () => {
    const block = draw(page(), showProduct);
    await vi.waitFor(() => expect(said(block)).toBe('You will earn 45 points'));
    field('quantity').value = '3';
    field('quantity').dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(said(block)).toBe('You will earn 135 points'));
    expect(asked()).toEqual(['estimate?lines=17:1:4500', 'estimate?lines=17:3:13500']);
  });

  it('are those of the variation that WooCommerce found, of which only jQuery tells', async () => {
    const listeners: (() => void)[] = [];
    vi.stubGlobal('jQuery', () => ({ on: (_events: string, _selector: string, listener: () => void) => listeners.push(listener) }));
    const block = draw(page('data-prices="18:4500,19:4900"'), showProduct);
    field('variation_id').value = '19';
    for (const listener of listeners) listener();
    await vi.waitFor(() => expect(said(block)).toBe('You will earn 49 points'));
    expect(asked().at(-1)).toBe('estimate?lines=17:1:4900');
  });

  it('are not asked for again while nothing changed', async () => {
    draw(page(), showProduct);
    for (let times = 0; times < 5; times++) document.dispatchEvent(new Event('change'));
    await new Promise((done) => setTimeout(done, 250));
    expect(asked()).toEqual(['estimate?lines=17:1:4500']);
  });

  it('are not made up where the server does not say', async () => {
    read.mockRejectedValue(new Error('offline'));
    const block = draw(page(), showProduct);
    await new Promise((done) => setTimeout(done));
    expect(said(block)).toBe('');
  });
});

describe('the points of a cart', () => {
  const page = (lines: string) =>
    `<lasting-block data-kind="cart" data-lines="${lines}" data-parents="19:17" data-digits="2" data-earn="This cart earns {points}"><span data-slot="earn"></span></lasting-block>`;

  it('are those of a classic cart as it was drawn', async () => {
    const block = draw(page('13:2:2500'), showCart);
    await vi.waitFor(() => expect(said(block)).toBe('This cart earns 25 points'));
  });

  it('follow a cart of blocks, and end with it', async () => {
    let cart: object = { items: [] };
    const listeners: (() => void)[] = [];
    vi.stubGlobal('wp', {
      data: { select: () => ({ getCartData: () => cart }), subscribe: (listener: () => void) => listeners.push(listener) },
    });
    const changed = (next: object) => {
      cart = next;
      for (const listener of listeners) listener();
    };
    const block = draw(page('13:2:2500'), showCart);
    await vi.waitFor(() => expect(said(block)).toBe('This cart earns 25 points'));
    changed({ items: [{ id: 19, quantity: 1, totals: { line_total: '4900', currency_minor_unit: 2 } }] });
    await vi.waitFor(() => expect(said(block)).toBe('This cart earns 49 points'));
    expect(asked().at(-1)).toBe('estimate?lines=17:1:4900');
    changed({ items: [] });
    await vi.waitFor(() => expect(said(block)).toBe(''));
  });
});

describe('the rewards of the program', () => {
  const page =
    '<lasting-block data-kind="rewards" data-most="2"><ul data-slot="rewards"><li><a href="/my-account/">See</a></li></ul></lasting-block>';
  const euro = { amountMinor: 500, currency: 'EUR' };
  const unnamed = reward('off', 500, {
    name: '',
    says: { text: '{amount} off an order', values: { amount: { as: 'money', money: euro } } },
  });

  it('are named with their price, as many as the merchant wants, instead of the link for people without script', async () => {
    read.mockResolvedValue(program({ rewards: [unnamed, reward('Mug', 700), reward('More', 900)] }));
    const block = draw(page, showRewards);
    await vi.waitFor(() => expect(block.querySelectorAll('li')).toHaveLength(2));
    expect([...block.querySelectorAll('li')].map(said)).toEqual(['€5 off an order500 points', 'Mug700 points']);
    expect(asked()).toEqual(['program?locale=en']);
  });

  it('keep the link where the program does not come', async () => {
    read.mockRejectedValue(new Error('offline'));
    const block = draw(page, showRewards);
    await new Promise((done) => setTimeout(done));
    expect(said(block)).toBe('See');
  });

  it('are data, whatever a merchant calls them', async () => {
    read.mockResolvedValue(program({ rewards: [reward('<img src=x onerror=alert(1)>', 1)] }));
    const block = draw(page, showRewards);
    await vi.waitFor(() => expect(said(block)).toContain('<img'));
    expect(block.querySelector('img')).toBeNull();
  });
});

describe('the way to bring a friend', () => {
  const page = '<lasting-block data-kind="referral"><p data-slot="link" hidden>Your link: <bdi></bdi></p></lasting-block>';

  it('asks nothing for a visitor', () => {
    const block = draw(page, showReferral);
    expect(asked()).toEqual([]);
    expect(block.querySelector('p')?.hidden).toBe(true);
  });

  it.each([
    [{ link: { url: 'https://shop.example/ref/ADA' } }, false],
    [{ link: null }, true],
  ])('shows a member their own link once they have one: %j', async (own, hidden) => {
    read.mockResolvedValue(own);
    const block = draw(page, showReferral, { signedIn: true });
    await vi.waitFor(() => expect(asked()).toEqual(['referrals?locale=en']));
    await new Promise((done) => setTimeout(done));
    expect(block.querySelector('p')?.hidden).toBe(hidden);
  });
});
