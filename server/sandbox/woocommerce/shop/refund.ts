// Money that goes back: by lines, or by an amount alone. When nothing is left, the order becomes `refunded` by itself (woocommerce.md §2).
import { sumOf } from './money.ts';
import { announceStatus, enter } from './order-status.ts';
import { orderOf, ShopRefuses, type Shop } from './shop.ts';
import type { Order, Refund } from './types.ts';

export interface RefundWish {
  readonly amount?: number;
  readonly reason?: string;
  readonly lines?: readonly { readonly lineId: number; readonly quantity: number; readonly total: number }[];
  readonly shipping?: number;
}

export const totalOf = ({ lines, fees, shipping }: Order): number =>
  sumOf(lines, ({ total }) => total) + sumOf(fees, ({ total }) => total) + shipping;

export const leftOf = (order: Order): number => totalOf(order) - sumOf(order.refunds, ({ amount }) => amount);

export function refund(shop: Shop, id: number, wish: RefundWish): Refund {
  const order = orderOf(shop, id);
  const refunded = (wish.lines ?? []).map(({ lineId, quantity, total }) => {
    const of = order.lines.find((line) => line.id === lineId);
    if (of === undefined) throw new ShopRefuses(400, 'woocommerce_rest_invalid_item', 'There is no such item.');
    return { id: shop.nextItem(), of, quantity, total };
  });
  const shipping = wish.shipping ?? 0;
  const amount = wish.amount ?? sumOf(refunded, ({ total }) => total) + shipping;
  if (amount <= 0 || amount > leftOf(order)) throw new ShopRefuses(400, 'woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.'); // prettier-ignore
  const made = { id: shop.nextId(), at: shop.now(), amount, reason: wish.reason ?? '', lines: refunded, shipping };
  order.refunds = [made, ...order.refunds];
  order.modifiedAt = shop.now();
  if (leftOf(order) === 0) {
    enter(shop, order, 'refunded');
    announceStatus(shop, order);
    shop.fire('woocommerce_update_order', id);
  }
  shop.fire('woocommerce_order_refunded', id);
  return made;
}

/** By REST: nothing is told, and not even the order's date of change moves (woocommerce.md §1.7). In wp-admin a hook fires, which only a plugin hears (§3). */
export function deleteRefund(shop: Shop, id: number, refundId: number, by: 'rest' | 'wp-admin' = 'rest'): Refund {
  const order = orderOf(shop, id);
  const gone = order.refunds.find((one) => one.id === refundId);
  if (gone === undefined) throw new ShopRefuses(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.');
  order.refunds = order.refunds.filter((one) => one !== gone);
  if (by === 'wp-admin') shop.fire('woocommerce_refund_deleted', id);
  return gone;
}
