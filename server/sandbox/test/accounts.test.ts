import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asApp, dataOf } from './app-calls.ts';
import { ADDRESS, browser, signIn } from './browser.ts';
import type { Browser } from './browser.ts';
import { bodyIn, startHarness } from './running.ts';
import type { Harness } from './running.ts';

interface CustomerJson {
  id: number;
  email: string;
  state: string;
  verified_email: boolean;
}
interface RecordedOrder {
  customer: CustomerJson | null;
  customer_locale: string | null;
  contact_email: string;
}

// The test that reads a recording knows its shape.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
const recording = <Body>(name: string): Body =>
  JSON.parse(readFileSync(new URL(`../../test/recorded/shopify/${name}.json`, import.meta.url), 'utf8')) as Body;

let shop: Harness;
let guest: Browser;
beforeEach(async () => {
  shop = await startHarness();
  guest = browser(shop.sandbox.url);
});
afterEach(() => shop.close());

const customer = (named: string | number) => shop.get<CustomerJson>(`/sandbox/customers/${named}`);

/** Buys as a guest; the path of the order's page. */
async function buyAs(shopper: Browser, email: string): Promise<string> {
  await shopper.open('/cart/add', { sku: 'CER-TEAPOT-1L', quantity: '1' });
  const paid = await shopper.open('/checkout', { email, payment: 'paid', ...ADDRESS });
  return (paid.headers.get('location') ?? '').replace('/checkouts/', '/orders/').replace('/thank-you', '');
}

const PERSONAL = ['Baker', 'Harbour', '20457', 'anna@example.com', 'data-extension-target'];
const tells = (text: string): string[] => PERSONAL.filter((one) => text.includes(one));

describe('a customer of a guest order', () => {
  it('is disabled and said to be verified all the same, as in the recordings, so that this proves nothing', async () => {
    await buyAs(guest, 'anna@example.com');
    const recorded = recording<CustomerJson>('customer-207119551');
    expect(await customer('anna@example.com')).toMatchObject({ state: recorded.state, verified_email: recorded.verified_email });
    expect(recorded).toMatchObject({ state: 'disabled', verified_email: true });
  });

  it('is enabled by the first sign-in with the code, which proves an address that was not', async () => {
    await shop.post('/sandbox/customers', { email: 'anna@example.com', verifiedEmail: false });
    expect(await customer('anna@example.com')).toMatchObject({ state: 'disabled', verified_email: false });
    await signIn(guest, 'anna@example.com');
    await shop.flush();
    expect(bodyIn<CustomerJson>(shop.webhooks('customers/enable')[0])).toMatchObject({ state: 'enabled', verified_email: true });
  });

  it('is given another address by the merchant; who has the old one is somebody else from then on', async () => {
    await signIn(guest, 'anna@example.com');
    const { id } = await customer('anna@example.com');
    await guest.open(`/store-admin/customers/${id}/email`, { email: 'Anna@new.example' });
    expect(await customer(id)).toMatchObject({ email: 'anna@new.example', state: 'enabled' });
    await shop.flush();
    expect(shop.webhooks('customers/update').map((one) => bodyIn<CustomerJson>(one).email)).toContain('anna@new.example');
    await signIn(browser(shop.sandbox.url), 'anna@example.com');
    expect((await customer('anna@example.com')).id).not.toBe(id);
  });

  it('cannot be given the address of another customer', async () => {
    await shop.buy('TEA-MINT-80', 1);
    const other = await shop.buy('TEA-MINT-80', 1, { customerEmail: 'ben@example.com' });
    const answer = await guest.open(`/store-admin/customers/${other.customer?.id}/email`, { email: 'anna@example.com' });
    expect(answer.headers.get('location')).toContain('refused=');
    expect((await customer('ben@example.com')).id).toBe(other.customer?.id);
  });
});

describe('an order of the till', () => {
  it('carries an address and no customer, in its bodies and in the API, as the recorded one does', async () => {
    const ask = await asApp(shop);
    const answer = await guest.open('/store-admin/orders', { sku: 'TEA-MINT-80', quantity: '2', email: 'anna@example.com', withoutCustomer: 'on' }); // prettier-ignore
    const id = Number(/orders\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]);
    await shop.flush();
    const recorded = recording<RecordedOrder>('order-without-customer');
    const { customer: none, customer_locale } = recorded;
    expect([none, customer_locale]).toEqual([null, null]);
    const sent = bodyIn(shop.webhooks('orders/create')[0]);
    expect(sent).toMatchObject({ customer: none, customer_locale, contact_email: 'anna@example.com', email: 'anna@example.com' });
    expect(shop.webhooks('customers/create')).toEqual([]);
    expect(await shop.get('/sandbox/customers/anna@example.com')).toHaveProperty('error');
    const read = await dataOf(ask(`{ order(id: "gid://shopify/Order/${id}") { email customer { id } } }`));
    expect(read).toMatchObject({ order: { email: 'anna@example.com', customer: null } });
  });

  it('can be refunded and cancelled like any other', async () => {
    const order = await shop.buy('TEA-MINT-80', 2, { withoutCustomer: true, channel: 'pos' });
    expect(order['source_name']).toBe('pos');
    const refunded = await shop.post(`/sandbox/orders/${order.id}/refund`, { lines: [{ sku: 'TEA-MINT-80', quantity: 1 }] });
    expect(refunded.financial_status).toBe('partially_refunded');
  });
});

