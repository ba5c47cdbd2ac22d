import { gid } from '../shop/ids.ts';
import { moneySet, toText } from '../shop/money.ts';
import { currentQuantity, lineMoney } from '../shop/order-money.ts';
import type { Line, Order } from '../shop/order.ts';

export function taxLine(order: Order, amount: number) {
  return {
    channel_liable: false,
    price: toText(amount, order.currency),
    price_set: moneySet(amount, order.currency),
    rate: order.taxRateBp / 10_000,
    title: 'VAT',
  };
}

function statusOf(order: Order, line: Line): 'fulfilled' | 'partial' | null {
  if (line.fulfilled === 0) return null;
  return line.fulfilled >= currentQuantity(order, line) ? 'fulfilled' : 'partial';
}

export function lineBody(order: Order, line: Line) {
  const { currency } = order;
  const money = lineMoney(order, line);
  const current = currentQuantity(order, line);
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: current,
    fulfillable_quantity: Math.max(0, current - line.fulfilled),
    fulfillment_service: line.giftCard ? 'gift_card' : 'manual',
    fulfillment_status: statusOf(order, line),
    gift_card: line.giftCard,
    grams: line.grams,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: toText(line.price, currency),
    price_set: moneySet(line.price, currency),
    product_exists: true,
    product_id: line.productId,
    properties: [],
    quantity: line.quantity,
    requires_shipping: !line.giftCard,
    sku: line.sku,
    taxable: !line.giftCard,
    title: line.title,
    // As in Shopify: order-level code discounts are only in the allocations, total_discount stays zero (also in the recorded bodies).
    total_discount: toText(0, currency),
    total_discount_set: moneySet(0, currency),
    variant_id: line.variantId,
    variant_inventory_management: line.giftCard ? null : 'shopify',
    variant_title: line.variantTitle,
    vendor: 'Tea & Clay',
    tax_lines: line.giftCard || order.taxRateBp === 0 ? [] : [taxLine(order, money.tax)],
    duties: [],
    discount_allocations: line.parts.map(({ index, amount }) => ({
      amount: toText(amount, currency),
      amount_set: moneySet(amount, currency),
      discount_application_index: index,
    })),
  };
}
