import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asApp, dataOf } from './app-calls.ts';
import type { Ask } from './app-calls.ts';
import { ADDRESS, browser, signIn } from './browser.ts';
import type { Browser } from './browser.ts';
import { bodyIn, CLIENT_ID, SECRET, SHOP, startHarness } from './running.ts';
import type { Harness } from './running.ts';

let shop: Harness;
let ask: Ask;
let shopper: Browser;
beforeEach(async () => {
  shop = await startHarness();
  ask = await asApp(shop);
  shopper = browser(shop.sandbox.url);
  await shopper.open('/cart/add', { sku: 'CER-CUP-BLUE', quantity: '2' });
});
afterEach(() => shop.close());

const code = (name: string, input: object = {}) =>
  dataOf(
    ask('mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) { userErrors { code } } }', {
      input: {
        title: name,
        code: name,
        context: { all: 'ALL' },
        combinesWith: { orderDiscounts: true },
        customerGets: { value: { discountAmount: { amount: '5.00' } }, items: { all: true } },
        ...input,
      },
    }),
  );
const giftCard = (input: object) =>
  dataOf(
    ask('mutation ($input: GiftCardCreateInput!) { giftCardCreate(input: $input) { userErrors { code } } }', {
      input: { initialAmount: { amount: '10.00', currencyCode: 'EUR' }, ...input },
    }),
  );

interface CartJson {
  token: string;
  total_price: number;
  discount_codes: { code: string; applicable: boolean }[];
  cart_level_discount_applications: { title: string; total_allocated_amount: number }[];
  items: { line_price: number }[];
}
const cart = async () => JSON.parse(await shopper.text('/cart.js')) as CartJson;
const postJson = async <Answer>(path: string, body: object): Promise<Answer> => (await shopper.json(path, body)) as Answer;
const order = (payment: string) => shopper.open('/checkout', { email: 'anna@example.com', payment, ...ADDRESS });

describe('the cart of a theme', () => {
  it('takes codes by a link and by its own API, all of them at once, and says which apply', async () => {
    await code('FIVE');
    await code('ALSO');
    const link = await shopper.open('/discount/five?redirect=/cart');
    expect([link.status, link.headers.get('location')]).toEqual([302, '/cart']);
    await shopper.open('/discount/ALSO');
    expect(await cart()).toMatchObject({
      total_price: 2600,
      items: [{ line_price: 3600 }],
      discount_codes: [
        { code: 'FIVE', applicable: true },
        { code: 'ALSO', applicable: true },
      ],
      cart_level_discount_applications: [
        { title: 'FIVE', total_allocated_amount: 500 },
        { title: 'ALSO', total_allocated_amount: 500 },
      ],
    });
    const replaced = await postJson<CartJson>('/cart/update.js', { discount: 'ALSO,NOPE' });
    expect(replaced.discount_codes).toEqual([
      { code: 'ALSO', applicable: true },
      { code: 'NOPE', applicable: false },
    ]);
    expect((await postJson<CartJson>('/cart/update.js', { discount: '' })).discount_codes).toEqual([]);
  });

  it('keeps its token until it is ordered, and the order carries it; the token is not the cookie', async () => {
    const { token } = await cart();
    expect((await cart()).token).toBe(token);
    expect(shopper.cookies()).not.toContain(token);
    await order('paid');
    await shop.flush();
    expect(bodyIn(shop.webhooks('orders/create')[0])['cart_token']).toBe(token);
    expect((await cart()).token).not.toBe(token);
  });
});

