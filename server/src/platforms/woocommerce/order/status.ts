// What a WooCommerce status means to us. Only `completed`, and `processing` that was really paid, may earn.
import type { OrderState, Standing } from '../../../loyalty/orders/order-state.ts';
import type { OrderBody } from './order-body.ts';

/** The statuses that end an order. Everything else, also what a plugin invented, is open. */
const CLOSED: ReadonlyMap<string, Standing> = new Map<string, Standing>([
  ['cancelled', 'cancelled'],
  ['failed', 'failed'],
  ['refunded', 'refunded'],
  ['trash', 'deleted'],
]);

/** `checkout-draft` never gets here: a draft is not an order. */
export function standingOf({ status }: Pick<OrderBody, 'status'>): Standing {
  return CLOSED.get(status) ?? 'open';
}

/**
 * Cash on delivery is `processing` from the start without a payment date, so the status alone does not tell that somebody paid. An order
 * in a status of a plugin ("shipped") counts as unpaid until it is `completed`: what such a status means only the merchant knows.
 */
export function paymentOf(body: Pick<OrderBody, 'status' | 'date_paid_gmt'>): OrderState['payment'] {
  if (body.status === 'completed') return 'paid';
  const dateCounts = body.status === 'processing' || standingOf(body) !== 'open';
  return dateCounts && body.date_paid_gmt !== null ? 'paid' : 'unpaid';
}
