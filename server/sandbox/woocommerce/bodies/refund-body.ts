// A refund as `GET /orders/ID/refunds` answers it; only there are its lines (rest/06, rest/08).
import { decimal } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import type { Order, Refund } from '../shop/types.ts';
import { leftOf } from '../shop/refund.ts';
import { dates } from './dates.ts';
import { refundedItem } from './line-bodies.ts';
import { links } from './links.ts';

function shippingLine(refund: Refund) {
  if (refund.shipping === 0) return [];
  const total = { total: decimal(-refund.shipping), total_tax: '0.00', taxes: [] };
  return [{ id: refund.id + 1_000_000, method_title: 'Flat rate', method_id: 'flat_rate', instance_id: '1', ...total, meta_data: [] }];
}

export function refundBody(shop: Shop, order: Order, refund: Refund) {
  const type = leftOf(order) === 0 && order.refunds.length === 1 ? 'full' : 'partial';
  const up = { up: [{ href: `${shop.home}/wp-json/wc/v3/orders/${order.id}` }] };
  return {
    id: refund.id,
    ...dates(shop, 'date_created', refund.at),
    amount: decimal(refund.amount),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [{ id: refund.id + 5, key: '_refund_type', value: type }],
    line_items: refund.lines.map(refundedItem),
    shipping_lines: shippingLine(refund),
    tax_lines: [],
    fee_lines: [],
    _links: links(shop, `orders/${order.id}/refunds`, refund.id, up, ['GET', 'DELETE']),
  };
}

/** `GET /refunds` lists those of all orders, and says of which (rest/07). */
export function refundAmongAll(shop: Shop, order: Order, refund: Refund) {
  const { id, ...rest } = refundBody(shop, order, refund);
  return { id, parent_id: order.id, ...rest };
}