describe('the checkout', () => {
  it('lets an extension add and remove a code, says why one is refused and does not keep it', async () => {
    await code('FIVE');
    await code('LONER', { combinesWith: {} });
    interface Changed {
      ok: boolean;
      codes: string[];
      refusal: string | null;
    }
    const change = (body: object) => postJson<Changed>('/checkout/discounts', body);
    expect(await change({ add: 'five' })).toMatchObject({ ok: true, codes: ['FIVE'], refusal: null });
    expect(await change({ add: 'loner' })).toMatchObject({ ok: false, codes: ['FIVE'], refusal: 'notTogether' });
    expect(await change({ add: 'NOPE' })).toMatchObject({ ok: false, codes: ['FIVE'], refusal: 'unknown' });
    expect(await change({ remove: 'FIVE' })).toMatchObject({ ok: true, codes: [] });
    expect(await change({ steal: 'FIVE' })).toHaveProperty('error');
  });

  it('keeps the cart and its codes when the card is declined, and tells of the failure with the order', async () => {
    await code('FIVE');
    await shopper.open('/checkout/discount', { code: 'FIVE' });
    const declined = await order('declined');
    expect(declined.status).toBe(422);
    expect(await declined.text()).toContain('The card was declined');
    expect((await cart()).total_price).toBe(3100);
    expect((await order('paid')).status).toBe(303);
    await shop.flush();
    const told = shop.webhooks('order_transactions/create').map((one) => bodyIn<{ status: string; amount: string }>(one));
    expect(told.map(({ status }) => status).toSorted()).toEqual(['failure', 'success']);
    expect(shop.webhooks('orders/create')).toHaveLength(1);
  });

  it('does not place an order with a gift card that cannot pay', async () => {
    await giftCard({ code: 'GOODCARD2026' });
    await shopper.open('/checkout/gift-card', { code: 'goodcard2026' });
    await shopper.open('/checkout/gift-card', { code: 'NOSUCHCARD' });
    const page = await shopper.text('/checkout');
    expect(page).toContain('We do not know this gift card');
    expect(page).toContain('•••• •••• •••• 2026');
    expect((await order('paid')).status).toBe(422);
    await shopper.open('/checkout/gift-card', { remove: 'NOSUCHCARD' });
    expect((await order('paid')).status).toBe(303);
  });

  it('lets only a customer who is signed in spend store credit, and only their own', async () => {
    const { customer } = await shop.buy('TEA-MINT-80', 1);
    await dataOf(
      ask(
        'mutation ($id: ID!, $input: StoreCreditAccountCreditInput!) { storeCreditAccountCredit(id: $id, creditInput: $input) { userErrors { code } } }',
        {
          id: `gid://shopify/Customer/${customer?.id}`,
          input: { creditAmount: { amount: '8.00', currencyCode: 'EUR' } },
        },
      ),
    );
    const latest = async () => {
      await shop.flush();
      return bodyIn(shop.webhooks('orders/create').at(-1))['payment_gateway_names'];
    };
    await shopper.open('/checkout/store-credit', { use: 'yes' });
    await order('paid');
    expect(await latest()).toEqual(['bogus']);
    await signIn(shopper, 'eve@example.com');
    await shopper.open('/cart/add', { sku: 'CER-CUP-BLUE', quantity: '1' });
    await shopper.open('/checkout/store-credit', { use: 'yes' });
    await order('paid');
    expect(await latest()).toEqual(['bogus']);
    await signIn(shopper, 'anna@example.com');
    await shopper.open('/cart/add', { sku: 'CER-CUP-BLUE', quantity: '1' });
    expect(await shopper.text('/checkout')).toContain('€8.00');
    await shopper.open('/checkout/store-credit', { use: 'yes' });
    await order('paid');
    expect(await latest()).toEqual(['shopify_store_credit', 'bogus']);
  });

  it('shows gift cards and credit in the account of their owner, masked', async () => {
    const { customer } = await shop.buy('TEA-MINT-80', 1);
    await giftCard({ code: 'OWNERSCARD77', customerId: `gid://shopify/Customer/${customer?.id}`, expiresOn: '2090-05-31' });
    await signIn(shopper, 'anna@example.com');
    const page = await shopper.text('/account');
    expect(page).toContain('•••• •••• •••• rd77');
    expect(page).toContain('valid until 31 May 2090');
    expect(page).not.toMatch(/ownerscard/i);
  });
});

