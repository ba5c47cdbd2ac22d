import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { problem } from '../../src/contract/index.ts';
import type { Services } from '../../src/api/services.ts';
import type { AppOptions } from '../../src/api/app.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { recordings } from '../recorded/woocommerce/recordings.ts';
import { recorded, signatureOf, signed, SHOP } from '../platforms/shopify-deliveries.ts';
import { startApp, type AppUnderTest } from './app-under-test.ts';
import { doors, WOO_STORE, type Doors } from './door-services.ts';

const open: AppUnderTest[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function start(
  change: Partial<Services> = {},
  options: AppOptions = {},
  source: Record<string, string> = {},
): Promise<AppUnderTest & Doors> {
  const given = doors(change, source);
  const app = await startApp(given.services, options);
  open.push(app);
  return { ...app, ...given };
}

const order = recorded('order-partially-refunded');

function post(body: Buffer, headers: Readonly<Record<string, string | undefined>>): RequestInit {
  const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
  return { method: 'POST', body: new Uint8Array(body), headers: given };
}
const shopifyPost = (topic: string, body: Buffer, headers: Record<string, string> = {}): RequestInit =>
  post(body, signed(topic, body, headers).headers);
const WOO = `/webhooks/woocommerce/${WOO_STORE.storeId}`;
const wooOrder = recordings().find((recording) => recording.topic === 'order.created');

describe('a delivery from Shopify', () => {
  it('is stored byte for byte and acknowledged', async () => {
    const app = await start();
    const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order));
    expect(answer.status).toBe(200);
    expect(app.stored).toHaveLength(1);
    expect(app.stored[0]).toMatchObject({
      topic: 'orders/updated',
      origin: 'webhook',
      storeId: shopifyStoreId(SHOP),
      dedupe: expect.any(String) as string,
    });
    expect(app.stored[0]?.body.equals(order)).toBe(true);
  });

  it('keeps only the headers that are needed later, and never a signature', async () => {
    const app = await start();
    await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order, { cookie: 'a=b', authorization: 'Bearer hunter2hunter2' }));
    expect(Object.keys(app.stored[0]?.headers ?? {}).toSorted()).toEqual([
      'content-type', 'x-shopify-api-version', 'x-shopify-event-id', 'x-shopify-shop-domain', 'x-shopify-topic', 'x-shopify-triggered-at',
      'x-shopify-webhook-id',
    ]); // prettier-ignore
  });

  it.each([
    ['a changed byte', (init: RequestInit): RequestInit => ({ ...init, body: new Uint8Array(Buffer.concat([order, Buffer.from(' ')])) })],
    ['a cut body', (init: RequestInit): RequestInit => ({ ...init, body: new Uint8Array(order.subarray(0, 100)) })],
    ['no body at all', ({ method, headers }: RequestInit): RequestInit => ({ method: method ?? '', headers: headers ?? {} })],
  ])('is refused with %s, and nothing is stored', async (_, damage) => {
    const app = await start();
    const answer = await app.fetch('/webhooks/shopify', damage(shopifyPost('orders/updated', order)));
    expect([400, 401]).toContain(answer.status);
    expect(problem.safeParse(await answer.json()).success).toBe(true);
    expect(app.stored).toEqual([]);
  });

  it.each(['', 'forged', signatureOf(order, 'another secret'), signatureOf(order, '')])(
    'is refused with the signature "%s"',
    async (signature) => {
      const app = await start();
      const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order, { 'x-shopify-hmac-sha256': signature }));
      expect(answer.status).toBe(401);
      expect(app.stored).toEqual([]);
      expect(app.logged()).not.toContain('jsmith@');
    },
  );

  it('is refused when it does not say whose it is', async () => {
    const app = await start();
    const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order, { 'x-shopify-shop-domain': 'evil.example' }));
    expect(answer.status).toBe(400);
    expect(app.stored).toEqual([]);
  });

  it('is kept for later when the database does not answer', async () => {
    const app = await start({ receive: () => Promise.reject(new Error('no primary')) });
    const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order));
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.text()).not.toContain('primary');
  });

  it('is kept for later when the database hangs', { timeout: 10_000 }, async () => {
    const app = await start({ receive: () => new Promise(() => undefined) });
    const startedAt = performance.now();
    const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order));
    expect(answer.status).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('is acknowledged again when it is known already', async () => {
    const app = await start({ receive: () => Promise.resolve('known') });
    expect((await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order))).status).toBe(200);
  });

  it('does not need to be JSON to be stored', async () => {
    const app = await start();
    const body = Buffer.from('{"id": 1, "cut');
    expect((await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', body))).status).toBe(200);
    expect(app.stored[0]?.body.equals(body)).toBe(true);
  });

  it('is refused when it is larger than the limit, and nothing is stored', async () => {
    const app = await start({}, {}, { WEBHOOK_BODY_LIMIT: '1kb' });
    const body = Buffer.alloc(1025, 'a');
    const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', body));
    expect(answer.status).toBe(413);
    expect(problem.parse(await answer.json()).error.code).toBe('invalid-input');
    expect(app.stored).toEqual([]);
  });

  it('is refused compressed, because a small one may become huge', async () => {
    const app = await start();
    const answer = await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order, { 'content-encoding': 'gzip' }));
    expect(answer.status).toBe(415);
  });

  it('is dropped when its body trickles in', async () => {
    const app = await start({}, { bodyDeadlineMs: 200 });
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(app.port, '127.0.0.1', () => {
        socket.write(`POST /webhooks/shopify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{`);
      });
      socket
        .on('data', (data) => (text += data.toString()))
        .on('close', () => resolve(text))
        .on('error', reject);
    });
    expect(answer).toContain(' 408 ');
    expect(app.stored).toEqual([]);
  });

  it('is counted by what became of it', async () => {
    const app = await start();
    await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order));
    await app.fetch('/webhooks/shopify', shopifyPost('orders/updated', order, { 'x-shopify-hmac-sha256': 'forged' }));
    const numbers = await (await app.fetch('/metrics')).text();
    expect(numbers).toContain('lasting_deliveries_total{platform="shopify",outcome="accepted"} 1');
    expect(numbers).toContain('lasting_deliveries_total{platform="shopify",outcome="rejected"} 1');
  });
});

