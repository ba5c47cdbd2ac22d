/** What a merchant does to an order. Each change is one event: the facts are changed, saved, and every webhook it causes is queued. */
import { refundBody } from '../bodies/refund-body.ts';
import { transactionBody } from '../bodies/transaction-body.ts';
import type { Message } from '../webhooks/queue.ts';
import { currentQuantity, financialStatus, removedQuantity, totalsOf, worthOfRemoving } from './order-money.ts';
import type { Adjustment, Order, Refund, RefundLine, RestockType, Transaction, TransactionKind } from './order.ts';
import { deleteOrderRow, keep } from './orders.ts';
import { giveBack } from './payments.ts';
import type { Shop } from './shop.ts';
import { taxOf } from './money.ts';

/** The merchant asked for something the order's state does not allow; answered as a sentence, never as a crash. */
export class NotPossible extends Error {}

function addTransaction(shop: Shop, order: Order, kind: TransactionKind, amount: number, at: number): Transaction {
  const parent = order.transactions.findLast((one) => one.kind === 'authorization' && one.status === 'success');
  const status = 'success' as const;
  const made: Transaction = {
    id: shop.nextId('transaction'),
    kind,
    status,
    gateway: order.gateway,
    amount,
    at,
    parentId: parent?.id ?? null,
  };
  order.transactions.push(made);
  return made;
}

const announced = (shop: Shop, order: Order, made: Transaction): Message => [
  'order_transactions/create',
  transactionBody(shop, order, made),
];

/** What a card still has reserved for the order. */
function reservedOf(order: Order): number {
  const done = (kinds: readonly TransactionKind[]) =>
    order.transactions.filter((one) => one.status === 'success' && kinds.includes(one.kind));
  return done(['capture', 'void']).length > 0 ? 0 : done(['authorization']).reduce((sum, one) => sum + one.amount, 0);
}

/** A payment that was waited for has failed: the order stays, unpaid, and can still be paid. */
export function failPayment(shop: Shop, order: Order, at = shop.now()): Order {
  if (order.cancelledAt !== null) throw new NotPossible('a cancelled order cannot be paid');
  const waiting = order.transactions.findLast((one) => one.status === 'pending');
  const { outstanding } = totalsOf(order);
  if (!waiting && outstanding === 0) throw new NotPossible('no payment is waited for');
  const { gateway, amount } = waiting ?? { gateway: order.gateway, amount: outstanding };
  const parentId = waiting?.id ?? null;
  const made: Transaction = { id: shop.nextId('transaction'), kind: 'sale', status: 'failure', gateway, amount, at, parentId };
  order.transactions.push(made);
  return keep(shop, order, at, ['orders/updated'], [announced(shop, order, made)]);
}

export function payOrder(shop: Shop, order: Order, at = shop.now()): Order {
  if (order.cancelledAt !== null) throw new NotPossible('a cancelled order cannot be paid');
  const { outstanding } = totalsOf(order);
  if (outstanding === 0) throw new NotPossible('nothing is left to be paid');
  const made = addTransaction(shop, order, reservedOf(order) > 0 ? 'capture' : 'sale', outstanding, at);
  return keep(shop, order, at, ['orders/paid', 'orders/updated'], [announced(shop, order, made)]);
}

export function fulfilOrder(shop: Shop, order: Order, at = shop.now()): Order {
  if (order.cancelledAt !== null) throw new NotPossible('a cancelled order cannot be fulfilled');
  const lines = order.lines
    .map((line) => ({ lineId: line.id, quantity: currentQuantity(order, line) - line.fulfilled }))
    .filter((one) => one.quantity > 0);
  if (lines.length === 0) throw new NotPossible('nothing is left to be fulfilled');
  for (const line of order.lines) line.fulfilled += lines.find((one) => one.lineId === line.id)?.quantity ?? 0;
  order.fulfillments.push({ id: shop.nextId('fulfillment'), at, lines });
  if (financialStatus(order) === 'paid') order.closedAt = at;
  return keep(shop, order, at, ['orders/fulfilled', 'orders/updated']);
}

export interface RefundWish {
  lines?: { lineId: number; quantity: number }[] | undefined;
  /** Shipping to give back, at most what is left of it. */
  shipping?: number | undefined;
  /** Money without goods. */
  amount?: number | undefined;
  note?: string | undefined;
  restock?: boolean | undefined;
}

/** Takes units off the lines, at their own price less their own share of the discount. */
export function removeLines(
  shop: Shop,
  order: Order,
  wanted: { lineId: number; quantity: number }[],
  restockType: RestockType,
): RefundLine[] {
  return wanted.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.id === lineId);
    if (!line) throw new NotPossible(`the order has no line ${lineId}`);
    if (quantity > currentQuantity(order, line)) throw new NotPossible(`only ${currentQuantity(order, line)} of line ${lineId} are left`);
    if (quantity < 1) return [];
    const { subtotal, tax } = worthOfRemoving(order, line, quantity);
    return [{ id: shop.nextId('refundLine'), lineId, quantity, subtotal, tax, restockType }];
  });
}

