/**
 * What the accepted codes take off. First the discounts on products, of which a line has at most one (the best); then those on the
 * whole order, each measured on the subtotal the products' discounts left; then the one on shipping.
 */
import { giveTo } from './buy-x-get-y.ts';
import { classOf } from './discount.ts';
import type { Discount } from './discount.ts';
import { speaksOf } from './discount-rules.ts';
import type { WantedLine } from './discount-rules.ts';
import { split } from './money.ts';

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** A Basic discount over amounts per line: a percentage, an amount for each piece, or one amount for all. */
function basic(discount: Discount, lines: readonly WantedLine[], measured: readonly number[], left: readonly number[]): number[] {
  const of = (amounts: readonly number[]) => amounts.map((amount, at) => (lines[at] && speaksOf(discount, lines[at]) ? amount : 0));
  const { percentageBp, amount, onEachItem } = discount;
  const most = of(left);
  if (percentageBp === null && onEachItem) return most.map((one, at) => Math.min(one, (amount ?? 0) * (lines[at]?.quantity ?? 0)));
  const wanted = percentageBp === null ? (amount ?? 0) : Math.round((total(of(measured)) * percentageBp) / 10_000);
  return split(Math.min(wanted, total(most)), most);
}

/** On one line only the best product discount counts (combining them on the same line is for Shopify Plus only). */
function bestOnly(rows: readonly number[][]): number[][] {
  const best = (line: number): number => {
    const amounts = rows.map((row) => row[line] ?? 0);
    return amounts.indexOf(Math.max(...amounts));
  };
  return rows.map((row, at) => row.map((amount, line) => (best(line) === at ? amount : 0)));
}

/** Per discount, what it takes off every line; in the order given. */
export function offLines(discounts: readonly Discount[], lines: readonly WantedLine[]): number[][] {
  const gross = lines.map((line) => line.price * line.quantity);
  const products = discounts.filter((one) => classOf(one) === 'PRODUCT');
  const forProducts = bestOnly(
    products.map((one) => (one.kind === 'DiscountCodeBxgy' ? giveTo(lines, one) : basic(one, lines, gross, gross))),
  );
  const result = new Map(products.map((one, at) => [one, forProducts[at] ?? []]));
  const measured = gross.map((amount, line) => amount - total(forProducts.map((row) => row[line] ?? 0)));
  let left = measured;
  for (const one of discounts) {
    if (classOf(one) !== 'ORDER') continue;
    const row = basic(one, lines, measured, left);
    left = left.map((amount, line) => amount - (row[line] ?? 0));
    result.set(one, row);
  }
  return discounts.map((one) => result.get(one) ?? lines.map(() => 0));
}
