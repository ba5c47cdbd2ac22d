// What a person bought after each order that an account was offered for. Told from their orders as they are now, so a refund takes its part off again.
import type { OrderId } from '../../loyalty/ids.ts';
import type { OrderState } from '../../loyalty/orders/order-state.ts';
import type { Later, Offered } from './offer-rows.ts';

type Place = Pick<OrderState, 'orderId' | 'placedAt'>;

/** As much of an order as says what was bought by it. */
export type Buy = Place &
  Pick<OrderState, 'standing' | 'payment' | 'currency' | 'total'> & { readonly refunds: readonly { readonly amount: number }[] };

/** Two orders of one moment have an order all the same. */
const isBefore = (a: Place, b: Place): boolean => a.placedAt < b.placedAt || (a.placedAt === b.placedAt && a.orderId < b.orderId);

/** What was paid and not given back; null: it does not count. Money of another currency than the store's is never added to it. */
function paid({ standing, payment, currency, total, refunds }: Buy, own: string): number | null {
  if (standing !== 'open' || payment !== 'paid' || currency !== own) return null;
  return Math.max(0, total - refunds.reduce((sum, { amount }) => sum + amount, 0));
}

/** Each order counts for the newest row before it, so that an order counts once however often somebody was offered an account. */
export function laterBuys(rows: readonly Pick<Offered, 'orderId' | 'placedAt'>[], orders: readonly Buy[], currency: string): Later[] {
  const inTime = rows.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const later = new Map<OrderId, Later>(inTime.map(({ orderId }) => [orderId, { orderId, secondAt: null, revenueAfterMinor: 0 }]));
  for (const order of orders) {
    const amount = paid(order, currency);
    const row = inTime.findLast((one) => isBefore(one, order));
    const known = row === undefined ? undefined : later.get(row.orderId);
    if (amount === null || known === undefined) continue;
    const secondAt = Math.min(known.secondAt ?? Infinity, order.placedAt);
    later.set(known.orderId, { ...known, secondAt, revenueAfterMinor: known.revenueAfterMinor + amount });
  }
  return [...later.values()];
}
