// What of a reward stays spent on the order that carries it, told from the order as it is now and from nothing before it.
import type { OrderLine, OrderState } from '../orders/order-state.ts';

/**
 * `waits`: the order stands and is not paid, so the points stay set aside. `spent`: so many of the reward's points belong to it.
 * `freed`: nothing came of the order, or nothing of it was kept, so nothing is spent on it.
 */
export type SpentShare = { readonly kind: 'waits' } | { readonly kind: 'spent'; readonly points: number } | { readonly kind: 'freed' };

/** A line at its price before rewards, by quantity: what of it was bought, and what the customer did not keep. */
function goodsOf({ net, discount, quantity, currentQuantity }: OrderLine): { readonly bought: bigint; readonly back: bigint } {
  const bought = BigInt(net + discount);
  const gone = BigInt(Math.max(0, quantity - currentQuantity));
  return { bought, back: quantity <= 0 ? 0n : (bought * gone) / BigInt(quantity) };
}

/** Refunds that name no line are money after rewards: they count as the same part of the goods before rewards. */
function backWithoutLines(order: OrderState, bought: bigint): bigint {
  const paid = BigInt(order.lines.reduce((sum, { net, giftCard }) => sum + (giftCard ? 0 : net), 0));
  const back = BigInt(order.refunds.reduce((sum, refund) => sum + refund.goodsWithoutLines, 0));
  return paid <= 0n ? 0n : (back * bought) / paid;
}

/**
 * The returned share on a refund is refunded goods to goods, both before rewards, by line quantity, rounded down: a part of a point that would
 * go back stays spent. A gift card is money, not goods.
 */
function kept(order: OrderState, points: number): number {
  const goods = order.lines.filter(({ giftCard }) => !giftCard).map(goodsOf);
  const bought = goods.reduce((sum, line) => sum + line.bought, 0n);
  if (bought <= 0n) return points;
  const back = goods.reduce((sum, line) => sum + line.back, 0n) + backWithoutLines(order, bought);
  const returned = (BigInt(points) * (back < bought ? back : bought)) / bought;
  return points - Number(returned);
}

/** Source: the ledger's specification, "spending is restated too". `points` is what the reward cost. */
export function spentShare(order: OrderState, points: number): SpentShare {
  if (order.standing !== 'open') return { kind: 'freed' };
  if (order.payment === 'unpaid') return { kind: 'waits' };
  const spent = kept(order, points);
  return spent === 0 ? { kind: 'freed' } : { kind: 'spent', points: spent };
}
