// What a store says of an order in a list: little, but enough to see whether what is kept of it is still true.
import type { OrderId } from '../ids.ts';
import type { OrderState } from './order-state.ts';

export interface OrderGlance extends Pick<OrderState, 'standing' | 'payment' | 'version'> {
  readonly orderId: OrderId;
  /** null: what the list says of the order cannot be read, so that it has to be asked for in full. */
  readonly total: number | null;
  /** Pieces that the customer kept, over all lines; null: the list does not say. */
  readonly pieces: number | null;
  readonly refundIds: readonly string[];
}

/**
 * An equal version alone proves nothing: stores count in seconds, and some changes (a refund taken back) move no version at all. What is told
 * beside it must be the same as well.
 */
export function isStillTrue(known: OrderState, seen: OrderGlance): boolean {
  const { version, standing, payment, total } = known;
  if (version !== seen.version || standing !== seen.standing || payment !== seen.payment || total !== seen.total) return false;
  const refunds = new Set(known.refunds.map(({ refundId }) => refundId));
  if (refunds.size !== seen.refundIds.length || !seen.refundIds.every((refundId) => refunds.has(refundId))) return false;
  return seen.pieces === null || seen.pieces === known.lines.reduce((sum, { currentQuantity }) => sum + currentQuantity, 0);
}
