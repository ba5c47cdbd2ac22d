// The whole present state of one order, from its wc/v3 body. No personal data goes in: who it belongs to is said beside it.
import { orderId } from '../../../loyalty/ids.ts';
import type { Charges, OrderState } from '../../../loyalty/orders/order-state.ts';
import { readMark, REFERRAL_MARK } from '../../../loyalty/referrals/mark.ts';
import { textOrNull } from '../identity.ts';
import { instant, instantOrNull, moneyOf, pricedOf, sum } from './amounts.ts';
import { netByLine, orderLines, type Reading } from './lines.ts';
import { metaValue, type OrderBody, type RefundBody } from './order-body.ts';
import { fetchedRefunds, pushedRefunds } from './refunds.ts';
import { paymentOf, standingOf } from './status.ts';

/** `fetched` are the order's refunds with their parts, or null when only the order itself is known. */
export function orderState(body: OrderBody, fetched: readonly RefundBody[] | null): OrderState {
  const money = moneyOf(body.currency);
  const reading = { money, taxesIncluded: body.prices_include_tax };
  const refunds =
    fetched === null ? pushedRefunds(body.refunds, money) : fetchedRefunds(fetched, netByLine(body.line_items, reading), reading);
  const mark = readMark(metaValue(body.meta_data, REFERRAL_MARK));
  const completedAt = instantOrNull(body.date_completed_gmt, 'order.date_completed_gmt');
  return {
    orderId: orderId(String(body.id)),
    name: `#${body.number}`,
    currency: body.currency,
    placedAt: instant(body.date_created_gmt, 'order.date_created_gmt'),
    version: instantOrNull(body.date_modified_gmt, 'order.date_modified_gmt') ?? 0,
    standing: standingOf(body),
    payment: paymentOf(body),
    paidAt: instantOrNull(body.date_paid_gmt, 'order.date_paid_gmt'),
    // WooCommerce knows no shipment; `completed` is the merchant's word for "sent, nothing left to do".
    fulfilledAt: completedAt,
    deliveredAt: null,
    taxesIncluded: body.prices_include_tax,
    lines: orderLines(
      body.line_items,
      refunds.map(({ refund }) => refund),
      reading,
    ),
    charges: charges(body, sum(refunds.map(({ feeReductions }) => feeReductions)), reading),
    refunds: refunds.map(({ refund }) => refund),
    codes: body.coupon_lines.map(({ code }) => code),
    channel: textOrNull(body.created_via),
    total: money(body.total, 'order.total'),
    country: textOrNull(body.shipping?.country) ?? textOrNull(body.billing.country),
    subscriptionRenewal: isRenewal(body),
    // Left out where there is none, so that orders kept before it was read are the same as they are told now.
    ...(mark === null ? {} : { referral: mark }),
  };
}

/** WooCommerce Subscriptions writes the subscription's id to every order that renews one. */
function isRenewal(body: OrderBody): boolean {
  return body.created_via === 'subscription' || metaValue(body.meta_data, '_subscription_renewal') !== undefined;
}

/** A negative fee that a refund took back no longer lowers the goods, so it is counted out again. */
function charges(body: OrderBody, reductionsTakenBack: number, { money, taxesIncluded }: Reading): Charges {
  const priced = pricedOf(taxesIncluded, money);
  const fees = body.fee_lines.map((fee, index) => priced(fee, `order.fee_lines.${index}`));
  const reductions = sum(fees.filter((fee) => fee < 0).map((fee) => -fee));
  return {
    shipping: money(body.shipping_total, 'order.shipping_total'),
    shippingTax: money(body.shipping_tax, 'order.shipping_tax'),
    goodsTax: sum(body.line_items.map(({ total_tax }, index) => money(total_tax, `order.line_items.${index}.total_tax`))),
    tips: 0,
    duties: 0,
    fees: sum(fees.filter((fee) => fee > 0)),
    feeReductions: Math.max(0, reductions - reductionsTakenBack),
    // Plugins pay with gift cards and store credit each in a way of their own, mostly as a coupon or a negative fee.
    paidByGiftCard: 0,
    paidByStoreCredit: 0,
  };
}
