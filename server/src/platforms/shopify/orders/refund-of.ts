import type { Refund } from '../../../loyalty/orders/order-state.ts';
import type { OrderFacts, RefundFacts } from './order-facts.ts';
import { sumOf } from './sum-of.ts';

export function refundOf(refund: RefundFacts, order: OrderFacts): Refund {
  const lineTax = sumOf(refund.lines, (line) => line.tax);
  const discrepancy = sumOf(refund.discrepancies, (one) => one.amount + one.tax);
  // Subtotals of lines already contain the tax where the shop's prices do.
  const byLines = sumOf(refund.lines, (line) => line.subtotal) + (order.taxesIncluded ? 0 : lineTax);
  const stated = byLines + refund.shipping + refund.shippingTax + refund.duties + refund.fees;
  const amount = amountOf(refund, Math.max(0, stated - discrepancy));
  return {
    refundId: refund.id,
    at: refund.at,
    amount,
    goodsWithoutLines: goodsWithoutLines(refund, amount, stated, discrepancy),
    shipping: refund.shipping,
    tax: lineTax + refund.shippingTax + sumOf(refund.discrepancies, (one) => Math.abs(one.tax)),
    lines: refund.lines.map((line) => ({
      lineId: line.lineId,
      quantity: line.quantity,
      net: line.subtotal,
    })),
  };
}

/**
 * What really went back to the customer. A refund without transactions moved no money we can see (goods taken off an unpaid order, money
 * outside of Shopify): then what Shopify computed for it. A customer who paid in another currency: the same, because it is exact.
 */
function amountOf(refund: RefundFacts, computed: number): number {
  if (refund.transactions.length === 0) return computed;
  const given = refund.transactions.filter((one) => one.refund && one.succeeded);
  if (given.length > 0 && computed > 0 && given.some((one) => one.converted)) return computed;
  return sumOf(given, (one) => one.amount);
}

/**
 * Shopify writes the difference between what it computed and what was given as discrepancies; where it wrote none (old orders), the difference
 * is taken. Less given than computed (a restocking fee) gives no goods back: the lines already left.
 */
function goodsWithoutLines(refund: RefundFacts, amount: number, stated: number, discrepancy: number): number {
  const beyond = refund.discrepancies.length > 0 ? -discrepancy : amount - stated;
  return Math.max(0, Math.min(amount, beyond));
}
