/**
 * Order editing: quantities up or down after the purchase. What is taken away becomes a refund without money (so it is with
 * Shopify: refunds/create is "independent from the movement of money"); money goes back only by an own refund.
 */
import { refundBody } from '../bodies/refund-body.ts';
import type { Message } from '../webhooks/queue.ts';
import { NotPossible, emptyRefund, removeLines } from './change-order.ts';
import { currentQuantity } from './order-money.ts';
import type { Order } from './order.ts';
import { keep } from './orders.ts';
import type { Shop } from './shop.ts';

export interface QuantityWish {
  lineId: number;
  quantity: number;
}

function editBody(shop: Shop, order: Order, additions: object[], removals: object[], at: number) {
  return {
    order_edit: {
      id: shop.nextId('edit'),
      app_id: null,
      created_at: shop.iso(at),
      notify_customer: false,
      order_id: order.id,
      staff_note: '',
      user_id: 1,
      committed_at: shop.iso(at),
      line_items: { additions, removals },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

export function editOrder(shop: Shop, order: Order, wishes: readonly QuantityWish[], at = shop.now()): Order {
  if (order.cancelledAt !== null) throw new NotPossible('a cancelled order cannot be edited');
  const additions: { id: number; delta: number }[] = [];
  const removals: { id: number; delta: number }[] = [];
  for (const { lineId, quantity } of wishes) {
    const line = order.lines.find((one) => one.id === lineId);
    if (!line) throw new NotPossible(`the order has no line ${lineId}`);
    if (quantity < line.fulfilled) throw new NotPossible('what is fulfilled can only be refunded');
    const delta = quantity - currentQuantity(order, line);
    if (delta > 0) additions.push({ id: lineId, delta });
    if (delta < 0) removals.push({ id: lineId, delta: -delta });
  }
  if (additions.length + removals.length === 0) throw new NotPossible('nothing is different');
  for (const { id, delta } of additions) for (const line of order.lines) if (line.id === id) line.quantity += delta;
  const messages: Message[] = [];
  if (removals.length > 0) {
    const refund = emptyRefund(shop, at);
    const wanted = removals.map(({ id, delta }) => ({ lineId: id, quantity: delta }));
    refund.lines = removeLines(shop, order, wanted, 'no_restock');
    order.refunds.push(refund);
    messages.push(['refunds/create', refundBody(shop, order, refund)]);
  }
  if (additions.length > 0) order.closedAt = null;
  return keep(shop, order, at, ['orders/updated'], [['orders/edited', editBody(shop, order, additions, removals, at)], ...messages]);
}
