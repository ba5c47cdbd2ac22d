import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDictionary, flatten } from '../shop/words.ts';
import { planYear } from '../year/plan.ts';
import { ADDRESS, browser } from './browser.ts';
import { bodyIn, SHOP, startHarness } from './running.ts';
import type { Harness } from './running.ts';
import { shopifyFor } from './shopify-client.ts';
import en from '../locales/en.json' with { type: 'json' };
import fa from '../locales/fa.json' with { type: 'json' };
import he from '../locales/he.json' with { type: 'json' };

let shop: Harness;
beforeEach(async () => {
  shop = await startHarness();
});
afterEach(() => shop.close());

describe('a shopper', () => {
  it('fills a cart, pays, sees the order, and signs in with a code from the mailbox', async () => {
    const shopper = browser(shop.sandbox.url);
    await shopper.open('/cart/add', { sku: 'CER-TEAPOT-1L', quantity: '1' });
    await shopper.open('/cart/add', { sku: 'TEA-MINT-80', quantity: '2' });
    expect(await shopper.text('/cart')).toContain('€76.80');
    const paid = await shopper.open('/checkout', { email: 'anna@example.com', payment: 'paid', ...ADDRESS });
    expect(await shopper.text(paid.headers.get('location') ?? '')).toContain('Thank you, Anna');
    await shop.flush();
    expect(bodyIn(shop.webhooks('orders/create')[0])).toMatchObject({
      total_price: '76.80',
      email: 'anna@example.com',
      customer: { state: 'disabled' },
    });

    await shopper.open('/account/login', { email: 'anna@example.com' });
    const code = /Use the code (\d{6})/.exec(await shopper.text('/mailbox'))?.[1] ?? '';
    expect((await shopper.open('/account/code', { code: '000000' === code ? '111111' : '000000' })).status).toBe(422);
    expect((await shopper.open('/account/code', { code })).headers.get('location')).toBe('/account');
    expect(await shopper.text('/account')).toContain('#1001');
    await shop.flush();
    expect(shop.webhooks('customers/enable')).toHaveLength(1);
  });

  it('is told why a code does not fit, and the order is not placed without it silently', async () => {
    const shopper = browser(shop.sandbox.url);
    await shopper.open('/cart/add', { sku: 'TEA-MINT-80', quantity: '1' });
    await shopper.open('/discount/NOPE?redirect=/checkout');
    expect(await shopper.text('/checkout')).toContain('We do not know this code.');
    expect((await shopper.open('/checkout', { email: 'anna@example.com', payment: 'paid', ...ADDRESS })).status).toBe(422);
    expect((await shopper.open('/discount/NOPE?redirect=//evil.example')).headers.get('location')).toBe('/');
  });

  it('reads the shop right to left in Persian and Hebrew', async () => {
    const shopper = browser(shop.sandbox.url);
    expect(await shopper.text('/?lang=fa')).toContain('<html lang="fa" dir="rtl">');
    expect(await shopper.text('/products/stoneware-teapot')).toContain('قوری سفالی');
    expect(await shopper.text('/products/stoneware-teapot?lang=he')).toContain('קומקום חרס');
  });

  it('finds every text in all three languages', () => {
    const keys = [en, fa, he].map((one) => [...flatten(one).keys()].toSorted());
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const [key, text] of flatten(en))
      for (const other of [fa, he]) expect(places(flatten(other).get(key) ?? '')).toEqual(places(text));
    expect(loadDictionary().fa.money(123456, 'EUR')).toContain('۱٬۲۳۴٫۵۶');
  });
});

describe('the app proxy', () => {
  it('signs the query so that Shopify own library accepts it, and keeps cookies to itself', async () => {
    const shopper = browser(shop.sandbox.url);
    const answer = await shopper.open('/apps/lasting/balance?extra=1&extra=2&logged_in_customer_id=99&signature=forged', undefined, {
      cookie: 'secret=1',
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const forwarded = shop.received.find((one) => one.url.startsWith('/proxy/balance'));
    expect(forwarded?.headers.cookie).toBeUndefined();
    const query = new URL(forwarded?.url ?? '', 'http://app').searchParams;
    expect(query.get('logged_in_customer_id')).toBe('');
    expect(query.get('path_prefix')).toBe('/apps/lasting');
    const { shopify, restore } = shopifyFor(shop.sandbox.url);
    const asObject = Object.fromEntries(
      [...new Set(query.keys())].map((key) => [key, query.getAll(key).length > 1 ? query.getAll(key) : (query.get(key) ?? '')]),
    );
    expect(await shopify.utils.validateHmac(asObject as Record<string, string>, { signator: 'appProxy' })).toBe(true);
    restore();
  });

  it('tells the app the shop as origin, whatever port this machine uses', async () => {
    const { url } = shop.sandbox;
    await fetch(`${url}/apps/lasting/join`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    const forwarded = shop.received.find((one) => one.url.startsWith('/proxy/join'));
    expect(forwarded).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { origin: `https://${SHOP}` } });
  });
});

describe('a page that the app has behind the proxy', () => {
  it('comes as it is, with its status, its policy and its pictures, and without its cookies; a form goes to it as it was filled in', async () => {
    const policy = "default-src 'none'; form-action 'self'";
    const html = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'set-cookie': 'spy=1' };
    shop.pages.set('/proxy/ref/ADA-7KQ2', { status: 410, headers: html, body: '<h1>سلام</h1>' });
    shop.pages.set('/proxy/ref/ADA-7KQ2/qr.svg', { status: 200, headers: { 'content-type': 'image/svg+xml' }, body: '<svg/>' });
    shop.pages.set('/proxy/ref/gone', { status: 303, headers: { location: '/discount/FIVE?redirect=/' }, body: '' });
    const shopper = browser(shop.sandbox.url);
    const page = await shopper.open('/apps/lasting/ref/ADA-7KQ2');
    expect([page.status, page.headers.get('content-security-policy'), page.headers.get('set-cookie')]).toEqual([410, policy, null]);
    expect(await page.text()).toBe('<h1>سلام</h1>');
    const picture = await shopper.open('/apps/lasting/ref/ADA-7KQ2/qr.svg');
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/svg+xml', '<svg/>']);
    const led = await shopper.open('/apps/lasting/ref/gone');
    expect([led.status, led.headers.get('location')]).toEqual([303, '/discount/FIVE?redirect=/']);
    await shopper.open('/apps/lasting/ref/ADA-7KQ2', { email: 'a+b@example.com', locale: 'fa' });
    const form = shop.received.findLast(({ method }) => method === 'POST');
    expect(form).toMatchObject({ body: 'email=a%2Bb%40example.com&locale=fa', headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } }); // prettier-ignore
    expect(form?.url).toMatch(/^\/proxy\/ref\/ADA-7KQ2\?shop=.*signature=/u);
  });
});

