// From Shopify's words to ours. Never from `current_subtotal_price`: Shopify's own example of a wholly refunded order still says 587.00 there.
import { orderId } from '../../../loyalty/ids.ts';
import type { Charges, OrderLine, OrderState, Standing } from '../../../loyalty/orders/order-state.ts';
import type { LineFacts, OrderFacts } from './order-facts.ts';
import { refundOf } from './refund-of.ts';
import { sumOf } from './sum-of.ts';

/** `subscription_contract`, since October 2025 also `subscription_contract_checkout_one`: billed by a contract. Its first order came by the web. */
const RENEWAL = /^subscription_contract/;

export function orderStateOf(order: OrderFacts): OrderState {
  return {
    orderId: orderId(order.id),
    name: order.name,
    currency: order.currency,
    placedAt: order.processedAt ?? order.createdAt,
    version: order.updatedAt,
    standing: standingOf(order),
    payment: paymentOf(order.financialStatus),
    // A webhook body does not say when an order was paid, and one order must not have two answers: nobody guesses.
    paidAt: null,
    ...fulfilmentOf(order),
    taxesIncluded: order.taxesIncluded,
    lines: order.lines.filter((line) => !line.tip).map((line) => lineOf(line)),
    charges: chargesOf(order),
    refunds: order.refunds.map((refund) => refundOf(refund, order)),
    codes: order.codes,
    channel: order.channel,
    total: order.total,
    country: order.country,
    subscriptionRenewal: order.channel !== null && RENEWAL.test(order.channel),
    // Left out where there is none, so that orders kept before it was read are the same as they are told now.
    ...(order.referral === null ? {} : { referral: order.referral }),
  };
}

export function standingOf(order: Pick<OrderFacts, 'cancelled' | 'test'>): Standing {
  if (order.cancelled) return 'cancelled';
  return order.test ? 'test' : 'open';
}

/** A refund does not make an order unpaid: what remains of it was paid. */
export function paymentOf(status: string | null): OrderState['payment'] {
  if (status === 'paid' || status === 'partially_refunded' || status === 'refunded') return 'paid';
  return status === 'partially_paid' ? 'partly-paid' : 'unpaid';
}

/** Everything was sent, and everything that was sent has arrived: the latest parcel decides. */
function fulfilmentOf(order: OrderFacts): Pick<OrderState, 'fulfilledAt' | 'deliveredAt'> {
  const sent = order.fulfillments.filter((one) => one.succeeded);
  if (!order.wholeFulfilled || sent.length === 0) return { fulfilledAt: null, deliveredAt: null };
  const delivered = sent.every((one) => one.delivered);
  return {
    fulfilledAt: Math.max(...sent.map((one) => one.createdAt)),
    // Shopify tells that a parcel arrived, not when: the last change of that parcel.
    deliveredAt: delivered ? Math.max(...sent.map((one) => one.updatedAt)) : null,
  };
}

function lineOf(line: LineFacts): OrderLine {
  const net = Math.max(0, line.unitPrice * line.quantity - line.discount);
  return {
    lineId: line.id,
    productId: line.productId,
    variantId: line.variantId,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    net,
    currentNet: shareByQuantity(net, line.currentQuantity, line.quantity),
    tax: line.tax,
    discount: line.discount,
    giftCard: line.giftCard,
    // Tags belong to the product, not to the order, and no order body carries them.
    tags: [],
  };
}

/** What `kept` of `ordered` pieces are worth, rounded down: the pieces that left take the indivisible cent with them. */
function shareByQuantity(net: number, kept: number, ordered: number): number {
  if (kept >= ordered) return net;
  return Number((BigInt(net) * BigInt(kept)) / BigInt(ordered));
}

function chargesOf(order: OrderFacts): Charges {
  const shippingTax = sumOf(order.shippingLines, (line) => line.tax);
  const shipping = sumOf(order.shippingLines, (line) => line.price);
  return {
    shipping: Math.max(0, shipping - (order.taxesIncluded ? shippingTax : 0)),
    shippingTax,
    goodsTax: sumOf(order.lines, (line) => line.tax),
    tips: order.tips,
    duties: order.duties,
    fees: order.fees,
    // Shopify has no negative fees: whatever lowers the goods is a discount on their lines.
    feeReductions: 0,
    paidByGiftCard: order.paidByGiftCard,
    paidByStoreCredit: order.paidByStoreCredit,
  };
}
