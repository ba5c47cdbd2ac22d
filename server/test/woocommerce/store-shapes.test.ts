// The sandbox's WooCommerce store says what the recorded one said: the same fields, the same errors, the same headers; and our connector reads it.
import { afterEach, describe, expect, it } from 'vitest';
import { startWooStore, type WooStore } from '../../sandbox/woocommerce/index.ts';
import { register } from '../../sandbox/woocommerce/shop/accounts.ts';
import { placeInBlocks, someone } from '../../sandbox/woocommerce/shop/place-order.ts';
import { refund } from '../../sandbox/woocommerce/shop/refund.ts';
import { orderOf } from '../../sandbox/woocommerce/shop/shop.ts';
import { oauthHeader } from '../../src/platforms/woocommerce/oauth.ts';
import { RECORDED_SECRET, recordings, restAnswer } from '../recorded/woocommerce/replay.ts';

const stores: WooStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function aStore(): Promise<WooStore> {
  const store = await startWooStore();
  stores.push(store);
  return store;
}

interface Asking {
  readonly method?: string;
  readonly body?: object;
  readonly nonce?: string;
  readonly at?: number;
  readonly secret?: string;
  readonly permissions?: 'read' | 'read_write';
}

let nonces = 0;

async function ask(store: WooStore, path: string, asking: Asking = {}) {
  const { method = 'GET', body, nonce = `nonce-${(nonces += 1)}`, at = Date.now(), permissions = 'read_write' } = asking;
  const key = [...store.shop.keys.values()].find((one) => one.permissions === permissions) ?? store.key(permissions);
  const url = new URL(`/wp-json/wc/v3${path}`, store.url);
  const signed = { consumerKey: key.consumerKey, consumerSecret: asking.secret ?? key.consumerSecret, nonce, timestampSeconds: Math.floor(at / 1_000) }; // prettier-ignore
  const headers = { authorization: oauthHeader({ method, url, ...signed }), 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

/** Names of fields, all the way down; of a list those of its first row. What a shop's own settings decide is left out. */
function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : shapeOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => (/^(_links|meta_data)$/.test(key) ? [`${path}.${key}`] : shapeOf(inner, `${path}.${key}`))); // prettier-ignore
}
const shape = (value: unknown): string[] => [...new Set(shapeOf(value))].toSorted();
const isEmptyThere = (field: string): boolean => /\.(lines|coupon_lines|refunds|product_ids|email_restrictions|used_by|product_categories)/.test(field); // prettier-ignore

const twoMugs = { cart: [{ sku: 'MUG', quantity: 2 }, { sku: 'TEE', quantity: 1 }], billing: someone('greta@example.test') }; // prettier-ignore

