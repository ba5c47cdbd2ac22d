// A member buys in the sandbox shop: the app's own function runs in its cart, over the query it asks with, and the order tells of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADDRESS, browser, signIn, type Browser } from '../../sandbox/test/browser.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { tierDiscountConfiguration } from '../../src/loyalty/tiers/members-prices.ts';
import { aLevel, someTiers } from '../builders/programs.ts';
import { aDiscountShop, type DiscountShop } from './shopify-discount-shop.ts';

const EMAIL = 'mina@example.com';
const TEAPOT = '9100000000008';
let shop: DiscountShop;
let shopper: Browser;

/** Gold: a tenth off, but not off coffee; the teapot for 49 instead of 59 euros. */
function theDiscount() {
  const name = { en: 'Gold friends', fa: 'دوستان طلایی', he: 'חברי זהב' };
  const levels = [aLevel('member'), aLevel('gold', { orders: 3 }, { name, membersDiscountBasisPoints: 1_000 })];
  const memberPrices = [{ goods: { kind: 'products' as const, ids: [TEAPOT] }, amountMinor: 4_900, tierIds: ['gold'] }];
  const discountLeavesOut = { productIds: [], collectionIds: ['7002'] };
  return tierDiscountConfiguration({ ...defaultProgram('EUR'), tiers: someTiers({ levels, memberPrices, discountLeavesOut }) });
}

async function fill(...skus: string[]): Promise<void> {
  for (const sku of skus) await shopper.open('/cart/add', { sku, quantity: '1' });
}

/** Buys once as a guest and is gold from then on. */
async function becomeGold(): Promise<void> {
  const { customer } = await shop.post<{ customer: { id: number } }>('/sandbox/orders', {
    customerEmail: EMAIL,
    lines: [{ sku: 'TEA-MINT-80', quantity: 1 }],
  });
  const facts = { points: 5, tier: { id: 'gold', name: { en: 'Gold' } }, nextReward: null, referralLink: null };
  await shop.line.writeMemberFacts?.([{ customerId: String(customer.id), ...facts }]);
}

const cart = async (): Promise<Record<string, unknown>> => JSON.parse(await shopper.text('/cart.js')) as Record<string, unknown>;

beforeEach(async () => {
  shop = await aDiscountShop();
  shopper = browser(shop.sandbox.url);
  await shop.write(theDiscount());
  await becomeGold();
});
afterEach(() => shop.sandbox.close());

describe('a member of a level with prices of its own', () => {
  it('sees them in the cart once signed in, and not before', async () => {
    await fill('CER-TEAPOT-1L', 'TEA-MINT-80', 'COF-ETHIOPIA-250', 'GIFT-25');
    expect(await cart()).toMatchObject({ total_discount: 0 });
    await signIn(shopper, EMAIL);
    // Ten euros off the teapot, 89 cents off the mint; coffee is left out, a gift card is money.
    expect(await cart()).toMatchObject({ total_discount: 1_089, total_price: 5_900 + 890 + 1_490 + 2_500 - 1_089 });
    expect(await shopper.text('/cart')).toContain('Gold friends');
    expect(await shopper.text('/cart?lang=fa')).toContain('دوستان طلایی');
  });

  it('pays them, and the order tells the app what it was', async () => {
    await signIn(shopper, EMAIL);
    await fill('CER-TEAPOT-1L', 'TEA-MINT-80');
    expect(await shopper.text('/checkout')).toContain('Gold friends');
    const paid = await shopper.open('/checkout', { email: EMAIL, payment: 'paid', ...ADDRESS });
    expect(await shopper.text(paid.headers.get('location') ?? '')).toContain('Gold friends');
    const { orders } = await shop.ask<{ orders: { nodes: { id: string; discountCodes: string[] }[] } }>(
      '{ orders(first: 1, reverse: true, sortKey: CREATED_AT) { nodes { id discountCodes } } }',
    );
    const [order] = orders.nodes;
    expect(order?.discountCodes).toEqual([]);
    const fetched = await shop.line.fetchOrder(orderId(order?.id.split('/').at(-1) ?? ''));
    if (fetched.kind !== 'found') throw new Error('the order is gone');
    expect(fetched.order.lines.map(({ net }) => net)).toEqual([4_900, 801]);
  });

  it('keeps a code that does not go with others, and pays by that alone', async () => {
    await shop.ask(`mutation { discountCodeBasicCreate(basicCodeDiscount: { title: "Alone", code: "ALONE", startsAt: "2026-01-01T00:00:00Z",
      context: { all: ALL }, customerGets: { value: { percentage: 0.5 }, items: { all: true } } }) { userErrors { code } } }`);
    await signIn(shopper, EMAIL);
    await fill('TEA-MINT-80');
    expect(await cart()).toMatchObject({ total_discount: 89 });
    await shopper.open('/discount/ALONE');
    expect(await cart()).toMatchObject({ total_discount: 445 });
  });
});
