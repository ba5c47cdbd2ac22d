// The sandbox shop speaks Shopify's protocols: what it delivers and what it answers must be one and the same order to us.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../sandbox/index.ts';
import { orderId, storeId } from '../../src/loyalty/ids.ts';
import type { RawDelivery } from '../../src/platforms/platform.ts';
import { shopifyPlatform, type ShopifyPlatform } from '../../src/platforms/shopify/index.ts';
import { changedOrders } from '../../src/platforms/shopify/graphql/changed-orders.ts';
import { CLIENT_ID, SECRET } from './shopify-deliveries.ts';
import { memoryVault } from './shopify-vault.ts';

const SHOP = 'tea-and-clay.myshopify.com';
const STORE = storeId('sandbox');
const facts = { currency: 'EUR', timeZone: 'Europe/Berlin' };
const delivered: RawDelivery[] = [];
let receiver: Server;
let sandbox: RunningSandbox;
let platform: ShopifyPlatform;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      delivered.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  const appUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ port: 0, folder: ':memory:', appUrl, clientId: CLIENT_ID, clientSecret: SECRET, shopDomain: SHOP });
  const app = { clientId: CLIENT_ID, clientSecret: SECRET, appUrl, scopes: [], simulatorUrl: sandbox.url };
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  platform = shopifyPlatform({ ...app, vault: memoryVault([[STORE, await firstAccess()]]), clock: { now: Date.now, sleep } });
});

afterAll(async () => {
  await sandbox.close();
  receiver.close();
});

async function firstAccess() {
  const body = JSON.stringify({ client_id: CLIENT_ID, client_secret: SECRET, grant_type: 'client_credentials' });
  const headers = { 'content-type': 'application/json', 'x-sim-host': SHOP };
  const answer = await fetch(`${sandbox.url}/admin/oauth/access_token`, { method: 'POST', headers, body });
  const given = (await answer.json()) as { access_token: string; refresh_token: string };
  // Already over: the first question has to refresh it.
  return {
    accessToken: given.access_token,
    accessTokenExpiresAt: 0,
    refreshToken: given.refresh_token,
    refreshTokenExpiresAt: Date.now() + 1e9,
    previousRefreshToken: null,
    scopes: [],
  };
}

