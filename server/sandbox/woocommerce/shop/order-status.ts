// An order's status, and what follows from it: when it counts as paid and as completed, and whether its coupons count as used.
import { couponByCode } from './price-cart.ts';
import type { Shop } from './shop.ts';
import type { Order } from './types.ts';

/** Cash on delivery is paid when it is completed; everything else when it is in processing (woocommerce.md §4). */
function isPaidBy({ method }: Order, status: string): boolean {
  return status === 'completed' || (status === 'processing' && method !== 'cod');
}

/** Given back on cancelled, failed and in the trash, not when refunded (woocommerce.md §6). */
const NO_USE = new Set(['cancelled', 'failed', 'trash', 'checkout-draft']);

/** No hook tells of it (woocommerce.md §1.7). */
function countUse(shop: Shop, order: Order): void {
  const counts = !NO_USE.has(order.status);
  if (counts === order.countsUse) return;
  order.countsUse = counts;
  const who = order.customerId === 0 ? order.billing.email : String(order.customerId);
  for (const { code, couponId } of order.coupons) {
    const coupon = couponId === 0 ? null : couponByCode(shop, code);
    if (coupon === null) continue;
    coupon.usageCount += counts ? 1 : -1;
    if (counts) coupon.usedBy.push(who);
    else coupon.usedBy = coupon.usedBy.filter((one) => one !== who);
  }
}

/** Sets it without a word. */
export function enter(shop: Shop, order: Order, status: string): void {
  const now = shop.now();
  order.status = status;
  if (isPaidBy(order, status)) order.paidAt ??= now;
  if (status === 'completed') order.completedAt ??= now;
  order.modifiedAt = now;
  countUse(shop, order);
}

/** What a change of status announces, whoever made it. */
export function announceStatus(shop: Shop, { id, status }: Order): void {
  shop.fire(`woocommerce_order_status_${status}`, id);
  shop.fire('woocommerce_order_status_changed', id);
}
