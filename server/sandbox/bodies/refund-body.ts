import { gid } from '../shop/ids.ts';
import { moneySet, toText } from '../shop/money.ts';
import type { Adjustment, Order, Refund, RefundLine } from '../shop/order.ts';
import type { Shop } from '../shop/shop.ts';
import { lineBody } from './line-body.ts';
import { shippingLineBody } from './shipping-body.ts';
import { transactionBody } from './transaction-body.ts';

function refundLineBody(order: Order, refunded: RefundLine) {
  const { currency } = order;
  const line = order.lines.find((one) => one.id === refunded.lineId);
  return {
    id: refunded.id,
    location_id: refunded.restockType === 'no_restock' ? null : 655_441_491,
    line_item_id: refunded.lineId,
    quantity: refunded.quantity,
    restock_type: refunded.restockType,
    // Numbers here and text everywhere else: so it is in Shopify's own bodies.
    subtotal: Number(toText(refunded.subtotal, currency)),
    subtotal_set: moneySet(refunded.subtotal, currency),
    total_tax: Number(toText(refunded.tax, currency)),
    total_tax_set: moneySet(refunded.tax, currency),
    ...(line ? { line_item: lineBody(order, line) } : {}),
  };
}

function adjustmentBody(order: Order, refund: Refund, { id, kind, amount, tax }: Adjustment) {
  const { currency } = order;
  return {
    id,
    order_id: order.id,
    refund_id: refund.id,
    amount: toText(amount, currency),
    tax_amount: toText(tax, currency),
    kind,
    reason: kind === 'shipping_refund' ? 'Shipping refund' : 'Refund discrepancy',
    amount_set: moneySet(amount, currency),
    tax_amount_set: moneySet(tax, currency),
  };
}

export function refundBody(shop: Shop, order: Order, refund: Refund) {
  const shipping = refund.adjustments.find((one) => one.kind === 'shipping_refund');
  const transactions = order.transactions.filter((one) => refund.transactionIds.includes(one.id));
  return {
    id: refund.id,
    admin_graphql_api_id: gid('Refund', refund.id),
    created_at: shop.iso(refund.at),
    note: refund.note,
    order_id: order.id,
    processed_at: shop.iso(refund.at),
    restock: refund.lines.some((line) => line.restockType !== 'no_restock'),
    return: null,
    total_additional_fees_set: moneySet(0, order.currency),
    total_duties_set: moneySet(0, order.currency),
    user_id: 1,
    order_adjustments: refund.adjustments.map((one) => adjustmentBody(order, refund, one)),
    transactions: transactions.map((one) => transactionBody(shop, order, one)),
    refund_line_items: refund.lines.map((line) => refundLineBody(order, line)),
    refund_shipping_lines: shipping
      ? [
          {
            id: shipping.id,
            shipping_line_id: order.shippingLineId,
            subtotal_amount_set: moneySet(-shipping.amount, order.currency),
            shipping_line: shippingLineBody(order),
          },
        ]
      : [],
    duties: [],
    additional_fees: [],
  };
}
