/** An order as GraphQL shows it. Objects that are costly or lead elsewhere are functions, so only what is asked for is made. */
import { gid } from '../shop/ids.ts';
import { currentQuantity, financialStatus, fulfillmentStatus, totalsOf } from '../shop/order-money.ts';
import { codesOf } from '../shop/order.ts';
import type { Order, Refund, Transaction } from '../shop/order.ts';
import { statusLink } from '../shop/order-access.ts';
import { customerOf } from '../shop/orders.ts';
import { BANK, gatewaysOf } from '../shop/payments.ts';
import { isoUtc } from '../shop/time.ts';
import { addressNode } from './address-node.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { applicationNodes, lineNode, taxLineNode } from './line-node.ts';
import { metafieldsOf } from './metafields.ts';
import { moneyBag, moneyV2 } from './money.ts';
import type { Nodes } from './nodes.ts';

function transactionNode(nodes: Nodes, order: Order, one: Transaction): object {
  const parent = order.transactions.find((other) => other.id === one.parentId);
  return {
    __typename: 'OrderTransaction',
    id: gid('OrderTransaction', one.id),
    kind: one.kind.toUpperCase(),
    status: one.status.toUpperCase(),
    gateway: one.gateway,
    formattedGateway: one.gateway,
    test: order.test,
    manualPaymentGateway: one.gateway === BANK,
    amountSet: moneyBag(one.amount, order.currency),
    createdAt: isoUtc(one.at),
    processedAt: isoUtc(one.at),
    errorCode: one.status === 'failure' ? 'CARD_DECLINED' : null,
    parentTransaction: () => (parent ? transactionNode(nodes, order, parent) : null),
    order: () => nodes.order(order),
  };
}

function shippingLineNode(order: Order) {
  const { shippingNet, shippingTax } = totalsOf(order);
  return {
    __typename: 'ShippingLine',
    id: gid('ShippingLine', order.shippingLineId),
    title: 'Standard',
    code: 'Standard',
    source: 'shopify',
    isRemoved: false,
    custom: false,
    originalPriceSet: moneyBag(order.shipping, order.currency),
    discountedPriceSet: moneyBag(shippingNet, order.currency),
    currentDiscountedPriceSet: moneyBag(totalsOf(order).currentShipping, order.currency),
    taxLines: [taxLineNode(order, shippingTax)],
    discountAllocations: applicationNodes(order)
      .filter(({ targetType }) => targetType === 'SHIPPING_LINE' && order.shippingDiscount > 0)
      .map((discountApplication) => ({ allocatedAmountSet: moneyBag(order.shippingDiscount, order.currency), discountApplication })),
  };
}

function refundNode(nodes: Nodes, order: Order, refund: Refund): object {
  const { currency } = order;
  const money = order.transactions.filter((one) => refund.transactionIds.includes(one.id));
  const total = money.reduce((sum, one) => sum + one.amount, 0);
  const shipping = refund.adjustments.filter((one) => one.kind === 'shipping_refund');
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: String(refund.id),
    createdAt: isoUtc(refund.at),
    processedAt: isoUtc(refund.at),
    updatedAt: isoUtc(refund.at),
    note: refund.note,
    order: () => nodes.order(order),
    totalRefundedSet: moneyBag(total, currency),
    totalRefunded: moneyV2(total, currency),
    refundLineItems: (args: PageArgs) =>
      connection(
        refund.lines,
        args,
        (line) => String(line.id),
        (line) => ({
          __typename: 'RefundLineItem',
          id: gid('RefundLineItem', line.id),
          quantity: line.quantity,
          restockType: line.restockType.toUpperCase(),
          restocked: line.restockType !== 'no_restock',
          subtotalSet: moneyBag(line.subtotal, currency),
          totalTaxSet: moneyBag(line.tax, currency),
          lineItem: () => order.lines.filter((one) => one.id === line.lineId).map((one) => lineNode(order, one))[0] ?? null,
        }),
      ),
    refundShippingLines: (args: PageArgs) =>
      connection(
        shipping,
        args,
        (one) => String(one.id),
        (one) => ({
          __typename: 'RefundShippingLine',
          id: gid('RefundShippingLine', one.id),
          subtotalAmountSet: moneyBag(-one.amount, currency),
          taxAmountSet: moneyBag(-one.tax, currency),
          shippingLine: shippingLineNode(order),
        }),
      ),
    orderAdjustments: (args: PageArgs) =>
      connection(
        refund.adjustments.filter((one) => one.kind === 'refund_discrepancy'),
        args,
        (one) => String(one.id),
        (one) => ({
          __typename: 'OrderAdjustment',
          id: gid('OrderAdjustment', one.id),
          amountSet: moneyBag(one.amount, currency),
          taxAmountSet: moneyBag(one.tax, currency),
          reason: 'REFUND_DISCREPANCY',
        }),
      ),
    transactions: (args: PageArgs) =>
      connection(
        money,
        args,
        (one) => String(one.id),
        (one) => transactionNode(nodes, order, one),
      ),
  };
}

