// An order as `GET /orders/ID` answers it, and as a webhook carries it (rest/03-get-order-guest, webhooks/24).
import { decimal, sumOf } from '../shop/money.ts';
import { leftOf, totalOf } from '../shop/refund.ts';
import type { Shop } from '../shop/shop.ts';
import type { Order, PaymentMethod, Person } from '../shop/types.ts';
import { dates } from './dates.ts';
import { couponLine, feeLine, lineItem, shippingLines } from './line-bodies.ts';
import { links } from './links.ts';

const TITLES: Readonly<Record<PaymentMethod, string>> = { cod: 'Cash on delivery', bacs: 'Bank transfer', card: 'Card' };
const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', USD: '$' };

export function address(person: Person) {
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    company: '',
    address_1: person.street,
    address_2: '',
    city: person.city,
    state: '',
    postcode: person.postcode,
    country: person.country,
  };
}

function money(order: Order) {
  const discount = sumOf(order.lines, ({ subtotal, total }) => subtotal - total);
  return {
    discount_total: decimal(discount),
    discount_tax: '0.00',
    shipping_total: decimal(order.shipping),
    shipping_tax: '0.00',
    cart_tax: '0.00',
    total: decimal(totalOf(order)),
    total_tax: '0.00',
  };
}

function people(order: Order) {
  const { billing, customerId, id } = order;
  return {
    customer_id: customerId,
    order_key: `wc_order_sandbox${id}`,
    billing: { ...address(billing), email: billing.email, phone: billing.phone },
    shipping: { ...address(billing), phone: '' },
    payment_method: order.method,
    payment_method_title: TITLES[order.method],
    transaction_id: '',
    customer_ip_address: '127.0.0.1',
    customer_user_agent: 'node',
    created_via: order.createdVia,
    customer_note: '',
  };
}

function parts(order: Order) {
  return {
    meta_data: order.meta,
    line_items: order.lines.map(lineItem),
    tax_lines: [],
    shipping_lines: shippingLines(order),
    fee_lines: order.fees.map(feeLine),
    coupon_lines: order.coupons.map(couponLine),
    refunds: order.refunds.map(({ id, reason, amount }) => ({ id, reason, total: decimal(-amount) })),
  };
}

function orderLinks(shop: Shop, { id, customerId }: Order) {
  const templates = { embeddable: true, href: `${shop.home}/wp-json/wc/v3/orders/${id}/actions/email_templates` };
  const customer = customerId === 0 ? {} : { customer: [{ href: `${shop.home}/wp-json/wc/v3/customers/${customerId}` }] };
  return links(shop, 'orders', id, { email_templates: [templates], ...customer });
}

export function orderBody(shop: Shop, order: Order) {
  const created = dates(shop, 'date_created', order.createdAt);
  const modified = dates(shop, 'date_modified', order.modifiedAt);
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: shop.currency,
    version: '10.5.0',
    prices_include_tax: false,
    ...created,
    ...modified,
    ...money(order),
    ...people(order),
    ...dates(shop, 'date_completed', order.completedAt),
    ...dates(shop, 'date_paid', order.paidAt),
    cart_hash: order.id.toString(16).padStart(32, '0'),
    number: String(order.id),
    ...parts(order),
    payment_url: `${shop.home}/checkout/order-pay/${order.id}/?pay_for_order=true&key=wc_order_sandbox${order.id}`,
    is_editable: ['pending', 'on-hold', 'checkout-draft'].includes(order.status),
    needs_payment: ['pending', 'failed'].includes(order.status) && leftOf(order) > 0,
    needs_processing: true,
    currency_symbol: SYMBOLS[shop.currency] ?? shop.currency,
    _links: orderLinks(shop, order),
  };
}