function adjustments(shop: Shop, order: Order, wish: RefundWish): Adjustment[] {
  const { currentShipping } = totalsOf(order);
  const { shipping = 0, amount = 0 } = wish;
  if (shipping < 0 || amount < 0) throw new NotPossible('an amount to refund is positive');
  if (shipping > currentShipping) throw new NotPossible('more shipping than was paid');
  const made: Adjustment[] = [];
  const tax = -taxOf(shipping, order.taxRateBp, order.taxesIncluded);
  if (shipping > 0) made.push({ id: shop.nextId('adjustment'), kind: 'shipping_refund', amount: -shipping, tax });
  if (amount > 0) made.push({ id: shop.nextId('adjustment'), kind: 'refund_discrepancy', amount: -amount, tax: 0 });
  return made;
}

function worth(order: Order, refund: Refund): number {
  const added = (tax: number) => (order.taxesIncluded ? 0 : tax);
  const lines = refund.lines.reduce((sum, line) => sum + line.subtotal + added(line.tax), 0);
  return lines - refund.adjustments.reduce((sum, one) => sum + one.amount + added(one.tax), 0);
}

export function emptyRefund(shop: Shop, at: number, note: string | null = null): Refund {
  return { id: shop.nextId('refund'), at, note, lines: [], adjustments: [], transactionIds: [] };
}

export function refundOrder(shop: Shop, order: Order, wish: RefundWish, at = shop.now()): Order {
  if (order.cancelledAt !== null) throw new NotPossible('the order is already cancelled');
  const refund = emptyRefund(shop, at, wish.note ?? null);
  refund.lines = removeLines(shop, order, wish.lines ?? [], wish.restock === false ? 'no_restock' : 'return');
  refund.adjustments = adjustments(shop, order, wish);
  const money = worth(order, refund);
  if (refund.lines.length === 0 && refund.adjustments.length === 0) throw new NotPossible('choose what to refund');
  if (money > totalsOf(order).net) throw new NotPossible('more money than was paid');
  order.refunds.push(refund);
  const messages: Message[] = [];
  if (money > 0) {
    for (const made of giveBack(shop, order, money, at)) {
      refund.transactionIds.push(made.id);
      messages.push(announced(shop, order, made));
    }
  }
  return keep(shop, order, at, ['orders/updated'], [['refunds/create', refundBody(shop, order, refund)], ...messages]);
}

export type CancelReason = 'customer' | 'inventory' | 'fraud' | 'declined' | 'staff' | 'other';

export function cancelOrder(shop: Shop, order: Order, reason: CancelReason = 'customer', at = shop.now()): Order {
  if (order.cancelledAt !== null) throw new NotPossible('the order is already cancelled');
  const { net, captured, currentShipping } = totalsOf(order);
  const refund = emptyRefund(shop, at);
  const left = order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity - removedQuantity(order, line.id) }));
  refund.lines = removeLines(
    shop,
    order,
    left.filter((one) => one.quantity > 0),
    'cancel',
  );
  refund.adjustments = adjustments(shop, order, { shipping: currentShipping });
  // Money given back earlier without goods is not given back twice: what the goods are worth beyond it is the discrepancy.
  const difference = worth(order, refund) - net;
  if (captured > 0 && difference !== 0)
    refund.adjustments.push({ id: shop.nextId('adjustment'), kind: 'refund_discrepancy', amount: difference, tax: 0 });
  const messages: Message[] = [];
  const reserved = reservedOf(order);
  if (reserved > 0) messages.push(announced(shop, order, addTransaction(shop, order, 'void', reserved, at)));
  for (const made of giveBack(shop, order, net, at)) {
    refund.transactionIds.push(made.id);
    messages.push(announced(shop, order, made));
  }
  order.refunds.push(refund);
  Object.assign(order, { cancelledAt: at, cancelReason: reason, closedAt: at });
  messages.push(['refunds/create', refundBody(shop, order, refund)]);
  return keep(shop, order, at, ['orders/cancelled', 'orders/updated'], messages);
}

export function markAsTest(shop: Shop, order: Order, test: boolean, at = shop.now()): Order {
  order.test = test;
  return keep(shop, order, at, ['orders/updated']);
}

/** A deleted order is gone from GraphQL too; its webhook carries nothing but the id. */
export function deleteOrder(shop: Shop, order: Order, at = shop.now()): void {
  shop.db.transaction(() => {
    deleteOrderRow(shop, order);
    shop.queue.add(at, [['orders/delete', { id: order.id }]]);
  });
}