describe('an answer of the sandbox’s store has the fields of the recorded one', () => {
  it('of a guest’s order, with the recorded sums', async () => {
    const store = await aStore();
    const id = store.request((shop) => placeInBlocks(shop, twoMugs));
    const { status, body } = await ask(store, `/orders/${id}`);
    const recorded = restAnswer('03-get-order-guest');
    expect([status, shape(body)]).toEqual([recorded.status, shape(recorded.body)]);
    const sums = ({ total, shipping_total: shipping, status: standing, date_paid_gmt: paid, customer_id: customer }: Record<string, unknown>) => ({ total, shipping, standing, paid, customer }); // prettier-ignore
    expect(sums(body)).toEqual(sums(recorded.body as Record<string, unknown>));
  });

  it('of its refund by a line, made through REST as recorded', async () => {
    const store = await aStore();
    const id = store.request((shop) => placeInBlocks(shop, twoMugs));
    const [line] = orderOf(store.shop, id).lines;
    const asked = { amount: '12.50', reason: 'One mug broke', line_items: [{ id: line?.id, quantity: 1, refund_total: 12.5 }] };
    const made = await ask(store, `/orders/${id}/refunds`, { method: 'POST', body: asked });
    const recorded = restAnswer('04-post-refund-partial');
    expect([made.status, shape(made.body)]).toEqual([recorded.status, shape(recorded.body)]);
    const listed = await ask(store, `/orders/${id}/refunds`);
    expect(shape(listed.body)).toEqual(shape(restAnswer('06-get-refunds').body));
    expect(listed.body).toMatchObject([{ amount: '12.50', line_items: [{ quantity: -1, total: '-12.50', price: 12.5 }] }]);
    const all = await ask(store, '/refunds?per_page=2');
    expect(shape(all.body)).toEqual(shape(restAnswer('07-get-all-refunds').body));
    const after = await ask(store, `/orders/${id}`);
    expect(after.body).toMatchObject({ total: '49.90', status: 'processing', refunds: [{ reason: 'One mug broke', total: '-12.50' }] });
  });

  it('of an account, of a coupon and of a webhook', async () => {
    const store = await aStore();
    const id = store.request((shop) => register(shop, { email: 'alice@example.test', firstName: 'Alice', lastName: 'Ant' }));
    expect(shape((await ask(store, `/customers/${id}`)).body)).toEqual(shape(restAnswer('10-get-customer').body));
    const wish = { code: 'LOYAL-1', amount: '5.00', date_expires: '2030-12-21T18:32:05Z', email_restrictions: ['alice@example.test'], individual_use: true }; // prettier-ignore
    const coupon = await ask(store, '/coupons', { method: 'POST', body: wish });
    const recorded = restAnswer('13-post-coupon');
    const fields = (body: unknown): string[] => shape(body).filter((field) => !isEmptyThere(field));
    expect([coupon.status, fields(coupon.body)]).toEqual([recorded.status, fields(recorded.body)]);
    expect(coupon.body).toMatchObject({ code: 'loyal-1', date_expires_gmt: '2030-12-21T18:32:05' });
    const hook = { name: 'Loyalty order.created', topic: 'order.created', delivery_url: 'http://127.0.0.1:9/', secret: RECORDED_SECRET };
    const webhook = await ask(store, '/webhooks', { method: 'POST', body: hook });
    const created = restAnswer('01-create-webhook');
    expect([webhook.status, shape(webhook.body)]).toEqual([created.status, shape(created.body)]);
    expect(JSON.stringify(webhook.body)).not.toContain(RECORDED_SECRET);
  });

  it('of a delivery: headers, and a body as PHP writes it', async () => {
    const sent: { headers: Record<string, string>; body: string }[] = [];
    const send: typeof fetch = (_, init) => {
      sent.push({ headers: init?.headers as Record<string, string>, body: init?.body as string });
      return Promise.resolve(new Response());
    };
    const store = await startWooStore({ send });
    stores.push(store);
    for (const topic of ['order.created', 'order.updated']) await ask(store, '/webhooks', { method: 'POST', body: { topic, delivery_url: 'http://127.0.0.1:9/', secret: RECORDED_SECRET } }); // prettier-ignore
    expect(sent.splice(0)).toEqual([1, 2].map((id) => ({ headers: expect.objectContaining({ 'content-type': 'application/x-www-form-urlencoded' }) as object, body: `webhook_id=${id}` }))); // prettier-ignore
    store.request((shop) => placeInBlocks(shop, twoMugs));
    await store.cron();
    const recorded = recordings().find(({ file }) => file.startsWith('05-'));
    const wire = ['user-agent', 'content-type', 'x-wc-webhook-source', 'x-wc-webhook-topic', 'x-wc-webhook-resource', 'x-wc-webhook-event', 'x-wc-webhook-signature', 'x-wc-webhook-id', 'x-wc-webhook-delivery-id']; // prettier-ignore
    expect(Object.keys(sent[0]?.headers ?? {}).toSorted()).toEqual(wire.toSorted());
    expect(Object.keys(recorded?.headers ?? {})).toEqual(expect.arrayContaining(wire));
    expect(sent.map(({ headers }) => headers['x-wc-webhook-topic'])).toEqual(['order.updated', 'order.created']);
    expect(sent[0]?.body).toContain(String.raw`"currency_symbol":"\u20ac"`);
    expect(sent[0]?.body).toContain(String.raw`http:\/\/127.0.0.1`);
  });
});

