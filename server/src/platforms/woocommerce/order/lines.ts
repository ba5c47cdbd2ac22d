// The goods of an order: what each line cost after coupons, without tax, and what the customer kept of it.
import type { OrderLine, Refund } from '../../../loyalty/orders/order-state.ts';
import { sum } from './amounts.ts';
import type { ReadMoney } from './amounts.ts';
import { metaValue } from './order-body.ts';
import type { LineBody } from './order-body.ts';

export function orderLines(bodies: readonly LineBody[], refunds: readonly Refund[], money: ReadMoney): OrderLine[] {
  const given = refunds.flatMap(({ lines }) => lines);
  return bodies.map((body, index) => {
    const ofLine = given.filter((line) => line.lineId === String(body.id));
    const back = { quantity: sum(ofLine.map(({ quantity }) => quantity)), net: sum(ofLine.map(({ net }) => net)) };
    return orderLine(body, `order.line_items.${index}`, back, money);
  });
}

export function netByLine(bodies: readonly LineBody[], money: ReadMoney): Map<string, number> {
  return new Map(bodies.map(({ id, total }, index) => [String(id), money(total, `order.line_items.${index}.total`)]));
}

function orderLine(body: LineBody, field: string, back: { readonly quantity: number; readonly net: number }, money: ReadMoney): OrderLine {
  const net = money(body.total, `${field}.total`);
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
    discount: Math.max(0, money(body.subtotal, `${field}.subtotal`) - net),
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