describe('an extension', () => {
  const contextIn = (page: string, target: string): Record<string, unknown> => {
    const found = new RegExp(`data-extension-target="${target}" data-context="([^"]*)"`).exec(page)?.[1] ?? '';
    return JSON.parse(found.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Record<string, unknown>;
  };

  it('has its place in the checkout, on the thank-you page, in the order and in the account, with what it must know', async () => {
    await code('FIVE');
    await shopper.open('/checkout/discount', { code: 'FIVE' });
    const { token } = await cart();
    expect(contextIn(await shopper.text('/checkout'), 'purchase.checkout.reductions.render-after')).toMatchObject({
      shop: SHOP,
      locale: 'en',
      customerId: null,
      cartToken: token,
      subtotal: { amount: '31.00', currencyCode: 'EUR' },
      codes: [{ code: 'FIVE', refusal: null }],
      allocations: [{ code: 'FIVE', class: 'ORDER', amount: { amount: '5.00' } }],
      sessionTokenUrl: '/__sim/extension-token',
      discountsUrl: '/checkout/discounts',
    });
    const thanks = (await order('paid')).headers.get('location') ?? '';
    const placed = contextIn(await shopper.text(thanks), 'purchase.thank-you.block.render');
    expect(placed).toMatchObject({ cartToken: token, authenticationState: 'pre_authenticated', codes: [{ code: 'FIVE' }] });
    await signIn(shopper, 'anna@example.com');
    const status = thanks.replace('/checkouts/', '/orders/').replace('/thank-you', '');
    const shown = contextIn(await shopper.text(status), 'customer-account.order-status.block.render');
    expect(shown).toMatchObject({ orderId: placed['orderId'], authenticationState: 'fully_authenticated' });
    expect(await shopper.text('/account')).toContain('data-extension-target="customer-account.profile.block.render"');
    for (const [path, handle] of [
      ['lasting', 'lasting-account'],
      ['friends', 'lasting-friends'],
    ]) {
      const page = await shopper.text(`/account/pages/${path}`);
      expect(page).toContain('data-extension-target="customer-account.page.render"');
      expect(page).toContain(`data-extension-handle="${handle}"`);
    }
  });

  it('gets a token of five minutes that names only who is signed in here, whoever is asked for', async () => {
    const claims = async () => {
      const { token } = JSON.parse(await shopper.text('/__sim/extension-token?customer=gid://shopify/Customer/1&sub=1')) as {
        token: string;
      };
      return (await jwtVerify(token, new TextEncoder().encode(SECRET), { audience: CLIENT_ID })).payload;
    };
    const anonymous = await claims();
    expect(anonymous.sub).toBeUndefined();
    expect(anonymous['dest']).toBe(SHOP);
    expect((anonymous.exp ?? 0) - (anonymous.iat ?? 0)).toBe(300);
    const { customer } = await shop.buy('TEA-MINT-80', 1);
    await signIn(shopper, 'anna@example.com');
    expect((await claims()).sub).toBe(`gid://shopify/Customer/${customer?.id}`);
    const foreign = await shopper.open('/__sim/extension-token', undefined, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
  });

  it('has no place and no token where the app is not installed', async () => {
    await shop.post('/sandbox/app/uninstall');
    expect(await shopper.text('/checkout')).not.toContain('data-extension-target');
    expect((await shopper.open('/__sim/extension-token')).status).toBe(404);
  });
});

describe('the merchant', () => {
  it('sees the codes and deletes one, which the app is told', async () => {
    await code('DOOMED');
    const page = await shopper.text('/store-admin/discounts');
    const id = /store-admin\/discounts\/(\d+)\/delete/.exec(page)?.[1] ?? '';
    expect(page).toContain('DOOMED');
    await shopper.open(`/store-admin/discounts/${id}/delete`, {});
    expect(await shopper.text('/store-admin/discounts')).not.toContain('DOOMED');
    await shop.flush();
    expect(bodyIn<object>(shop.webhooks('discounts/delete')[0])).toMatchObject({
      admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${id}`,
    });
  });

  it('chooses a bad day in the fault panel, sees it in the strip, lets one call go wrong, and ends all of it', async () => {
    expect(await shopper.text('/')).not.toContain('Faults are on');
    await shopper.open('/store-admin/faults', { preset: 'badDay' });
    expect(await shopper.text('/')).toContain('Faults are on');
    const added = {
      part: 'add',
      field: 'giftCardCreate',
      kind: 'cutAfter',
      times: '3',
      rate: '50',
      skip: '1',
      ms: '0',
      status: '500',
      code: 'taken',
    };
    await shopper.open('/store-admin/faults', added);
    const [slow, cut] = (await shop.get<{ calls: object[] }>('/sandbox/faults')).calls;
    expect(slow).toMatchObject({ kind: 'slow' });
    expect(cut).toMatchObject({ field: 'giftCardCreate', kind: 'cutAfter', times: 3, rate: 0.5, skip: 1, code: 'TAKEN' });
    expect(await shopper.text('/store-admin/faults')).toContain('giftCardCreate');
    await shopper.open('/store-admin/faults', { remove: '0' });
    expect((await shop.get<{ calls: object[] }>('/sandbox/faults')).calls).toEqual([cut]);
    expect((await shopper.open('/store-admin/faults', { ...added, kind: 'explode' })).status).toBe(400);
    await shopper.open('/store-admin/faults', { preset: 'calm' });
    expect(await shopper.text('/')).not.toContain('Faults are on');
  });
});
