// The goods of an order: what each line cost after coupons, with its tax where the shop's prices contain it, and what the customer kept of it.
import type { OrderLine, Refund } from '../../../loyalty/orders/order-state.ts';
import { pricedOf, sum, type ReadMoney } from './amounts.ts';
import { metaValue } from './order-body.ts';
import type { LineBody } from './order-body.ts';

/** How the lines of one order are read. */
export interface Reading {
  readonly money: ReadMoney;
  readonly taxesIncluded: boolean;
}

export function orderLines(bodies: readonly LineBody[], refunds: readonly Refund[], reading: Reading): OrderLine[] {
  const given = refunds.flatMap(({ lines }) => lines);
  return bodies.map((body, index) => {
    const ofLine = given.filter((line) => line.lineId === String(body.id));
    const back = { quantity: sum(ofLine.map(({ quantity }) => quantity)), net: sum(ofLine.map(({ net }) => net)) };
    return orderLine(body, `order.line_items.${index}`, back, reading);
  });
}

export function netByLine(bodies: readonly LineBody[], { money, taxesIncluded }: Reading): Map<string, number> {
  const priced = pricedOf(taxesIncluded, money);
  return new Map(bodies.map((body, index) => [String(body.id), priced(body, `order.line_items.${index}`)]));
}

type Back = Readonly<Record<'quantity' | 'net', number>>;

function orderLine(body: LineBody, field: string, back: Back, { money, taxesIncluded }: Reading): OrderLine {
  const priced = pricedOf(taxesIncluded, money);
  const net = priced(body, field);
  const before = priced({ total: body.subtotal, total_tax: body.subtotal_tax ?? body.total_tax }, `${field}.subtotal`);
  return {
    lineId: String(body.id),
    productId: body.product_id === 0 ? null : String(body.product_id),
    variantId: body.variation_id === 0 ? null : String(body.variation_id),
    title: body.name ?? '',
    quantity: body.quantity,
    currentQuantity: Math.max(0, body.quantity - back.quantity),
    net,
    currentNet: net - back.net,
    tax: money(body.total_tax, `${field}.total_tax`),
    // A merchant may also raise a line's price by hand; that is no discount.
    discount: Math.max(0, before - net),
    giftCard: isGiftCard(body),
    tags: [],
  };
}

/**
 * An order does not say of what type its products are. The three widespread gift card plugins mark the lines they sell (WooCommerce Gift
 * Cards, PW, YITH); a gift card of any other plugin looks like goods and counts as goods until the product itself is asked.
 */
const GIFT_CARD_MARKS = ['wc_gc_giftcard_amount', 'pw_gift_card_amount', '_ywgc_amount'];

function isGiftCard({ meta_data: metaData }: LineBody): boolean {
  return GIFT_CARD_MARKS.some((mark) => {
    const value = metaValue(metaData, mark);
    return value !== undefined && value !== null && value !== '';
  });
}