async function shop<Answer = { id: number }>(path: string, body: object = {}): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/sandbox${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function pushedAndFetched(id: number) {
  await shop('/webhooks/flush');
  const events = [];
  for (const delivery of delivered) {
    const verdict = await platform.verify(delivery, { webhookSecret: SECRET });
    if (verdict.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(verdict)}`);
    events.push(...platform.normalise({ ...delivery, headers: {}, topic: verdict.topic, receivedAt: 0 }, facts));
  }
  const stated = events.filter((event) => event.kind === 'order-stated' && event.order.orderId === String(id));
  const fetched = await connection().fetchOrder(orderId(String(id)));
  return { pushed: stated.at(-1), fetched };
}

function connection() {
  const line = platform.connect({ storeId: STORE, domain: SHOP, url: `https://${SHOP}`, facts, credentials: {} });
  if (line === null) throw new Error('no line to the sandbox');
  return line;
}

const bought = (more: object = {}) => shop('/orders', { customerEmail: 'mina@example.com', firstName: 'Mina', lastName: 'K', ...more });
const tea = { sku: 'TEA-SENCHA-100', quantity: 3 };
const gift = { sku: 'GIFT-25', quantity: 1 };

const HISTORIES: Record<string, () => Promise<number>> = {
  'an order paid by card': async () => (await bought({ lines: [tea, gift] })).id,
  'an order that waits for its money': async () => (await bought({ lines: [tea], pay: false })).id,
  'an order whose card is only reserved': async () => (await bought({ lines: [tea], pay: 'authorized' })).id,
  'an order that was sent': async () => {
    const { id } = await bought({ lines: [tea] });
    await shop(`/orders/${id}/fulfil`);
    return id;
  },
  'an order of which a line went back': async () => {
    const { id } = await bought({ lines: [tea, { sku: 'CER-CUP-SAND', quantity: 1 }] });
    await shop(`/orders/${id}/refund`, { lines: [{ sku: tea.sku, quantity: 1 }] });
    return id;
  },
  'an order with an amount given back, twice': async () => {
    const { id } = await bought({ lines: [tea] });
    await shop(`/orders/${id}/refund`, { amount: '5.00' });
    await shop(`/orders/${id}/refund`, { amount: '1.10', lines: [{ sku: tea.sku, quantity: 1 }] });
    return id;
  },
  'an order that was edited': async () => {
    const { id } = await bought({ lines: [tea], pay: false });
    await shop(`/orders/${id}/edit`, { lines: [{ sku: tea.sku, quantity: 1 }] });
    return id;
  },
  'an order that was cancelled': async () => {
    const { id } = await bought({ lines: [tea] });
    await shop(`/orders/${id}/cancel`);
    return id;
  },
  'a test order': async () => (await bought({ lines: [tea], test: true })).id,
  'an order of very many lines': async () => (await bought({ lines: Array.from({ length: 45 }, () => ({ ...tea, quantity: 1 })) })).id,
};

describe('an order of the sandbox shop', () => {
  it.each(Object.keys(HISTORIES))('%s is the same, pushed and fetched', async (history) => {
    const { pushed, fetched } = await pushedAndFetched((await HISTORIES[history]?.()) ?? 0);
    expect(pushed?.kind).toBe('order-stated');
    const same = { kind: 'found', traces: expect.anything() as unknown };
    if (pushed?.kind === 'order-stated') expect(fetched).toEqual({ ...same, order: pushed.order, customer: pushed.customer });
  });

  it('is without tax in its goods, where prices contain it', async () => {
    const { fetched } = await pushedAndFetched((await bought({ lines: [{ sku: 'CER-TEAPOT-1L', quantity: 1 }] })).id);
    // 59.00 at 20 % VAT.
    expect(fetched).toMatchObject({ order: { taxesIncluded: true, lines: [{ net: 5900, currentNet: 5900, tax: 983 }] } });
  });

  it('is gone when it was deleted, and the shop says so', async () => {
    const { id } = await bought({ lines: [tea], pay: false });
    await shop(`/orders/${id}/cancel`);
    await shop(`/orders/${id}/delete`);
    expect(await connection().fetchOrder(orderId(String(id)))).toEqual({ kind: 'gone' });
  });

  it('is not said to be gone when the app may not see old orders', async () => {
    const { scopes } = (await (await fetch(`${sandbox.url}/sandbox/settings`)).json()) as { scopes: string[] };
    const { id } = await bought({ lines: [tea], at: Date.now() - 90 * 86_400_000 });
    await shop('/settings', { scopes: scopes.filter((scope) => scope !== 'read_all_orders') });
    await expect(connection().fetchOrder(orderId(String(id)))).rejects.toMatchObject({ name: 'StoreRefused', status: 404 });
    await shop('/settings', { scopes });
    expect(await connection().fetchOrder(orderId(String(id)))).toMatchObject({ kind: 'found' });
  });
});

describe('the sandbox shop', () => {
  it('says its name, currency and time zone', async () => {
    expect(await connection().fetchFacts()).toEqual({ name: 'Tea & Clay', ...facts });
    expect(await connection().fetchGranted?.()).toContain('read_orders');
  });

  it('says by which tags it marks a customer, and in which collections a product is', async () => {
    const { fetched } = await pushedAndFetched((await bought({ lines: [tea] })).id);
    if (fetched.kind !== 'found') throw new Error('the order is gone');
    const productId = fetched.order.lines[0]?.productId ?? '';
    const [marks, products] = await Promise.all([
      connection().fetchBuyer(fetched.customer.externalId ?? ''),
      connection().fetchProducts([productId, '999999999']),
    ]);
    expect(marks).toEqual({ tags: [], roles: null });
    expect(products).toEqual({ [productId]: { collections: [expect.stringMatching(/^\d+$/)], tags: ['tea'] } });
    expect(await connection().fetchBuyer('999999999')).toBeNull();
  });

  it('says whether a customer bought before an order, by id and by address', async () => {
    const [first, second] = [(await bought({ lines: [tea] })).id, (await bought({ lines: [tea] })).id];
    const fetched = await connection().fetchOrder(orderId(String(second)));
    if (fetched.kind !== 'found') throw new Error('the order is gone');
    const { externalId, email } = fetched.customer;
    const before = { orderId: fetched.order.orderId, at: fetched.order.placedAt };
    expect(first).not.toBe(second);
    expect((await connection().fetchBuyerPast({ externalId, email: null, phone: null }, before))?.orders).toBeGreaterThan(0);
    expect((await connection().fetchBuyerPast({ externalId: null, email, phone: null }, before))?.orders).toBeGreaterThan(0);
    const stranger = { externalId: null, email: 'nobody@example.com', phone: '+4915100000000' };
    expect(await connection().fetchBuyerPast(stranger, before)).toEqual({ orders: 0, since: null });
  });

  it('finds products and collections by the beginnings of words, in any order, and by their ids', async () => {
    const titles = async (...wish: Parameters<ReturnType<typeof connection>['findGoods']>) =>
      (await connection().findGoods(...wish)).map(({ title }) => title);
    const [teapot] = await connection().findGoods('products', { search: 'teap ston' });
    expect(teapot?.title).toBe('Stoneware Teapot');
    expect(await titles('products', { ids: [teapot?.id ?? '', '999999999', 'no number'] })).toEqual(['Stoneware Teapot']);
    expect(await titles('products', { search: 'status:any OR "' })).toEqual([]);
    expect((await titles('products', { search: '' })).length).toBeGreaterThan(5);
    const [shelf] = await connection().findGoods('collections', { search: 'tea' });
    expect(await titles('collections', { ids: [shelf?.id ?? ''] })).toEqual(['tea']);
    expect(await titles('products', { ids: [shelf?.id ?? ''] })).toEqual([]);
  });

  it('lists what changed since an instant', async () => {
    const { id } = await bought({ lines: [tea] });
    const seen = [];
    for await (const changed of changedOrders(platform.client({ storeId: STORE, domain: SHOP }), Date.now() - 60_000))
      seen.push(changed.orderId);
    expect(seen).toContain(String(id));
  });

  it('is asked again when it takes away our access', async () => {
    await connection().fetchFacts();
    await shop('/app/uninstall');
    await expect(connection().fetchFacts()).rejects.toMatchObject({ name: 'StoreRefused' });
    await shop('/webhooks/flush');
    const last = delivered.find(({ headers }) => headers['x-shopify-topic'] === 'app/uninstalled');
    expect(last && (await platform.verify(last, { webhookSecret: SECRET }))).toMatchObject({ kind: 'accepted', topic: 'app/uninstalled' });
  });
});
