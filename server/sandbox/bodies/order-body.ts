/** The whole order as orders/* webhooks carry it: the field set of the REST resource 2026-07, compared with recorded bodies in the tests. */
import type { Customer } from '../shop/customer.ts';
import { gid } from '../shop/ids.ts';
import { moneySet, toText } from '../shop/money.ts';
import { financialStatus, fulfillmentStatus, totalsOf } from '../shop/order-money.ts';
import type { Totals } from '../shop/order-money.ts';
import type { AppliedDiscount, Order } from '../shop/order.ts';
import { statusLink } from '../shop/order-access.ts';
import { gatewaysOf } from '../shop/payments.ts';
import type { Shop } from '../shop/shop.ts';
import { addressBody } from './address-body.ts';
import { orderCustomerBody } from './customer-body.ts';
import { lineBody, taxLine } from './line-body.ts';
import { refundBody } from './refund-body.ts';
import { shippingLineBody } from './shipping-body.ts';

function sums(order: Order, totals: Totals) {
  const text = (minor: number) => toText(minor, order.currency);
  const set = (minor: number) => moneySet(minor, order.currency);
  return {
    current_subtotal_price: text(totals.currentSubtotal),
    current_subtotal_price_set: set(totals.currentSubtotal),
    current_shipping_price_set: set(totals.currentShipping),
    current_total_additional_fees_set: null,
    current_total_discounts: text(totals.currentDiscounts),
    current_total_discounts_set: set(totals.currentDiscounts),
    current_total_duties_set: null,
    current_total_price: text(totals.currentTotal),
    current_total_price_set: set(totals.currentTotal),
    current_total_tax: text(totals.currentTax),
    current_total_tax_set: set(totals.currentTax),
    subtotal_price: text(totals.subtotal),
    subtotal_price_set: set(totals.subtotal),
    total_cash_rounding_payment_adjustment_set: set(0),
    total_cash_rounding_refund_adjustment_set: set(0),
    total_discounts: text(totals.discounts),
    total_discounts_set: set(totals.discounts),
    total_line_items_price: text(totals.lineItems),
    total_line_items_price_set: set(totals.lineItems),
    total_outstanding: text(totals.outstanding),
    total_price: text(totals.total),
    total_price_set: set(totals.total),
    total_shipping_price_set: set(totals.shipping),
    total_tax: text(totals.tax),
    total_tax_set: set(totals.tax),
    total_tip_received: text(0),
  };
}

function discounts(order: Order) {
  const { currency } = order;
  const taken = (index: number, target: AppliedDiscount['target']): number => {
    if (target === 'shipping_line') return order.shippingDiscount;
    return order.lines.flatMap(({ parts }) => parts).reduce((sum, part) => sum + (part.index === index ? part.amount : 0), 0);
  };
  return {
    discount_codes: order.discounts.flatMap(({ code, target, valueType }, index) => {
      const type = target === 'shipping_line' ? 'shipping' : valueType;
      return code === '' ? [] : [{ code, amount: toText(taken(index, target), currency), type }];
    }),
    discount_applications: order.discounts.map(({ code, title, target, valueType, value, allocation, selection }) => ({
      target_type: target,
      type: code === '' ? 'automatic' : 'discount_code',
      value: valueType === 'percentage' ? (value / 100).toFixed(1) : toText(value, currency),
      value_type: valueType,
      allocation_method: allocation,
      target_selection: selection,
      ...(code === '' ? { title } : { code }),
    })),
  };
}

function fulfillmentBody(shop: Shop, order: Order, { id, at, lines }: Order['fulfillments'][number], index: number) {
  return {
    id,
    admin_graphql_api_id: gid('Fulfillment', id),
    created_at: shop.iso(at),
    location_id: 655_441_491,
    name: `#${order.number}.${index + 1}`,
    order_id: order.id,
    origin_address: {},
    receipt: {},
    service: 'manual',
    shipment_status: null,
    status: 'success',
    tracking_company: null,
    tracking_number: null,
    tracking_numbers: [],
    tracking_url: null,
    tracking_urls: [],
    updated_at: shop.iso(at),
    line_items: lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find((one) => one.id === lineId);
      return line ? [{ ...lineBody(order, line), quantity }] : [];
    }),
  };
}

/** Of an order that no browser placed the recorded bodies say null everywhere but in the address. */
const NOBODY = { address: '127.0.0.1', userAgent: null, language: null, landingSite: '/', referringSite: null };

/** What the buyer's browser said of itself, in the fields of order-authorized.json. */
function browserBody(order: Order) {
  const { address, userAgent, language, landingSite, referringSite } = order.client ?? NOBODY;
  const details = { accept_language: language, browser_height: null, browser_ip: address, browser_width: null, session_hash: null, user_agent: userAgent }; // prettier-ignore
  return { browser_ip: address, client_details: details, landing_site: landingSite, landing_site_ref: null, referring_site: referringSite };
}

/** What is the same for every order of this shop; nothing of it is read by an app, but a real body has it. */
function constants(order: Order) {
  return {
    app_id: 580_111,
    cart_token: order.cartToken,
    checkout_id: order.checkoutId,
    checkout_token: order.token,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    device_id: null,
    duties_included: false,
    estimated_taxes: false,
    location_id: null,
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    phone: null,
    po_number: null,
    reference: null,
    source_identifier: null,
    source_name: order.channel ?? 'web',
    source_url: null,
    tax_exempt: false,
    user_id: null,
    payment_terms: null,
  };
}

function named(shop: Shop, order: Order) {
  const open = shop.settings.get().protectedData === 'level2';
  const address = open ? addressBody(order.address) : null;
  return {
    contact_email: open ? order.email : null,
    email: open ? order.email : null,
    order_status_url: open ? `https://${shop.domain}${statusLink(shop, order)}` : null,
    billing_address: address,
    shipping_address: address,
  };
}

export function orderBody(shop: Shop, order: Order, customer: Customer | undefined) {
  const totals = totalsOf(order);
  const when = (at: number | null) => (at === null ? null : shop.iso(at));
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    ...constants(order),
    ...browserBody(order),
    buyer_accepts_marketing: order.acceptsMarketing,
    cancel_reason: order.cancelReason,
    cancelled_at: when(order.cancelledAt),
    closed_at: when(order.closedAt),
    created_at: shop.iso(order.createdAt),
    currency: order.currency,
    // As recorded: who is no customer speaks no language.
    customer_locale: order.customerId === null ? null : order.locale,
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    name: `#${order.number}`,
    note: order.note,
    note_attributes: order.noteAttributes,
    number: order.number - 1000,
    order_number: order.number,
    payment_gateway_names: gatewaysOf(order),
    presentment_currency: order.currency,
    processed_at: shop.iso(order.createdAt),
    tags: order.tags.join(', '),
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    updated_at: shop.iso(order.updatedAt),
    ...sums(order, totals),
    ...discounts(order),
    tax_lines: order.taxRateBp === 0 ? [] : [taxLine(order, totals.tax)],
    ...named(shop, order),
    customer: customer && shop.settings.get().protectedData !== 'none' ? orderCustomerBody(shop, customer) : null,
    fulfillments: order.fulfillments.map((one, index) => fulfillmentBody(shop, order, one, index)),
    line_items: order.lines.map((line) => lineBody(order, line)),
    refunds: order.refunds.map((refund) => refundBody(shop, order, refund)),
    shipping_lines: [shippingLineBody(order)],
  };
}
