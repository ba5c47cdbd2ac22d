// The net goods value: what the customer kept and paid for, line by line. Shipping, tax, tips and gift cards are not goods.
import { splitByLargestRemainder } from '../money.ts';
import type { OrderState } from '../orders/order-state.ts';

export interface LineBasis {
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
  /** Minor units that earn. */
  readonly amount: number;
}

/** Amounts that lower the goods without naming a line: amount-only refunds and negative fees. */
function reductionWithoutLines(order: OrderState): number {
  return order.charges.feeReductions + order.refunds.reduce((sum, refund) => sum + refund.goodsWithoutLines, 0);
}

/**
 * Lines that earn with their amounts; they sum to the net goods value, which is never below 0. A reduction that names no line is spread
 * over the lines in proportion (largest remainder), so every line still tells what it was worth.
 */
export function netGoods(order: OrderState): LineBasis[] {
  const goods = order.lines.filter((line) => !line.giftCard);
  const amounts = goods.map((line) => Math.max(0, line.currentNet));
  const gross = amounts.reduce((a, b) => a + b, 0);
  const reductions = splitByLargestRemainder(Math.min(reductionWithoutLines(order), gross), amounts);
  return goods.map((line, index) => ({
    lineId: line.lineId,
    title: line.title,
    quantity: line.currentQuantity,
    amount: (amounts[index] ?? 0) - (reductions[index] ?? 0),
  }));
}
