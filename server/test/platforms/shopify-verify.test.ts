import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVerify } from '../../src/platforms/shopify/verify.ts';
import { changed, recorded, SECRET, SHOP, signatureOf, signed, testLibrary } from './shopify-deliveries.ts';

const verify = createVerify(testLibrary());
const secrets = { webhookSecret: SECRET };
const body = recorded('order-partially-refunded');

describe('a delivery of Shopify', () => {
  it('is accepted when its bytes are signed with the app secret', async () => {
    expect(await verify(signed('orders/create', body), secrets)).toEqual({
      kind: 'accepted',
      topic: 'orders/create',
      domain: SHOP,
      dedupe: '98880550-7158-44d4-b7cd-2c97c8a091b5',
    });
  });

  it('is named by its webhook id where the event has no id', async () => {
    const verdict = await verify(signed('orders/create', body, { 'x-shopify-event-id': undefined }), secrets);
    expect(verdict).toMatchObject({ dedupe: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043' });
  });

  it('keeps the underscores and dots of its topic', async () => {
    expect(await verify(signed('order_transactions/create', body), secrets)).toMatchObject({ topic: 'order_transactions/create' });
    expect(await verify(signed('customer.tags_added', body), secrets)).toMatchObject({ topic: 'customer.tags_added' });
  });

  it('may contain Persian, Hebrew and emoji', async () => {
    const persian = changed('order-partially-refunded', { note: 'سلام، שלום 🎁' });
    expect(await verify(signed('orders/create', persian), secrets)).toMatchObject({ kind: 'accepted' });
  });

  it('is accepted with the headers of next-generation events', async () => {
    const headers = {
      'shopify-hmac-sha256': signatureOf(body),
      'shopify-topic': 'Customer',
      'shopify-shop-domain': SHOP,
      'shopify-api-version': '2026-10',
      'shopify-webhook-id': 'one',
    };
    expect(await verify({ headers, body }, secrets)).toEqual({ kind: 'accepted', topic: 'customer', domain: SHOP, dedupe: 'one' });
  });

  it('is accepted with the secret of the store when that is not the one of the app', async () => {
    const other = signed('orders/create', body, { 'x-shopify-hmac-sha256': signatureOf(body, 'older secret') });
    expect(await verify(other, { webhookSecret: 'older secret' })).toMatchObject({ kind: 'accepted' });
  });
});

describe('an attacker', () => {
  const rejected = (status: 400 | 401) => ({ kind: 'rejected', status });

  it('cannot change a digit of a signed body', async () => {
    const forged = Buffer.from(body.toString('utf8').replace('"199.00"', '"999.00"'));
    expect(await verify({ ...signed('orders/create', body), body: forged }, secrets)).toMatchObject(rejected(401));
  });

  it('cannot cut a signed body short or add to it', async () => {
    expect(await verify({ ...signed('orders/create', body), body: body.subarray(0, -1) }, secrets)).toMatchObject(rejected(401));
    expect(await verify({ ...signed('orders/create', body), body: Buffer.concat([body, Buffer.from(' ')]) }, secrets)).toMatchObject(
      rejected(401),
    );
  });

  it('cannot replace bytes by others that decode to the same text', async () => {
    const text = changed('order-partially-refunded', { note: '\ufffd' });
    const at = text.indexOf(Buffer.from('\ufffd'));
    const other = Buffer.concat([text.subarray(0, at), Buffer.from([0xff]), text.subarray(at + 3)]);
    expect(other.toString('utf8')).toBe(text.toString('utf8'));
    expect(await verify({ ...signed('orders/create', text), body: other }, secrets)).toMatchObject(rejected(401));
  });

  it('cannot sign with another secret, with none, or with an empty one', async () => {
    const signature = (hmac: string | undefined) => signed('orders/create', body, { 'x-shopify-hmac-sha256': hmac });
    expect(await verify(signature(signatureOf(body, 'other')), secrets)).toMatchObject(rejected(401));
    expect(await verify(signature(undefined), secrets)).toMatchObject(rejected(401));
    expect(await verify(signature(''), secrets)).toMatchObject(rejected(401));
    expect(await verify(signature(signatureOf(body, '')), { webhookSecret: '' })).toMatchObject(rejected(401));
  });

  it('cannot use a signature of another context: app proxy and OAuth sign a query, in hex', async () => {
    const hex = createHmac('sha256', SECRET).update(body).digest('hex');
    const ofQuery = createHmac('sha256', SECRET).update(`shop=${SHOP}timestamp=1`).digest('base64');
    for (const hmac of [hex, ofQuery]) {
      expect(await verify(signed('orders/create', body, { 'x-shopify-hmac-sha256': hmac }), secrets)).toMatchObject(rejected(401));
    }
  });

  it('cannot end a store with the uninstall of another one, or with another body under that topic', async () => {
    const uninstalled = (domain: string) => Buffer.from(JSON.stringify({ id: 1, myshopify_domain: domain, domain }));
    expect(await verify(signed('app/uninstalled', uninstalled(SHOP)), secrets)).toMatchObject({ kind: 'accepted' });
    expect(await verify(signed('app/uninstalled', uninstalled('other.myshopify.com')), secrets)).toMatchObject(rejected(401));
    expect(await verify(signed('app/uninstalled', body), secrets)).toMatchObject(rejected(401));
  });

  it('cannot have another shop erased by a compliance request', async () => {
    const request = (domain: string) => Buffer.from(JSON.stringify({ shop_id: 1, shop_domain: domain, customer: { id: 2 } }));
    for (const topic of ['customers/redact', 'shop/redact', 'customers/data_request']) {
      expect(await verify(signed(topic, request(SHOP)), secrets)).toMatchObject({ kind: 'accepted' });
      expect(await verify(signed(topic, request('other.myshopify.com')), secrets)).toMatchObject(rejected(401));
    }
  });

  it('cannot name a domain or a topic that only looks like one', async () => {
    const from = (domain: string) => verify(signed('orders/create', body, { 'x-shopify-shop-domain': domain }), secrets);
    for (const domain of ['evil.com', 'jsmith.myshopify.com.evil.com', 'jsmith.myshopify.com/', 'a.myshopify.com, b.myshopify.com']) {
      expect(await from(domain)).toMatchObject(rejected(400));
    }
    expect(await verify(signed('orders/create\n', body), secrets)).toMatchObject(rejected(400));
  });
});

describe('a delivery that is not understandable', () => {
  it.each(['x-shopify-topic', 'x-shopify-shop-domain', 'x-shopify-api-version', 'x-shopify-webhook-id'])(
    'is refused as such without the header %s',
    async (header) => {
      expect(await verify(signed('orders/create', body, { [header]: undefined }), secrets)).toMatchObject({
        kind: 'rejected',
        status: 400,
      });
    },
  );

  it('is refused as such without a body', async () => {
    const empty = Buffer.alloc(0);
    expect(await verify(signed('orders/create', empty), secrets)).toMatchObject({ kind: 'rejected', status: 400 });
  });

  it('never has its secret or signature in the reason', async () => {
    const verdict = await verify(signed('orders/create', body, { 'x-shopify-hmac-sha256': 'nearly' }), secrets);
    expect(JSON.stringify(verdict)).not.toMatch(/nearly|hush/);
  });
});
