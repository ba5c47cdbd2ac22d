// What an order of the sandbox's store is worth, told from the order alone: nothing of what was sent about it, and nothing of our own code, is in here.
import type { Shop } from '../../sandbox/woocommerce/shop/shop.ts';
import type { Order } from '../../sandbox/woocommerce/shop/types.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

/** woocommerce.md §4: from `completed` on, or from `processing` on when it is paid; everything else is worth nothing. */
function earns({ status, paidAt }: Order): boolean {
  return status === 'completed' || (status === 'processing' && paidAt !== null);
}

/** One point for a whole euro of goods after coupons, negative fees and refunds. */
export function worthOf(order: Order | undefined): number {
  if (order === undefined || !earns(order)) return 0;
  const goods = sum(order.lines.map(({ total }) => total));
  const reduced = sum(order.fees.filter(({ total }) => total < 0).map(({ total }) => total));
  const back = sum(order.refunds.map(({ amount, shipping }) => amount - shipping));
  return Math.floor(Math.max(0, goods + reduced - back) / 100);
}

export const worths = (shop: Shop, ids: readonly number[]): Record<string, number> =>
  Object.fromEntries(ids.map((id) => [id, worthOf(shop.orders.get(id))])); // prettier-ignore
