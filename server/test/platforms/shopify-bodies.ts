// Order bodies built on a recorded one, and what is made of them.
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';
import { normalise } from '../../src/platforms/shopify/normalise/index.ts';
import { changed, stored } from './shopify-deliveries.ts';

export function stated(body: Buffer, topic = 'orders/updated'): { order: OrderState; customer: CustomerIdentity } {
  const [event, ...more] = normalise(stored(topic, body));
  if (event?.kind !== 'order-stated' || more.length > 0) throw new Error(`not one stated order: ${JSON.stringify(event)}`);
  return event;
}

export const orderOf = (body: Buffer): OrderState => stated(body).order;

/** Net goods as the default program counts them: what is kept of the lines, minus what was refunded without lines, never below nothing. */
export function netGoods(order: OrderState): number {
  const kept = order.lines.filter((line) => !line.giftCard).reduce((sum, line) => sum + line.currentNet, 0);
  return Math.max(0, kept - order.refunds.reduce((sum, refund) => sum + refund.goodsWithoutLines, 0));
}

export const money = (amount: string, currency = 'USD') => ({
  shop_money: { amount, currency_code: currency },
  presentment_money: { amount, currency_code: currency },
});
export const line = (fields: Record<string, unknown>) => ({
  id: 1, product_id: 11, variant_id: 12, title: 'Tea', quantity: 1, current_quantity: 1, price: '10.00', price_set: money('10.00'),
  gift_card: false, tax_lines: [], discount_allocations: [], ...fields,
}); // prettier-ignore
export const refund = (fields: Record<string, unknown>) => ({
  id: 7, created_at: '2026-01-02T10:00:00Z', processed_at: '2026-01-02T10:00:00Z', order_adjustments: [], transactions: [],
  refund_line_items: [], ...fields,
}); // prettier-ignore
export const given = (amount: string, more: Record<string, unknown> = {}) => ({
  kind: 'refund',
  status: 'success',
  amount,
  currency: 'USD',
  ...more,
});
export const adjusted = (kind: string, amount: string, tax = '0.00') => ({
  kind,
  amount,
  amount_set: money(amount),
  tax_amount: tax,
  tax_amount_set: money(tax),
});
export const fresh = (fields: Record<string, unknown>) => changed('order-authorized', { financial_status: 'paid', refunds: [], ...fields });