describe('two customers become one', () => {
  it('in the store admin, by the address of the one who stays', async () => {
    const first = await shop.buy('TEA-MINT-80', 1);
    const second = await shop.buy('TEA-MINT-80', 1, { customerEmail: 'ann@example.com' });
    const answer = await guest.open(`/store-admin/customers/${second.customer?.id}/merge`, { into: 'anna@example.com' });
    expect(answer.headers.get('location')).toBe(`/store-admin/customers/${first.customer?.id}?done=1`);
    const nobody = await guest.open(`/store-admin/customers/${first.customer?.id}/merge`, { into: 'nobody@example.com' });
    expect(nobody.headers.get('location')).toContain('refused=');
  });

  it('or not: then the news says so, and nothing has changed', async () => {
    await shop.buy('TEA-MINT-80', 1);
    await shop.buy('TEA-MINT-80', 1, { customerEmail: 'ann@example.com' });
    await shop.post('/sandbox/customers/ann@example.com/merge', { into: 'anna@example.com', fails: true });
    await shop.flush();
    expect(bodyIn<object>(shop.webhooks('customers/merge')[0])).toMatchObject({
      status: 'failed',
      errors: [{ field: 'merge_in_progress' }],
    });
    expect(await customer('ann@example.com')).toMatchObject({ email: 'ann@example.com' });
  });
});

describe('the page of an order', () => {
  it('tells who only has its address what is no secret, and has no place for an extension there', async () => {
    const page = await buyAs(guest, 'anna@example.com');
    const text = await browser(shop.sandbox.url).text(page);
    expect(tells(text)).toEqual([]);
    expect(text).toContain('Stoneware Teapot');
    expect(text).toContain('€59.00');
  });

  it('does the same for the thank-you page, and for somebody else who is signed in', async () => {
    const page = await buyAs(guest, 'anna@example.com');
    const stranger = browser(shop.sandbox.url);
    await signIn(stranger, 'ben@example.com');
    const thanks = await stranger.open(`${page.replace('/orders/', '/checkouts/')}/thank-you`);
    expect(thanks.headers.get('location')).toBe(page);
    expect(tells(await stranger.text(page))).toEqual([]);
  });

  it('opens for the address of the order, and for no other', async () => {
    const page = await buyAs(guest, 'anna@example.com');
    const later = browser(shop.sandbox.url);
    const wrong = await later.open(page, { email: 'ben@example.com' });
    expect([wrong.status, tells(await wrong.text())]).toEqual([422, []]);
    await later.open(page, { email: 'Anna@example.com ' });
    const text = await later.text(page);
    expect(tells(text)).toEqual(PERSONAL.filter((one) => one !== 'anna@example.com'));
    expect(text).toContain('pre_authenticated');
  });

  it('opens by the link of the mail, whose key cannot be told from the page, until somebody signs out', async () => {
    const page = await buyAs(guest, 'anna@example.com');
    const [mail] = await shop.get<{ text: string }[]>('/sandbox/mails?to=anna@example.com');
    const link = new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect(link.pathname).toBe(`${page}/authenticate`);
    expect(await guest.text('/mailbox')).toContain(`href="${shop.sandbox.url}${link.pathname}${link.search}"`);
    const later = browser(shop.sandbox.url);
    await later.open(`${page}/authenticate?key=${page.split('/').at(-1)?.slice(0, 32)}`);
    expect(tells(await later.text(page))).toEqual([]);
    await later.open(link.pathname + link.search);
    expect(await later.text(page)).toContain('Harbour');
    await later.open('/account/logout', {});
    expect(tells(await later.text(page))).toEqual([]);
  });
});

describe('the sign-in page', () => {
  it('takes no address from its own address, and leads back to pages of the shop only', async () => {
    expect(await guest.text('/account/login?email=anna@example.com&login_hint=anna@example.com')).not.toContain('anna@example.com');
    const asked = await guest.open('/account/pages/lasting');
    expect(asked.headers.get('location')).toBe('/account/login?return_to=%2Faccount%2Fpages%2Flasting');
    for (const [wanted, led] of [
      ['/account/pages/lasting', '/account/pages/lasting'],
      ['//evil.example/', '/account'],
      ['https://evil.example/', '/account'],
      ['/\\evil.example', '/account'],
      ['/\t/evil.example', '/account'],
    ] as const) {
      const shopper = browser(shop.sandbox.url);
      await shopper.open('/account/login', { email: 'anna@example.com', return_to: wanted });
      const code = /Use the code (\d{6})/.exec(await shopper.text('/mailbox'))?.[1] ?? '';
      expect((await shopper.open('/account/code', { code })).headers.get('location')).toBe(led);
    }
  });
});
