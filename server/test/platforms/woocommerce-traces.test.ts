import { describe, expect, test } from 'vitest';
import type { StoreEvent } from '../../src/loyalty/store-event.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { normalise } from '../../src/platforms/woocommerce/normalise/normalise.ts';
import { recordings } from '../recorded/woocommerce/replay.ts';

const guest = recordings().find(({ file }) => file.startsWith('05'));
const body = JSON.parse(guest?.body.toString('utf8') ?? 'null') as Record<string, unknown>;

function told(change: Record<string, unknown> = {}): Extract<StoreEvent, { kind: 'order-stated' }> {
  const delivery = { topic: guest?.topic ?? '', headers: {}, body: Buffer.from(JSON.stringify({ ...body, ...change })), receivedAt: 0 };
  const [event] = normalise(delivery, { currency: 'EUR', timeZone: 'UTC' });
  if (event?.kind !== 'order-stated') throw new Error('no order was stated');
  return event;
}
const orderOf = (change: Record<string, unknown> = {}) => told(change).order;
const tracesOf = (change: Record<string, unknown> = {}) => told(change).traces;

describe('what a WooCommerce order says of who placed it and by whose link', () => {
  const meta = (key: string, value: unknown) => ({ meta_data: [{ id: 1, key, value }] });

  test('is read from a recorded order', () => {
    const person = { firstName: 'Greta', lastName: 'Guest', company: null, line1: 'Musterweg 2', line2: null, city: 'Hamburg' };
    const address = { ...person, region: null, zip: '20095', country: 'DE', phone: null };
    expect(tracesOf()).toEqual({
      networkAddress: '127.0.0.1',
      userAgent: 'node',
      acceptLanguage: null,
      phone: null,
      email: 'greta.mwqqupkh@example.test',
      shipping: address,
      billing: address,
      payment: null,
      referrer: null,
      landing: null,
    });
  });

  test('is where the visit began, as WooCommerce keeps it', () => {
    expect(tracesOf(meta('_wc_order_attribution_referrer', 'https://www.retailmenot.com/view/x'))?.referrer).toBe('https://www.retailmenot.com/view/x'); // prettier-ignore
  });

  test('is the link by which the cart was filled, and left out where there is none', () => {
    expect(orderOf(meta('_lasting_ref', 'ada-7kq2;telegram')).referral).toEqual({ code: 'ADA-7KQ2', channel: 'telegram' });
    expect(orderOf()).not.toHaveProperty('referral');
    expect(orderOf(meta('_lasting_ref', { $ne: null }))).not.toHaveProperty('referral');
  });

  test('is no part of the order, and never makes one unreadable', () => {
    const odd = { customer_ip_address: ['x'], customer_user_agent: 7, shipping: { ...(body['shipping'] as object), city: 9 } };
    expect(digestOf(orderOf(odd))).toBe(digestOf(orderOf()));
  });
});
