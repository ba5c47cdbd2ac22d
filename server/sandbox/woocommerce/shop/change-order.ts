// What happens to orders afterwards, loud and silent.
import { announceStatus, enter } from './order-status.ts';
import { orderOf, ShopRefuses, type Shop } from './shop.ts';
import type { Order } from './types.ts';

export function changeStatus(shop: Shop, id: number, status: string): void {
  const order = orderOf(shop, id);
  // Restoring by a change of status sends nothing on a shop with order tables (woocommerce.md §1.7).
  const wasInTrash = order.status === 'trash';
  const isOther = order.status !== status;
  enter(shop, order, status);
  if (wasInTrash) return;
  if (isOther) announceStatus(shop, order);
  // A PUT that changes nothing tells order.updated all the same (woocommerce.md §2).
  shop.fire('woocommerce_update_order', id);
}

/** The gateway says that the money is there. */
export function pay(shop: Shop, id: number): void {
  const order = orderOf(shop, id);
  order.paidAt ??= shop.now();
  changeStatus(shop, id, 'processing');
}

/** Only meta data: that alone tells order.updated (webhooks/66). */
export function writeMeta(shop: Shop, id: number, key: string, value: string): void {
  const order = orderOf(shop, id);
  order.meta = [...order.meta.filter((one) => one.key !== key), { id: shop.nextMeta(), key, value }];
  order.modifiedAt = shop.now();
  shop.fire('woocommerce_update_order', id);
}

/** `order.deleted` is told of it, and only of it (webhooks/53). */
export function trash(shop: Shop, id: number): void {
  const order = orderOf(shop, id);
  if (order.status === 'trash') throw new ShopRefuses(410, 'woocommerce_rest_already_trashed', 'The order has already been deleted.');
  order.statusBeforeTrash = order.status;
  enter(shop, order, 'trash');
  shop.fire('woocommerce_trash_order', id);
}

/** In wp-admin (webhooks/55). */
export function restore(shop: Shop, id: number): void {
  const order = orderOf(shop, id);
  if (order.status !== 'trash') return;
  enter(shop, order, order.statusBeforeTrash ?? 'pending');
  shop.fire('woocommerce_untrash_order', id);
}

/** No webhook is sent (woocommerce.md §1.7); the hook of the deletion itself fires, and only a plugin hears it (§3). */
export function deleteForGood(shop: Shop, id: number): Order {
  const order = orderOf(shop, id);
  shop.fire('woocommerce_before_delete_order', id);
  shop.orders.delete(id);
  shop.fire('woocommerce_delete_order', id);
  return order;
}

/** A database that was put back, a plugin that deletes by itself: nobody hears of it. */
export function vanish(shop: Shop, id: number): void {
  shop.orders.delete(id);
}
