// orders/*: the whole order is in the body, except for orders/edited (the edit only) and orders/delete (the id only).
import { z } from 'zod';
import { orderId } from '../../../loyalty/ids.ts';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { orderStateOf } from '../orders/order-state-of.ts';
import { shopDomain } from '../shop-domain.ts';
import { identityOfOrder } from './customer-identity.ts';
import { OrderBody } from './order-body.ts';
import { orderFactsOfBody } from './order-facts-of-body.ts';
import { readBody } from './read-body.ts';
import { Id, mustBe } from './shapes.ts';
import { tracesOfBody } from './traces-of-body.ts';

/** Part of the price was paid with something that may have been earned; only the transactions, which no body carries, say how much. */
const PAID_WITH_VALUE = new Set(['gift_card', 'shopify_store_credit']);

export function orderStated({ body, headers }: StoredDelivery): StoreEvent[] {
  const order = readBody(OrderBody, body);
  mustBe('Order', order);
  const complete = !order.payment_gateway_names.some((name) => PAID_WITH_VALUE.has(name)) && !seemsOfAnother(headers, order);
  const about = { customer: identityOfOrder(order), traces: tracesOfBody(order) };
  return [{ kind: 'order-stated', order: orderStateOf(orderFactsOfBody(order)), complete, ...about }];
}

/**
 * The shop is named by a header, which is not signed. The only thing in an order that names it is the address of its status page: when
 * that is another shop's, the store itself is asked whether it has this order. (Shops with a domain of their own say nothing here.)
 */
function seemsOfAnother(headers: StoredDelivery['headers'], order: OrderBody): boolean {
  const given = headers['x-shopify-shop-domain'];
  const named = /^https:\/\/[^/]+/.exec(order.order_status_url ?? '')?.[0];
  const shop = named === undefined ? null : shopDomain(named);
  return given !== undefined && shop !== null && shop !== shopDomain(given);
}

const Edited = z.object({ order_edit: z.object({ order_id: Id }) });

/** Shopify sends what was added and removed, not the order that came of it. A body with the whole order is taken as such. */
export function orderEdited(delivery: StoredDelivery): StoreEvent[] {
  const read = readBody(z.union([Edited, z.object({ id: Id })]), delivery.body);
  if (!('order_edit' in read)) return orderStated(delivery);
  return [{ kind: 'order-changed', orderId: orderId(read.order_edit.order_id), why: delivery.topic, shows: null }];
}

/** Exactly an id: an order's other bodies, sent again under this topic, delete nothing. */
export function orderDeleted({ body }: StoredDelivery): StoreEvent[] {
  const { id } = readBody(z.strictObject({ id: Id }), body);
  return [{ kind: 'order-deleted', orderId: orderId(id) }];
}
