// Which family of topics a delivery belongs to. A topic that nobody knows is of no consequence, and says so.
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery, StoreFacts } from '../../platform.ts';
import { actionEvents } from './action.ts';
import { couponEvents } from './coupon.ts';
import { customerEvents } from './customer.ts';
import { orderEvents } from './order.ts';
import { productEvents } from './product.ts';
import { readBody } from './read.ts';
import type { Body } from './read.ts';

type Family = (verb: string, value: unknown) => StoreEvent[];

const FAMILIES: ReadonlyMap<string, Family> = new Map<string, Family>([
  ['order', orderEvents],
  ['customer', customerEvents],
  ['coupon', couponEvents],
  ['product', productEvents],
  ['action', actionEvents],
]);

/** The store's facts are not needed: every WooCommerce body names its currency, and every date has its `_gmt` form. */
export function normalise(delivery: StoredDelivery, _facts: StoreFacts): StoreEvent[] {
  const dot = delivery.topic.indexOf('.');
  const family = FAMILIES.get(delivery.topic.slice(0, dot));
  if (family === undefined) return [{ kind: 'nothing', why: 'unknown-topic' }];
  const body = readBody(delivery.body);
  return body.kind === 'error' ? [errorEvent(body)] : family(delivery.topic.slice(dot + 1), body.value);
}

/**
 * An error names no object, so there is nobody to ask about. A deleted order is found by the sweep that asks for each order that still
 * has points (404: worth nothing); what a sick webhook missed, by asking for everything modified since. Both belong to reconciliation.
 */
function errorEvent({ code }: Extract<Body, { kind: 'error' }>): StoreEvent {
  if (code === 'woocommerce_rest_cannot_view') return { kind: 'nothing', why: 'webhook-owner-lost-permission' };
  if (code.endsWith('_invalid_id')) return { kind: 'nothing', why: 'deleted-before-delivery' };
  return { kind: 'nothing', why: 'error-body' };
}