describe('an error of the sandbox’s store is the recorded one', () => {
  const same = async (answer: Promise<{ status: number; body: unknown }>, file: string): Promise<void> => {
    const { status, body } = await answer;
    expect({ status, body }, file).toMatchObject({ status: restAnswer(file).status, body: restAnswer(file).body as object });
  };
  const plain = async (store: WooStore, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${store.url}/wp-json/wc/v3/orders`, { headers });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const basic = (key: string, secret: string) => ({ authorization: `Basic ${btoa(`${key}:${secret}`)}` });

  it('for keys that are missing, unknown, wrong, or shown where they are not looked at', async () => {
    const store = await aStore();
    const { consumerKey, consumerSecret } = store.key();
    const https = { 'x-forwarded-proto': 'https' };
    await same(plain(store), '31-no-key');
    await same(plain(store, basic(consumerKey, consumerSecret)), '32-basic-over-http');
    expect((await plain(store, { ...basic(consumerKey, consumerSecret), ...https })).status).toBe(200);
    await same(plain(store, { ...basic(consumerKey, 'cs_wrong'), ...https }), '34-basic-wrong-secret');
    await same(plain(store, { ...basic('ck_unknown', 'cs_wrong'), ...https }), '36-unknown-key');
    await same(ask(store, '/coupons', { method: 'POST', body: { code: 'x' }, permissions: 'read' }), '35-read-key-writes');
  });

  it('for a signature that is used twice, too old, or of another secret', async () => {
    const store = await aStore();
    const code = async (asking: Asking): Promise<unknown> => (await ask(store, '/orders', asking)).body['code'];
    const once = { nonce: 'the same' };
    expect((await ask(store, '/orders', once)).status).toBe(200);
    for (const asking of [once, { at: Date.now() - 16 * 60_000 }, { at: Date.now() + 16 * 60_000 }, { secret: 'cs_wrong' }])
      expect(await code(asking)).toBe('woocommerce_rest_authentication_error');
    expect((await ask(store, '/orders', { at: Date.now() - 14 * 60_000 })).status).toBe(200);
  });

  it('for an order that is gone, a code that is taken, and an end that is not understood', async () => {
    const store = await aStore();
    await same(ask(store, '/orders/37'), '25-get-order-gone');
    const coupon = (body: object) => ask(store, '/coupons', { method: 'POST', body });
    expect((await coupon({ code: 'Loyal', amount: '1', date_expires_gmt: '2030-01-01T00:00:00' })).body).toMatchObject({ date_expires_gmt: null }); // prettier-ignore
    await same(coupon({ code: 'LOYAL', amount: '1' }), '14-post-coupon-duplicate');
    expect((await ask(store, '/orders?per_page=101')).body['code']).toBe('rest_invalid_param');
  });
});

describe('the sandbox’s store lists orders as the recorded one', () => {
  it('with drafts and without the trash, after a second that is left out, in pages with totals', async () => {
    let now = Date.UTC(2026, 10, 21, 18);
    const store = await startWooStore({ now: () => now });
    stores.push(store);
    const ids = [0, 1, 2, 3].map(() => {
      now += 1_000;
      return store.request((shop) => placeInBlocks(shop, twoMugs));
    });
    const listed = async (query: string) => {
      const { body, headers } = await ask(store, `/orders?orderby=modified&order=asc&dates_are_gmt=true&_fields=id,billing.email&${query}`);
      return { ids: (body as unknown as { id: number }[]).map(({ id }) => id), of: headers.get('x-wp-total'), pages: headers.get('x-wp-totalpages') }; // prettier-ignore
    };
    expect(await listed('modified_after=2026-11-21T18:00:02&per_page=1')).toEqual({ ids: [ids[2]], of: '2', pages: '2' });
    expect(await listed('modified_after=2026-11-21T18:00:02&per_page=1&page=2')).toEqual({ ids: [ids[3]], of: '2', pages: '2' });
    expect((await listed(`include=${ids[0]},${ids[3]}`)).ids).toEqual([ids[0], ids[3]]);
    expect((await listed('search=GRETA@example.test')).ids).toEqual(ids);
    store.request((shop) => refund(shop, ids[0] ?? 0, { amount: 100 }));
    expect((await listed('modified_after=2026-11-21T18:00:03')).ids).toEqual([ids[0], ids[3]]);
  });
});
