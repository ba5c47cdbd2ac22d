// order.created, order.updated, order.restored: the whole present state. order.deleted: only which one.
import { orderId } from '../../../loyalty/ids.ts';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import { identityOf } from '../identity.ts';
import { orderBody } from '../order/order-body.ts';
import { orderState } from '../order/order-state.ts';
import { tracesOf } from '../order/traces.ts';
import { deletedId } from './deleted.ts';
import { read } from './read.ts';

/** Created and updated come in any order and both carry the state at delivery time, so they mean the same. */
const STATING = new Set(['created', 'updated', 'restored']);

export function orderEvents(verb: string, value: unknown): StoreEvent[] {
  if (verb === 'deleted') return [{ kind: 'order-deleted', orderId: orderId(deletedId(value, 'order')) }];
  if (!STATING.has(verb)) return [{ kind: 'nothing', why: 'unknown-topic' }];
  const body = read(orderBody, value, 'order');
  if (body.status === 'checkout-draft') return [{ kind: 'nothing', why: 'checkout-draft' }];
  const order = orderState(body, null);
  // A pushed refund is one sum: what of it was for which line, shipping or tax only the store can say.
  const about = { customer: identityOf(body.customer_id, body.billing), traces: tracesOf(body) };
  return [{ kind: 'order-stated', order, ...about, complete: order.refunds.length === 0 }];
}
