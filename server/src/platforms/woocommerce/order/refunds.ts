// Refunds as pushed (one sum each) and as fetched (with the lines, shipping, tax and fees they gave back).
import type { Refund } from '../../../loyalty/orders/order-state.ts';
import { Unreadable } from '../../platform.ts';
import { instantOrNull, pricedOf, sum, type ReadMoney } from './amounts.ts';
import type { Reading } from './lines.ts';
import { metaValue } from './order-body.ts';
import type { OrderBody, RefundBody } from './order-body.ts';

/** `feeReductions`: how much of the order's negative fees the refund took back (a positive number). */
export interface ReadRefund {
  readonly refund: Refund;
  readonly feeReductions: number;
}

/** What it consists of is not known yet, so all of it is taken off the goods: too little for a moment rather than too much. */
export function pushedRefunds(refunds: OrderBody['refunds'], money: ReadMoney): ReadRefund[] {
  return refunds.map(({ id, total }, index) => {
    const amount = amountGiven(0 - money(total, `order.refunds.${index}.total`), `order.refunds.${index}.total`);
    const refund = { refundId: String(id), at: null, amount, goodsWithoutLines: amount, shipping: 0, tax: 0, lines: [] };
    return { refund, feeReductions: 0 };
  });
}

/** `netByLine` is what each line cost; it is used up by the refunds, so that no line gives back more than it cost. */
export function fetchedRefunds(refunds: readonly RefundBody[], netByLine: Map<string, number>, reading: Reading): ReadRefund[] {
  return refunds.map((body, index) => fetchedRefund(body, `refunds.${index}`, netByLine, reading));
}

function fetchedRefund(body: RefundBody, field: string, netByLine: Map<string, number>, { money, taxesIncluded }: Reading): ReadRefund {
  const priced = pricedOf(taxesIncluded, money);
  /** Parts of a refund are negative in the store and positive with us. */
  const back = (text: string, name: string): number => 0 - money(text, `${field}.${name}`);
  const amount = amountGiven(money(body.amount, `${field}.amount`), `${field}.amount`);
  const lines = body.line_items.flatMap((line) => refundedLine(line, 0 - priced(line, `${field}.line_items`), netByLine));
  const fees = body.fee_lines.map((fee) => 0 - priced(fee, `${field}.fee_lines`));
  const shipping = sum(body.shipping_lines.map(({ total }) => back(total, 'shipping_lines.total')));
  const taxOf = (parts: readonly { readonly total_tax: string }[]): number => sum(parts.map((part) => back(part.total_tax, 'total_tax')));
  const [goodsTax, shippingTax] = [taxOf([...body.line_items, ...body.fee_lines]), taxOf(body.shipping_lines)];
  const tax = goodsTax + shippingTax;
  // Where prices contain tax, that of goods and fees stands in their amounts already.
  const explained = sum(lines.map(({ net }) => net)) + shipping + sum(fees) + (taxesIncluded ? shippingTax : tax);
  const at = instantOrNull(body.date_created_gmt, `${field}.date_created_gmt`);
  // What nothing explains was given back for the goods as a whole.
  const goodsWithoutLines = Math.max(0, amount - explained);
  const refund = { refundId: String(body.id), at, amount, goodsWithoutLines, shipping, tax, lines };
  return { refund, feeReductions: sum(fees.filter((fee) => fee < 0).map((fee) => -fee)) };
}

/** Nothing for a line that names no order line (imports write such refunds): its money then counts as goods without line. */
function refundedLine(line: RefundBody['line_items'][number], net: number, netByLine: Map<string, number>): Refund['lines'][number][] {
  const named = metaValue(line.meta_data, '_refunded_item_id');
  if (typeof named !== 'string' && typeof named !== 'number') return [];
  const lineId = String(named);
  // A line that was taken out of the order meanwhile is not among its goods any more: giving it back takes nothing from the others.
  const left = netByLine.get(lineId) ?? net;
  const taken = Math.min(net, Math.max(0, left));
  netByLine.set(lineId, left - taken);
  return [{ lineId, quantity: 0 - line.quantity, net: taken }];
}

function amountGiven(amount: number, field: string): number {
  if (amount < 0) throw new Unreadable(field, 'gives a negative amount back');
  return amount;
}