function sums(order: Order) {
  const totals = totalsOf(order);
  const set = (minor: number) => moneyBag(minor, order.currency);
  return {
    subtotalPriceSet: set(totals.subtotal),
    currentSubtotalPriceSet: set(totals.currentSubtotal),
    totalPriceSet: set(totals.total),
    originalTotalPriceSet: set(totals.total),
    currentTotalPriceSet: set(totals.currentTotal),
    totalTaxSet: set(totals.tax),
    currentTotalTaxSet: set(totals.currentTax),
    totalShippingPriceSet: set(totals.shipping),
    currentShippingPriceSet: set(totals.currentShipping),
    totalRefundedShippingSet: set(totals.refundedShipping),
    totalDiscountsSet: set(totals.discounts),
    currentTotalDiscountsSet: set(totals.currentDiscounts),
    currentCartDiscountAmountSet: set(totals.currentDiscounts),
    totalTipReceivedSet: set(0),
    originalTotalDutiesSet: null,
    originalTotalAdditionalFeesSet: null,
    totalReceivedSet: set(totals.captured),
    netPaymentSet: set(totals.net),
    totalRefundedSet: set(totals.refundedMoney),
    totalOutstandingSet: set(totals.outstanding),
    totalCapturableSet: set(financialStatus(order) === 'authorized' ? totals.total : 0),
    taxLines: [taxLineNode(order, totals.tax)],
    currentTaxLines: [taxLineNode(order, totals.currentTax)],
  };
}

function states(order: Order) {
  const fulfillment = fulfillmentStatus(order);
  const when = (at: number | null) => (at === null ? null : isoUtc(at));
  return {
    cancelledAt: when(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closedAt: when(order.closedAt),
    closed: order.closedAt !== null,
    confirmed: true,
    edited: order.refunds.some((refund) => refund.transactionIds.length === 0),
    displayFinancialStatus: financialStatus(order).toUpperCase(),
    displayFulfillmentStatus: fulfillment === null ? 'UNFULFILLED' : fulfillment === 'partial' ? 'PARTIALLY_FULFILLED' : 'FULFILLED',
    fullyPaid: totalsOf(order).outstanding === 0,
    unpaid: totalsOf(order).captured === 0,
  };
}

function fulfillmentNode({ id, at }: Order['fulfillments'][number]): object {
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', id),
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    createdAt: isoUtc(at),
    updatedAt: isoUtc(at),
  };
}

export function orderNode(nodes: Nodes, order: Order): object {
  const { shop } = nodes;
  const address = () => addressNode(order.address, `${order.id}?model_name=Address`);
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: String(order.id),
    name: `#${order.number}`,
    number: order.number,
    test: order.test,
    createdAt: isoUtc(order.createdAt),
    processedAt: isoUtc(order.createdAt),
    updatedAt: isoUtc(order.updatedAt),
    ...states(order),
    currencyCode: order.currency,
    presentmentCurrencyCode: order.currency,
    taxesIncluded: order.taxesIncluded,
    discountCode: codesOf(order)[0] ?? null,
    discountCodes: codesOf(order),
    email: order.email,
    phone: null,
    note: order.note,
    tags: order.tags,
    customerLocale: order.customerId === null ? null : order.locale,
    customerAcceptsMarketing: order.acceptsMarketing,
    sourceName: order.channel ?? 'web',
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    statusPageUrl: `https://${shop.domain}${statusLink(shop, order)}`,
    clientIp: order.client?.address ?? null,
    customAttributes: order.noteAttributes.map(({ name, value }) => ({ key: name, value })),
    paymentGatewayNames: gatewaysOf(order),
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + currentQuantity(order, line), 0),
    ...sums(order),
    customer: () => {
      const customer = customerOf(shop, order);
      return customer ? nodes.customer(customer) : null;
    },
    billingAddress: address,
    shippingAddress: address,
    lineItems: (args: PageArgs) =>
      connection(
        order.lines,
        args,
        (line) => String(line.id),
        (line) => lineNode(order, line),
      ),
    shippingLine: () => shippingLineNode(order),
    shippingLines: (args: PageArgs) => connection([order], args, () => String(order.shippingLineId), shippingLineNode),
    discountApplications: (args: PageArgs) =>
      connection(
        applicationNodes(order),
        args,
        (one) => String(one.index),
        (one) => one,
      ),
    transactions: ({ first }: { first?: number | null }) =>
      order.transactions.slice(0, first ?? order.transactions.length).map((one) => transactionNode(nodes, order, one)),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds.slice(0, first ?? order.refunds.length).map((one) => refundNode(nodes, order, one)),
    fulfillments: () => order.fulfillments.map(fulfillmentNode),
    ...metafieldsOf(shop, gid('Order', order.id)),
  };
}
