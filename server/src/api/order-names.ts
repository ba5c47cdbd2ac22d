// What people call orders whose ids we know: the names the store gave them.
import type { OrderId, StoreId } from '../loyalty/ids.ts';
import type { OrderStore } from '../orders/order-store.ts';

/** Without those that are not known (any more). Each is one read by its id: a list holds few. */
export async function orderNames(
  { orders }: { readonly orders: Pick<OrderStore, 'read'> },
  storeId: StoreId,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all([...new Set(orderIds)].map((id) => orders.read(storeId, id)));
  return new Map(found.flatMap((stored) => (stored === null ? [] : [[stored.orderId, stored.order.name]])));
}
