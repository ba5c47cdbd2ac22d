/** Every sum of an order, computed from its facts. Pure. What is "current" is what is left after edits, refunds and cancelling. */
import { taxOf } from './money.ts';
import type { Line, Order } from './order.ts';

/** The discount that belongs to the first `units` units of a line; differences of it always sum up to the whole. */
function discountOfFirst(line: Line, units: number): number {
  const counted = Math.min(units, line.discountedQuantity);
  return line.discountedQuantity === 0 ? 0 : Math.floor((line.discount * counted) / line.discountedQuantity);
}

const netOfFirst = (line: Line, units: number): number => line.price * units - discountOfFirst(line, units);

/** Gift cards are money, not goods: no tax (and no shipping). */
function taxOfFirst(order: Order, line: Line, units: number): number {
  return line.giftCard ? 0 : taxOf(netOfFirst(line, units), order.taxRateBp, order.taxesIncluded);
}

export function removedQuantity(order: Order, lineId: number): number {
  return order.refunds.flatMap((refund) => refund.lines).reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
}

export const currentQuantity = (order: Order, line: Line): number => line.quantity - removedQuantity(order, line.id);

/** What the next `units` removed units of a line are worth. Removal is counted from the first unit on. */
export function worthOfRemoving(order: Order, line: Line, units: number): { subtotal: number; tax: number; discount: number } {
  const before = removedQuantity(order, line.id);
  return {
    subtotal: netOfFirst(line, before + units) - netOfFirst(line, before),
    tax: taxOfFirst(order, line, before + units) - taxOfFirst(order, line, before),
    discount: discountOfFirst(line, before + units) - discountOfFirst(line, before),
  };
}

export function lineMoney(
  order: Order,
  line: Line,
): { gross: number; discount: number; net: number; tax: number; currentDiscount: number } {
  const net = netOfFirst(line, line.quantity);
  const currentDiscount = line.discount - discountOfFirst(line, removedQuantity(order, line.id));
  return { gross: line.price * line.quantity, discount: line.discount, net, tax: taxOfFirst(order, line, line.quantity), currentDiscount };
}

export interface Totals {
  lineItems: number;
  discounts: number;
  subtotal: number;
  shipping: number;
  shippingNet: number;
  shippingTax: number;
  tax: number;
  total: number;
  currentDiscounts: number;
  currentSubtotal: number;
  currentShipping: number;
  currentTax: number;
  currentTotal: number;
  refundedShipping: number;
  captured: number;
  refundedMoney: number;
  net: number;
  outstanding: number;
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number => items.reduce((total, item) => total + of(item), 0);

function paid(order: Order): { captured: number; refundedMoney: number } {
  const done = order.transactions.filter((one) => one.status === 'success');
  return {
    captured: sum(
      done.filter((one) => one.kind === 'sale' || one.kind === 'capture'),
      (one) => one.amount,
    ),
    refundedMoney: sum(
      done.filter((one) => one.kind === 'refund'),
      (one) => one.amount,
    ),
  };
}

export function totalsOf(order: Order): Totals {
  const lines = order.lines.map((line) => lineMoney(order, line));
  const shippingNet = order.shipping - order.shippingDiscount;
  const shippingTax = taxOf(shippingNet, order.taxRateBp, order.taxesIncluded);
  const subtotal = sum(lines, (line) => line.net);
  const tax = sum(lines, (line) => line.tax) + shippingTax;
  const addedTax = (amount: number) => (order.taxesIncluded ? 0 : amount);
  const removed = order.refunds.flatMap((refund) => refund.lines);
  const adjustments = order.refunds.flatMap((refund) => refund.adjustments);
  const refundedShipping = -sum(
    adjustments.filter((one) => one.kind === 'shipping_refund'),
    (one) => one.amount,
  );
  // An amount given back without goods has no line to come off from: it lowers the current total only.
  const discrepancy = sum(
    adjustments.filter((one) => one.kind === 'refund_discrepancy'),
    (one) => one.amount,
  );
  const currentTax = tax - sum(removed, (line) => line.tax) + sum(adjustments, (one) => one.tax);
  const currentSubtotal = subtotal - sum(removed, (line) => line.subtotal);
  const currentShipping = shippingNet - refundedShipping;
  const { captured, refundedMoney } = paid(order);
  const currentTotal = currentSubtotal + currentShipping + addedTax(currentTax) + discrepancy;
  return {
    lineItems: sum(lines, (line) => line.gross),
    discounts: sum(lines, (line) => line.discount) + order.shippingDiscount,
    subtotal,
    shipping: order.shipping,
    shippingNet,
    shippingTax,
    tax,
    total: subtotal + shippingNet + addedTax(tax),
    currentDiscounts: sum(lines, (line) => line.currentDiscount) + order.shippingDiscount,
    currentSubtotal,
    currentShipping,
    currentTax,
    currentTotal,
    refundedShipping,
    captured,
    refundedMoney,
    net: captured - refundedMoney,
    outstanding: order.cancelledAt === null ? Math.max(0, currentTotal - (captured - refundedMoney)) : 0,
  };
}

export type FinancialStatus = 'pending' | 'authorized' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded' | 'voided';

export function financialStatus(order: Order): FinancialStatus {
  const { captured, refundedMoney, outstanding } = totalsOf(order);
  const has = (kind: string) => order.transactions.some((one) => one.kind === kind && one.status === 'success');
  if (refundedMoney > 0) return refundedMoney >= captured ? 'refunded' : 'partially_refunded';
  if (captured > 0) return outstanding > 0 ? 'partially_paid' : 'paid';
  if (order.cancelledAt !== null || has('void')) return 'voided';
  if (has('authorization')) return 'authorized';
  return totalsOf(order).total === 0 ? 'paid' : 'pending';
}

export function fulfillmentStatus(order: Order): 'fulfilled' | 'partial' | null {
  const open = order.lines.some((line) => currentQuantity(order, line) > line.fulfilled);
  if (order.lines.every((line) => line.fulfilled === 0)) return null;
  return open ? 'partial' : 'fulfilled';
}
