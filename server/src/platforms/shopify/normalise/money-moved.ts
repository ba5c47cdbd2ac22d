// refunds/create and order_transactions/create: they say that something happened to an order, and not what the order is now.
// A refund body alone would lack the other refunds, and Shopify calls it "independent from the movement of money".
import { z } from 'zod';
import { orderId } from '../../../loyalty/ids.ts';
import type { Shown, StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { readBody } from './read-body.ts';
import { Id } from './shapes.ts';

const Moved = z.object({
  id: Id,
  order_id: Id,
  created_at: z.string().nullish(),
  kind: z.string().nullish(),
  status: z.string().nullish(),
});
type Moved = z.output<typeof Moved>;

const PAYMENTS = new Set(['sale', 'capture']);

/** What the order's own message, which usually comes beside this one, would have to show. Null: only asking tells. */
function shownBy(moved: Moved, topic: string): Shown | null {
  const at = Date.parse(moved.created_at ?? '');
  if (Number.isNaN(at)) return null;
  if (topic === 'refunds/create') return { at, refundId: moved.id, paid: false };
  const pays = PAYMENTS.has(moved.kind ?? '') && moved.status === 'success';
  return { at, refundId: null, paid: pays };
}

export function moneyMoved({ body, topic }: StoredDelivery): StoreEvent[] {
  const moved = readBody(Moved, body);
  return [{ kind: 'order-changed', orderId: orderId(moved.order_id), why: topic, shows: shownBy(moved, topic) }];
}
