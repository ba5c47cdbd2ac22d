import type { LineFacts, OrderFacts } from '../orders/order-facts.ts';
import { instantOf, minorOf, minorOfText, type ShopMoney } from '../orders/amount.ts';
import { markAmong } from '../../../loyalty/referrals/mark.ts';
import { sumOf } from '../orders/sum-of.ts';
import type { LineBody, OrderBody } from './order-body.ts';
import { refundFactsOfBody } from './refund-facts-of-body.ts';

/** Amounts of a body: the shop's side of the set where there is one, else the plain amount, which is in the shop's currency too. */
export type Read = (field: string, plain: string, set: ShopMoney | null | undefined) => number;

export const readerFor =
  (currency: string): Read =>
  (field, plain, set) =>
    set === null || set === undefined ? minorOfText(field, plain, currency) : minorOf(field, set, currency);

export function orderFactsOfBody(body: OrderBody): OrderFacts {
  const read = readerFor(body.currency);
  return {
    id: body.id,
    name: body.name,
    currency: body.currency,
    createdAt: instantOf('created_at', body.created_at),
    processedAt: body.processed_at === null ? null : instantOf('processed_at', body.processed_at),
    updatedAt: instantOf('updated_at', body.updated_at),
    cancelled: body.cancelled_at !== null,
    test: body.test,
    financialStatus: body.financial_status,
    wholeFulfilled: body.fulfillment_status === 'fulfilled',
    fulfillments: fulfillmentsOf(body),
    taxesIncluded: body.taxes_included,
    lines: body.line_items.map((line, index) => lineFactsOf(line, read, `line_items.${index}`)),
    shippingLines: shippingOf(body, read),
    tips: read('total_tip_received', body.total_tip_received ?? '0', null),
    duties: read('original_total_duties_set', '0', body.original_total_duties_set),
    fees: read('original_total_additional_fees_set', '0', body.original_total_additional_fees_set),
    // Known only to GraphQL: an order paid with either is incomplete here (orders.ts), and asked for.
    paidByGiftCard: 0,
    paidByStoreCredit: 0,
    total: read('total_price', body.total_price, null),
    refunds: body.refunds.map((refund, index) => refundFactsOfBody(refund, body, read, `refunds.${index}`)),
    codes: body.discount_codes.map(({ code }) => code),
    channel: body.source_name,
    country: body.shipping_address?.country_code ?? body.billing_address?.country_code ?? null,
    referral: markAmong(body.note_attributes),
  };
}

function fulfillmentsOf(body: OrderBody): OrderFacts['fulfillments'] {
  return body.fulfillments.map((one, index) => ({
    succeeded: one.status === 'success',
    delivered: one.shipment_status === 'delivered',
    createdAt: instantOf(`fulfillments.${index}.created_at`, one.created_at),
    updatedAt: instantOf(`fulfillments.${index}.updated_at`, one.updated_at),
  }));
}

function lineFactsOf(line: LineBody, read: Read, field: string): LineFacts {
  return {
    id: line.id,
    productId: line.product_id ?? null,
    variantId: line.variant_id ?? null,
    title: line.title ?? line.name ?? '',
    quantity: line.quantity,
    currentQuantity: line.current_quantity,
    unitPrice: read(`${field}.price`, line.price, line.price_set),
    discount: sumOf(line.discount_allocations, (one) => read(`${field}.discount_allocations`, one.amount, one.amount_set)),
    tax: sumOf(line.tax_lines, (one) => read(`${field}.tax_lines`, one.price, one.price_set)),
    giftCard: line.gift_card === true,
    tip: line.tip_payment_gateway !== null || line.tip_payment_method !== null,
  };
}

/** A shipping line that an edit removed was not charged. Discounts on shipping belong to its line, so its own price after them is all of it. */
function shippingOf(body: OrderBody, read: Read): OrderFacts['shippingLines'] {
  return body.shipping_lines
    .filter((line) => line.is_removed !== true)
    .map((line) => ({
      price: read('shipping_lines.discounted_price', line.discounted_price, line.discounted_price_set),
      tax: sumOf(line.tax_lines, (one) => read('shipping_lines.tax_lines', one.price, one.price_set)),
    }));
}
