// An order as GraphQL tells it, in the same words as a webhook body (orders/order-facts.ts), so that both give the same state.
import { markAmong } from '../../../loyalty/referrals/mark.ts';
import type { CustomerIdentity } from '../../../loyalty/store-event.ts';
import { Unreadable } from '../../platform.ts';
import { idOfGid } from '../gid.ts';
import { instantOf, minorOf, minorOfText, type ShopMoney } from '../orders/amount.ts';
import type { LineFacts, OrderFacts, RefundFacts } from '../orders/order-facts.ts';
import { sumOf } from '../orders/sum-of.ts';
import type { OrderAnswer, RefundAnswer } from './answers.ts';

type Read = (field: string, money: ShopMoney | null | undefined) => number;

/** The order with every page of its lines, and its refunds with every page of theirs. */
export function factsOfAnswer(order: OrderAnswer, refunds: readonly RefundAnswer[]): OrderFacts {
  const read: Read = (field, money) => (money === null || money === undefined ? 0 : minorOf(field, money, order.currencyCode));
  const tips = read('totalTipReceivedSet', order.totalTipReceivedSet);
  const paidBy = (gateway: string) => sumOf(order.transactions.filter(isPaidBy(gateway)), (one) => read('transactions', one.amountSet));
  return {
    id: idOf('Order', order.id),
    name: order.name,
    currency: order.currencyCode,
    createdAt: instantOf('createdAt', order.createdAt),
    processedAt: order.processedAt === null ? null : instantOf('processedAt', order.processedAt),
    updatedAt: instantOf('updatedAt', order.updatedAt),
    cancelled: order.cancelledAt !== null,
    test: order.test,
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
    wholeFulfilled: order.displayFulfillmentStatus === 'FULFILLED',
    fulfillments: fulfillmentsOf(order),
    taxesIncluded: order.taxesIncluded,
    lines: order.lineItems.nodes.map((line) => lineFactsOf(line, read, tips)),
    shippingLines: order.shippingLines.nodes.map((line) => ({
      price: read('shippingLines', line.discountedPriceSet),
      tax: sumOf(line.taxLines, (one) => read('shippingLines.taxLines', one.priceSet)),
    })),
    tips,
    duties: read('originalTotalDutiesSet', order.originalTotalDutiesSet),
    fees: read('originalTotalAdditionalFeesSet', order.originalTotalAdditionalFeesSet),
    paidByGiftCard: paidBy('gift_card'),
    paidByStoreCredit: paidBy('shopify_store_credit'),
    total: read('totalPriceSet', order.totalPriceSet),
    refunds: refunds.map((refund) => refundFactsOf(refund, read, order.currencyCode)),
    codes: order.discountCodes,
    channel: order.sourceName,
    country: order.shippingAddress?.countryCodeV2 ?? order.billingAddress?.countryCodeV2 ?? null,
    referral: markAmong(order.customAttributes.map(({ key, value }) => ({ name: key, value }))),
  };
}

const isPaidBy = (gateway: string) => (one: OrderAnswer['transactions'][number]) =>
  one.gateway === gateway && one.status === 'SUCCESS' && (one.kind === 'SALE' || one.kind === 'CAPTURE');

function idOf(kind: string, gid: string): string {
  const id = idOfGid(kind, gid);
  if (id === null) throw new Unreadable('id', `not the id of a ${kind}`);
  return id;
}

function fulfillmentsOf(order: OrderAnswer): OrderFacts['fulfillments'] {
  return order.fulfillments.map((one) => ({
    succeeded: one.status === 'SUCCESS',
    delivered: one.displayStatus === 'DELIVERED',
    createdAt: instantOf('fulfillments.createdAt', one.createdAt),
    updatedAt: instantOf('fulfillments.updatedAt', one.updatedAt),
  }));
}

function lineFactsOf(line: OrderAnswer['lineItems']['nodes'][number], read: Read, tips: number): LineFacts {
  const unitPrice = read('lineItems.originalUnitPriceSet', line.originalUnitPriceSet);
  return {
    id: idOf('LineItem', line.id),
    productId: line.product === null ? null : idOf('Product', line.product.id),
    variantId: line.variant === null ? null : idOf('ProductVariant', line.variant.id),
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPrice,
    discount: sumOf(line.discountAllocations, (one) => read('lineItems.discountAllocations', one.allocatedAmountSet)),
    tax: sumOf(line.taxLines, (one) => read('lineItems.taxLines', one.priceSet)),
    giftCard: line.isGiftCard,
    // GraphQL does not mark the line that is a tip: it has no product, is not shipped, and is worth exactly the tip.
    tip: tips > 0 && line.product === null && !line.requiresShipping && unitPrice * line.quantity === tips,
  };
}

function refundFactsOf(refund: RefundAnswer, read: Read, currency: string): RefundFacts {
  const at = refund.processedAt ?? refund.createdAt;
  const shipping = refund.refundShippingLines.nodes;
  return {
    id: idOf('Refund', refund.id),
    at: at === null ? null : instantOf('refunds.processedAt', at),
    lines: refund.refundLineItems.nodes.map((line) => ({
      lineId: idOf('LineItem', line.lineItem.id),
      quantity: line.quantity,
      subtotal: read('refundLineItems.subtotalSet', line.subtotalSet),
      tax: read('refundLineItems.totalTaxSet', line.totalTaxSet),
    })),
    shipping: sumOf(shipping, (line) => read('refundShippingLines', line.subtotalAmountSet)),
    shippingTax: sumOf(shipping, (line) => read('refundShippingLines', line.taxAmountSet)),
    // GraphQL names duties and fees of a refund only as part of its discrepancies.
    duties: 0,
    fees: 0,
    // A difference always has a reason; what has none beside refunded shipping is that shipping, stated again.
    discrepancies: refund.orderAdjustments.nodes
      .filter((one) => one.reason !== null || shipping.length === 0)
      .map((one) => ({ amount: read('orderAdjustments', one.amountSet), tax: read('orderAdjustments', one.taxAmountSet) })),
    transactions: refund.transactions.nodes.map(({ kind, status, amountSet }) => ({
      succeeded: status === 'SUCCESS',
      refund: kind === 'REFUND',
      amount: minorOfText('refunds.transactions', amountSet.shopMoney.amount, currency),
      converted: amountSet.presentmentMoney.currencyCode !== currency,
    })),
  };
}

/** As normalise/customer-identity.ts: the customer where there is one, else what was typed at checkout. */
export function identityOfAnswer(order: OrderAnswer): CustomerIdentity {
  const { customer } = order;
  if (customer !== null) {
    return {
      externalId: idOf('Customer', customer.id),
      email: customer.defaultEmailAddress?.emailAddress ?? null,
      phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
      firstName: customer.firstName,
      lastName: customer.lastName,
      hasAccount: customer.state === 'ENABLED',
      // Neither orders nor lists are asked for it: the customer's own news says so.
      emailVerified: false,
      locale: order.customerLocale,
    };
  }
  return {
    externalId: null,
    email: order.email,
    phone: order.phone,
    firstName: order.billingAddress?.firstName ?? null,
    lastName: order.billingAddress?.lastName ?? null,
    hasAccount: false,
    emailVerified: false,
    locale: order.customerLocale,
  };
}