describe('a delivery from WooCommerce', () => {
  it('is stored for the store in its address', async () => {
    const app = await start();
    const answer = await app.fetch(WOO, post(wooOrder?.body ?? Buffer.alloc(0), wooOrder?.headers ?? {}));
    expect(answer.status).toBe(200);
    expect(app.stored[0]).toMatchObject({ storeId: WOO_STORE.storeId, topic: 'order.created', dedupe: null });
    expect(Object.keys(app.stored[0]?.headers ?? {})).not.toContain('x-wc-webhook-signature');
  });

  it('gives every delivery an item of its own, because none has a name', async () => {
    const app = await start();
    for (let times = 0; times < 2; times += 1) await app.fetch(WOO, post(wooOrder?.body ?? Buffer.alloc(0), wooOrder?.headers ?? {}));
    expect(new Set(app.stored.map((item) => item.itemId)).size).toBe(2);
  });

  it('is answered when it is the unsigned ping, and stores nothing', async () => {
    const app = await start();
    const answer = await app.fetch(WOO, { method: 'POST', body: new URLSearchParams({ webhook_id: '7' }) });
    expect(answer.status).toBe(200);
    expect(app.stored).toEqual([]);
  });

  it('is refused with the signature of another secret, or of none', async () => {
    const body = wooOrder?.body ?? Buffer.alloc(0);
    for (const secret of ['another', '']) {
      const app = await start({
        stores: { ...doors().services.stores, get: () => Promise.resolve({ ...WOO_STORE, webhookSecret: secret }) },
      });
      const headers = { ...wooOrder?.headers, 'x-wc-webhook-signature': signatureOf(body, secret === '' ? '' : 'wrong') };
      expect((await app.fetch(WOO, post(body, headers))).status).toBe(401);
      expect(app.stored).toEqual([]);
    }
  });

  it.each(['/webhooks/woocommerce/woo-2', '/webhooks/woocommerce/%24ne', '/webhooks/woocommerce/..%2Fwoo-1', '/webhooks/woocommerce'])(
    'finds no store at %s',
    async (path) => {
      const app = await start();
      const answer = await app.fetch(path, post(wooOrder?.body ?? Buffer.alloc(0), wooOrder?.headers ?? {}));
      expect(answer.status).toBe(404);
      expect(app.stored).toEqual([]);
    },
  );

  it('finds no store that has left, and none of another platform', async () => {
    for (const change of [{ state: 'left' }, { platform: 'shopify' }] as const) {
      const app = await start({
        stores: { ...doors().services.stores, get: () => Promise.resolve({ ...WOO_STORE, ...change }) },
      });
      expect((await app.fetch(WOO, post(wooOrder?.body ?? Buffer.alloc(0), wooOrder?.headers ?? {}))).status).toBe(404);
    }
  });

  it('is kept for later when the store cannot be looked up', async () => {
    const app = await start({ stores: { ...doors().services.stores, get: () => Promise.reject(new Error('gone')) } });
    expect((await app.fetch(WOO, post(wooOrder?.body ?? Buffer.alloc(0), wooOrder?.headers ?? {}))).status).toBe(503);
  });
});
