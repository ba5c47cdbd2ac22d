import { moneySet, toText } from '../shop/money.ts';
import { totalsOf } from '../shop/order-money.ts';
import type { Order } from '../shop/order.ts';
import { taxLine } from './line-body.ts';

export function shippingLineBody(order: Order) {
  const { currency } = order;
  const { shippingNet, shippingTax } = totalsOf(order);
  const allocation = {
    amount: toText(order.shippingDiscount, currency),
    amount_set: moneySet(order.shippingDiscount, currency),
    discount_application_index: order.discounts.findIndex(({ target }) => target === 'shipping_line'),
  };
  return {
    id: order.shippingLineId,
    carrier_identifier: null,
    code: 'Standard',
    discounted_price: toText(shippingNet, currency),
    discounted_price_set: moneySet(shippingNet, currency),
    is_removed: false,
    phone: null,
    price: toText(order.shipping, currency),
    price_set: moneySet(order.shipping, currency),
    requested_fulfillment_service_id: null,
    source: 'shopify',
    title: 'Standard',
    tax_lines: order.taxRateBp === 0 ? [] : [taxLine(order, shippingTax)],
    discount_allocations: order.shippingDiscount > 0 ? [allocation] : [],
  };
}