describe('the merchant admin frame', () => {
  it('opens the app with a signed address', async () => {
    const page = await (await fetch(`${shop.sandbox.url}/store/tea-and-clay/apps/lasting`)).text();
    const source = /<iframe[^>]*src="([^"]+)"/s.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const query = new URL(source).searchParams;
    expect(query.get('shop')).toBe(SHOP);
    const { shopify, restore } = shopifyFor(shop.sandbox.url);
    expect(await shopify.utils.validateHmac(Object.fromEntries(query))).toBe(true);
    expect(shopify.utils.sanitizeHost(query.get('host') ?? '')).not.toBeNull();
    await shopify.session.decodeSessionToken(query.get('id_token') ?? '');
    restore();
  });
});

describe('the sandbox keeps to this machine', () => {
  const attempt = (headers: Record<string, string>, path = '/cart/add') =>
    new Promise<number>((resolve, reject) => {
      const outgoing = httpRequest(shop.sandbox.url + path, { method: 'POST', headers }, (answer) =>
        resolve(answer.resume().statusCode ?? 0),
      );
      outgoing.on('error', reject).end();
    });

  it('refuses a form of another site, another name in Host, and an unknown shop', async () => {
    expect(await attempt({ origin: 'https://evil.example' })).toBe(403);
    expect(await attempt({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await attempt({ host: 'evil.example' })).toBe(421);
    expect(await attempt({ 'x-sim-host': 'other.myshopify.com' }, '/admin/oauth/access_token')).toBe(404);
  });

  it('escapes what people type and runs no inline script', async () => {
    await shop.buy('TEA-MINT-80', 1, { firstName: '<script>alert(1)</script>' });
    const answer = await fetch(`${shop.sandbox.url}/store-admin`);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).not.toContain('<script>alert');
  });
});

describe('a year of orders', () => {
  it('is the same for the same seed, in order, and never in the future', () => {
    const wish = { orders: 500, customers: 80, seed: 7, until: Date.UTC(2026, 10, 1) };
    const plan = planYear(wish);
    expect(planYear(wish)).toEqual(plan);
    expect(plan.every((one, at) => one.at <= wish.until && (plan[at - 1]?.at ?? 0) <= one.at)).toBe(true);
    expect(new Set(plan.map((one) => one.customer.email)).size).toBeGreaterThan(60);
    const fates = plan.map((one) => Object.keys(one.fate)).flat();
    expect(fates).toEqual(expect.arrayContaining(['cancelledAfterMs', 'refundedAfterMs', 'paidAfterMs']));
  });

  it('is made, delivered, and survives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const first = await startHarness({ folder });
    await first.post('/sandbox/year', { orders: 60, seed: 3, customers: 20 });
    let progress = { state: '', made: 0 };
    while (progress.state !== 'finished') {
      progress = await first.get('/sandbox/year');
      if (progress.state === 'failed') throw new Error(JSON.stringify(progress));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await first.flush();
    expect(first.webhooks('orders/create')).toHaveLength(60);
    const { id } = bodyIn(first.webhooks('orders/create')[0]);
    const before = await first.get(`/sandbox/orders/${id}`);
    await first.close();
    const second = await startHarness({ folder });
    expect(await second.get(`/sandbox/orders/${id}`)).toEqual(before);
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps undelivered webhooks over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const first = await startHarness({ folder });
    await first.post('/sandbox/faults', { outage: true });
    await first.buy('TEA-MINT-80', 1);
    await first.close();
    const second = await startHarness({ folder });
    await second.post('/sandbox/faults', { outage: false });
    await second.flush();
    const [sent] = second.webhooks('orders/create');
    const hmac = createHmac('sha256', 'hush-hush-hush-hush-hush-hush-hush')
      .update(sent?.body ?? '')
      .digest('base64');
    expect(sent?.headers['x-shopify-hmac-sha256']).toBe(hmac);
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
