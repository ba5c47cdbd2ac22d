import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asApp, dataOf } from './app-calls.ts';
import { ADDRESS, browser } from './browser.ts';
import type { Browser } from './browser.ts';
import { bodyIn, startHarness } from './running.ts';
import type { Harness, OrderJson } from './running.ts';

let shop: Harness;
beforeEach(async () => {
  shop = await startHarness();
});
afterEach(() => shop.close());

const OPENS = { 'sec-fetch-dest': 'document', 'user-agent': 'Test/1', 'accept-language': 'fa' };

async function buys(shopper: Browser, more: Record<string, string> = {}): Promise<OrderJson> {
  await shopper.open('/cart/add', { sku: 'CER-CUP-BLUE', quantity: '1' });
  await shopper.json('/cart/update.js', { attributes: { _lasting_ref: 'ADA-7KQ2;whatsapp', gift: 'yes' } });
  await shopper.open('/checkout', { email: 'zoe@example.com', payment: 'paid', ...ADDRESS, ...more }, OPENS);
  await shop.flush();
  return bodyIn(shop.webhooks('orders/create').at(-1));
}

const forwarded = (path: string) => shop.received.findLast(({ url }) => url.startsWith(path));

describe('the browser an order was placed in', () => {
  it('is told with the order: address, what it calls itself, the first page and who linked it', async () => {
    const shopper = browser(shop.sandbox.url);
    await shopper.open('/apps/lasting/ref/ADA-7KQ2?via=x', undefined, { ...OPENS, referer: 'https://social.example/post' });
    await shopper.open('/', undefined, OPENS);
    const order = await buys(shopper);
    expect(order['browser_ip']).toMatch(/^198\.1[89]\.\d+\.\d+$/);
    expect(order['client_details']).toMatchObject({
      browser_ip: order['browser_ip'],
      user_agent: 'Test/1',
      accept_language: 'fa',
    });
    expect(order).toMatchObject({ landing_site: '/apps/lasting/ref/ADA-7KQ2?via=x', referring_site: 'https://social.example/post' });
    expect(forwarded('/proxy/ref/ADA-7KQ2')?.headers['x-forwarded-for']).toBe(order['browser_ip']);
  });

  it('is another for each profile, and the one that was chosen where somebody chooses', async () => {
    const [one, other] = [browser(shop.sandbox.url), browser(shop.sandbox.url)];
    await one.open('/', undefined, OPENS);
    await other.open('/?address=203.0.113.9', undefined, OPENS);
    const [first, second] = [await buys(one), await buys(other)];
    expect(second['browser_ip']).toBe('203.0.113.9');
    expect(first['browser_ip']).not.toBe('203.0.113.9');
  });

  it('cannot claim an address that belongs to somebody', async () => {
    const shopper = browser(shop.sandbox.url);
    for (const address of ['8.8.8.8', '127.0.0.2', 'nonsense', '2001:4860::1']) await shopper.open(`/?address=${address}`);
    await shopper.open('/cart', undefined, { cookie: 'sandbox_visitor=%7B%22address%22%3A%228.8.8.8%22%7D' });
    await shopper.open('/apps/lasting/x', undefined, { 'x-forwarded-for': '8.8.8.8' });
    expect(forwarded('/proxy/x')?.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it('is nothing where there is none', async () => {
    const order = await shop.buy('CER-CUP-BLUE', 1);
    expect(order).toMatchObject({
      browser_ip: '127.0.0.1',
      client_details: { user_agent: null, accept_language: null },
      referring_site: null,
    });
  });
});

describe('what a link leaves in the cart', () => {
  it('goes with the order, to webhooks and to the Admin API, with the phone that was typed for the carrier', async () => {
    const order = await buys(browser(shop.sandbox.url), { phone: '+49 30 1234567' });
    const wanted = [
      { name: '_lasting_ref', value: 'ADA-7KQ2;whatsapp' },
      { name: 'gift', value: 'yes' },
    ];
    expect(order['note_attributes']).toEqual(wanted);
    expect(order['shipping_address']).toMatchObject({ address1: ADDRESS.address1, phone: '+49 30 1234567' });
    expect([order['phone'], order.customer?.['phone']]).toEqual([null, null]);
    const ask = await asApp(shop);
    const query =
      '{ orders(first: 5, query: "email:zoe@example.com") { nodes { clientIp customAttributes { key value } shippingAddress { phone } customer { numberOfOrders createdAt } } } }';
    const { orders } = (await dataOf(ask(query))) as { orders: { nodes: object[] } };
    expect(orders.nodes).toEqual([
      {
        clientIp: '127.0.0.1',
        customAttributes: wanted.map(({ name, value }) => ({ key: name, value })),
        shippingAddress: { phone: '+49 30 1234567' },
        customer: { numberOfOrders: '1', createdAt: expect.any(String) as string },
      },
    ]);
  });

  it('does not come to a checkout with a phone that is none', async () => {
    const shopper = browser(shop.sandbox.url);
    await shopper.open('/cart/add', { sku: 'CER-CUP-BLUE', quantity: '1' });
    const refused = await shopper.open('/checkout', { email: 'zoe@example.com', payment: 'paid', ...ADDRESS, phone: 'call me' });
    expect(refused.status).toBe(422);
  });
});

describe('a code that nobody is bound to', () => {
  it('comes into a fresh cart by a link, serves a guest, and only one of them', async () => {
    const ask = await asApp(shop);
    const input = {
      title: 'Friend', code: 'FRIEND-1', usageLimit: 1, appliesOncePerCustomer: true, context: { all: 'ALL' }, startsAt: '2026-01-01T00:00:00Z',
      customerGets: { value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } }, items: { all: true } },
    }; // prettier-ignore
    await dataOf(ask('mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) { userErrors { code } } }', { input })); // prettier-ignore
    const [friend, other] = [browser(shop.sandbox.url), browser(shop.sandbox.url)];
    const link = await friend.open('/discount/FRIEND-1?redirect=/cart', undefined, OPENS);
    expect([link.status, link.headers.get('location')]).toEqual([302, '/cart']);
    const order = await buys(friend);
    expect(order['discount_codes']).toMatchObject([{ code: 'FRIEND-1', amount: '5.00' }]);
    expect(order.customer?.state).toBe('disabled');
    await other.open('/discount/FRIEND-1');
    await other.open('/cart/add', { sku: 'CER-CUP-BLUE', quantity: '1' });
    expect(JSON.parse(await other.text('/cart.js'))).toMatchObject({ discount_codes: [{ code: 'FRIEND-1', applicable: false }] });
  });
});
