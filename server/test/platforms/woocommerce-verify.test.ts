import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verify } from '../../src/platforms/woocommerce/verify.ts';
import type { RawDelivery, Verdict } from '../../src/platforms/platform.ts';
import { signedAgain } from '../recorded/woocommerce/derived.ts';
import { RECORDED_SECRET, recordings } from '../recorded/woocommerce/recordings.ts';
import type { Recording } from '../recorded/woocommerce/recordings.ts';

const secrets = { webhookSecret: RECORDED_SECRET };
const recording = (prefix: string): Recording => {
  const found = recordings().find(({ file }) => file.startsWith(prefix));
  if (found === undefined) throw new Error(`no recording ${prefix}`);
  return found;
};
const judged = (delivery: RawDelivery, webhookSecret = RECORDED_SECRET): Promise<Verdict> => verify(delivery, { webhookSecret });
const withHeader = (prefix: string, name: string, value: string | undefined): RawDelivery => {
  const { body, headers } = recording(prefix);
  return { body, headers: { ...headers, [name]: value } };
};

describe('a delivery of a WooCommerce store', () => {
  test('is accepted for every recording that is neither a ping nor a draft', async () => {
    for (const { file, topic, headers, body } of recordings()) {
      if (/^0[123]-/.test(file)) continue;
      const domain = new URL(headers['x-wc-webhook-source'] ?? '').host;
      expect(await verify({ headers, body }, secrets), file).toEqual({ kind: 'accepted', topic, domain, dedupe: null });
    }
  });

  test('is answered and dropped when it is the unsigned ping', async () => {
    expect(await judged(recording('01'))).toEqual({ kind: 'dropped', why: 'ping' });
    expect(await judged(recording('01'), '')).toEqual({ kind: 'dropped', why: 'ping' });
  });

  test.each(['02', '03'])('is dropped when it is the draft of somebody who bought nothing (%s)', async (prefix) => {
    expect(await judged(recording(prefix))).toEqual({ kind: 'dropped', why: 'checkout-draft' });
  });

  test('is refused when it is a forged draft: nobody learns without the secret what is dropped', async () => {
    expect(await judged(recording('02'), 'another-secret')).toMatchObject({ kind: 'rejected', status: 401 });
  });

  test('is accepted twice and more under one delivery id', async () => {
    const same = [recording('59'), recording('60'), recording('61')];
    expect(new Set(same.map(({ headers }) => headers['x-wc-webhook-delivery-id'])).size).toBeLessThan(3);
    for (const delivery of [...same, recording('53'), recording('54'), recording('54')]) {
      expect(await judged(delivery)).toMatchObject({ kind: 'accepted', dedupe: null });
    }
  });

  test.each(['woocommerce_rest_shop_order_invalid_id', 'woocommerce_rest_cannot_view'])(
    'is accepted when it is a signed %s',
    async (code) => {
      const error = Buffer.from(JSON.stringify({ code, message: 'No.', data: { status: 404 } }));
      expect(await judged(signedAgain(recording('04'), error))).toMatchObject({ kind: 'accepted', topic: 'order.updated' });
    },
  );

  test('is accepted with a topic that nobody knows, and with a body that is not JSON', async () => {
    const unknown = {
      'x-wc-webhook-topic': 'subscription.renewed',
      'x-wc-webhook-resource': 'subscription',
      'x-wc-webhook-event': 'renewed',
    };
    const delivery = recording('04');
    expect(await judged({ ...delivery, headers: { ...delivery.headers, ...unknown } })).toMatchObject({ topic: 'subscription.renewed' });
    expect(await judged(signedAgain(delivery, Buffer.from('<html>')))).toMatchObject({ kind: 'accepted' });
  });
});

describe('a forged delivery', () => {
  test('is refused with another secret, and always when the secret is empty', async () => {
    expect(await judged(recording('06'), 'probe-webhook-secret-2')).toMatchObject({ kind: 'rejected', status: 401 });
    for (const empty of ['', '   ']) {
      const { body, headers } = recording('06');
      const signature = createHmac('sha256', empty).update(body).digest('base64');
      const signedWithNothing = { body, headers: { ...headers, 'x-wc-webhook-signature': signature } };
      expect(await judged(signedWithNothing, empty)).toMatchObject({ kind: 'rejected', status: 401 });
    }
  });

  test('is refused for any one changed byte, and when the end is missing or something was added', async () => {
    const { headers, body } = recording('08');
    for (let at = 0; at < body.length; at += 97) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await judged({ headers, body: changed }), `byte ${at}`).toMatchObject({ kind: 'rejected', status: 401 });
    }
    for (const cut of [body.subarray(0, -1), body.subarray(0, 0), Buffer.concat([body, Buffer.from('\n')])]) {
      expect(await judged({ headers, body: cut })).toMatchObject({ kind: 'rejected', status: 401 });
    }
  });

  test('is refused when the signature is of another delivery or not the one way to write it', async () => {
    const own = recording('06').headers['x-wc-webhook-signature'] ?? '';
    const others = [
      recording('04').headers['x-wc-webhook-signature'],
      '',
      own.replace('=', ''),
      ` ${own}`,
      own.toLowerCase(),
      `${own}, ${own}`,
      '\u0000',
    ];
    for (const signature of others) {
      expect(await judged(withHeader('06', 'x-wc-webhook-signature', signature))).toMatchObject({ kind: 'rejected', status: 401 });
    }
  });

  test.each([
    ['x-wc-webhook-signature', undefined],
    ['x-wc-webhook-topic', undefined],
    ['x-wc-webhook-topic', 'order.deleted'],
    ['x-wc-webhook-topic', 'order.updated, order.updated'],
    ['x-wc-webhook-topic', '$where'],
    ['x-wc-webhook-resource', 'coupon'],
    ['x-wc-webhook-event', 'deleted'],
    ['x-wc-webhook-source', 'javascript:alert(1)'],
    ['x-wc-webhook-source', 'not an address'],
  ])('is refused as no delivery when %s is %s', async (name, value) => {
    expect(await judged(withHeader('06', name, value))).toMatchObject({ kind: 'rejected', status: 400 });
  });

  test('is refused when it only looks like a ping', async () => {
    const { headers } = recording('06');
    expect(await judged({ headers, body: Buffer.from('webhook_id=1') })).toMatchObject({ kind: 'rejected', status: 401 });
    expect(await judged({ headers: {}, body: Buffer.from('webhook_id=1&id=2') })).toMatchObject({ kind: 'rejected', status: 400 });
    expect(await judged({ headers: {}, body: Buffer.from('') })).toMatchObject({ kind: 'rejected', status: 400 });
  });
});
