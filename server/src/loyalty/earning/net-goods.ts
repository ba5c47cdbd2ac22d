// The net goods value: what the customer kept and paid for, line by line. Shipping, tips and (unless a program wants them) gift cards are not goods.
import { splitByLargestRemainder } from '../money.ts';
import type { OrderLine, OrderState } from '../orders/order-state.ts';

export interface LineBasis {
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
  /** Minor units that earn. */
  readonly amount: number;
}

export interface KeptLine {
  readonly line: OrderLine;
  /** Minor units after discounts, edits and refunds, those included that name no line. */
  readonly kept: number;
}

/** Amounts that lower the goods without naming a line: amount-only refunds and negative fees. */
function reductionWithoutLines(order: OrderState): number {
  return order.charges.feeReductions + order.refunds.reduce((sum, refund) => sum + refund.goodsWithoutLines, 0);
}

/** A reduction that names no line is spread over the lines in proportion (largest remainder), so every line still tells what it was worth. */
export function keptGoods(order: OrderState, giftCards: boolean): KeptLine[] {
  const goods = order.lines.filter((line) => giftCards || !line.giftCard);
  const amounts = goods.map((line) => Math.max(0, line.currentNet));
  const gross = amounts.reduce((a, b) => a + b, 0);
  const reductions = splitByLargestRemainder(Math.min(reductionWithoutLines(order), gross), amounts);
  return goods.map((line, index) => ({ line, kept: (amounts[index] ?? 0) - (reductions[index] ?? 0) }));
}

/** Lines of goods with their amounts; they sum to the net goods value, which is never below 0. */
export function netGoods(order: OrderState): LineBasis[] {
  return keptGoods(order, false).map(({ line, kept }) => ({
    lineId: line.lineId,
    title: line.title,
    quantity: line.currentQuantity,
    amount: kept,
  }));
}
