import { instantOf, minorOfText } from '../orders/amount.ts';
import type { RefundFacts, TransactionFacts } from '../orders/order-facts.ts';
import { sumOf } from '../orders/sum-of.ts';
import type { OrderBody, RefundBody } from './order-body.ts';
import type { Read } from './order-facts-of-body.ts';

export function refundFactsOfBody(refund: RefundBody, order: OrderBody, read: Read, field: string): RefundFacts {
  const at = refund.processed_at ?? refund.created_at;
  const adjustments = refund.order_adjustments.map((one) => ({
    shipping: one.kind === 'shipping_refund',
    amount: read(`${field}.order_adjustments`, one.amount, one.amount_set),
    tax: read(`${field}.order_adjustments`, one.tax_amount, one.tax_amount_set),
  }));
  const shipping = adjustments.filter((one) => one.shipping);
  return {
    id: refund.id,
    at: at === null ? null : instantOf(`${field}.processed_at`, at),
    lines: refund.refund_line_items.map((line) => ({
      lineId: line.line_item_id,
      quantity: line.quantity,
      subtotal: read(`${field}.refund_line_items`, line.subtotal, line.subtotal_set),
      tax: read(`${field}.refund_line_items`, line.total_tax, line.total_tax_set),
    })),
    // Given twice where it is given at all; the adjustment has the tax as well, so it goes first.
    shipping:
      shipping.length > 0
        ? -sumOf(shipping, (one) => one.amount)
        : sumOf(refund.refund_shipping_lines, (line) => read(`${field}.refund_shipping_lines`, '0', line.subtotal_amount_set)),
    shippingTax: -sumOf(shipping, (one) => one.tax),
    duties: read(`${field}.total_duties_set`, '0', refund.total_duties_set),
    fees: read(`${field}.total_additional_fees_set`, '0', refund.total_additional_fees_set),
    discrepancies: adjustments.filter((one) => !one.shipping).map(({ amount, tax }) => ({ amount, tax })),
    transactions: refund.transactions.map((one) => transactionOf(one, order, `${field}.transactions`)),
  };
}

/** A transaction is in the currency the customer paid in; the order's totals, which are in both, say what that was in the shop's. */
function transactionOf(one: RefundBody['transactions'][number], order: OrderBody, field: string): TransactionFacts {
  const kind = { succeeded: one.status === 'success', refund: one.kind === 'refund' };
  if (one.currency === null || one.currency === order.currency) {
    return { ...kind, amount: minorOfText(field, one.amount, order.currency), converted: false };
  }
  const paid = minorOfText(field, one.amount, one.currency);
  const total = order.total_price_set;
  const ofShop = minorOfText('total_price_set', total?.shop_money.amount ?? '0', order.currency);
  const ofCustomer = minorOfText('total_price_set', total?.presentment_money?.amount ?? '0', one.currency);
  return { ...kind, amount: converted(paid, ofShop, ofCustomer), converted: true };
}

/** Rounded to the nearest, halves up. An order of nothing has no rate, and nothing to give back. */
function converted(amount: number, ofShop: number, ofCustomer: number): number {
  if (ofCustomer === 0) return 0;
  const [value, numerator, denominator] = [BigInt(amount), BigInt(ofShop), BigInt(ofCustomer)];
  return Number((2n * value * numerator + denominator) / (2n * denominator));
}
