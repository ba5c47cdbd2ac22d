/**
 * What the accepted codes and the automatic discounts take off. First the discounts on products, of which a line has at most one (the best); then those on the
 * whole order, each measured on the subtotal the products' discounts left; then the one on shipping.
 */
import type { Candidate } from '../functions/run-in-cart.ts';
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

/** What a Function says of one piece or of a share, for the lines it speaks of. */
function byFunction(
  { speaksOf: chosen, percentageBp, amountEach }: Candidate,
  lines: readonly WantedLine[],
  measured: readonly number[],
): number[] {
  const most = measured.map((amount, at) => (chosen[at] === true ? amount : 0));
  if (percentageBp === null) return most.map((one, at) => Math.min(one, (amountEach ?? 0) * (lines[at]?.quantity ?? 0)));
  return split(Math.round((total(most) * percentageBp) / 10_000), most);
}

/** On one line only the best product discount counts (combining them on the same line is for Shopify Plus only). */
function bestOnly(rows: readonly number[][]): number[][] {
  const best = (line: number): number => {
    const amounts = rows.map((row) => row[line] ?? 0);
    return amounts.indexOf(Math.max(...amounts));
  };
  return rows.map((row, at) => row.map((amount, line) => (best(line) === at ? amount : 0)));
}

/** Per discount, what it takes off every line; in the order given, the automatic ones last. */
export function offLines(discounts: readonly Discount[], lines: readonly WantedLine[], automatic: readonly Candidate[] = []): number[][] {
  const gross = lines.map((line) => line.price * line.quantity);
  const products = discounts.filter((one) => classOf(one) === 'PRODUCT');
  const onProducts = automatic.filter((one) => one.class === 'PRODUCT');
  const forProducts = bestOnly([
    ...products.map((one) => (one.kind === 'DiscountCodeBxgy' ? giveTo(lines, one) : basic(one, lines, gross, gross))),
    ...onProducts.map((one) => byFunction(one, lines, gross)),
  ]);
  const result = new Map<Discount | Candidate, number[]>([...products, ...onProducts].map((one, at) => [one, forProducts[at] ?? []]));
  const measured = gross.map((amount, line) => amount - total(forProducts.map((row) => row[line] ?? 0)));
  let left = measured;
  for (const one of discounts) {
    if (classOf(one) !== 'ORDER') continue;
    const row = basic(one, lines, measured, left);
    left = left.map((amount, line) => amount - (row[line] ?? 0));
    result.set(one, row);
  }
  for (const one of automatic) {
    if (one.class !== 'ORDER') continue;
    // Never more than what the codes left of a line.
    const row = byFunction(one, lines, measured).map((amount, line) => Math.min(amount, left[line] ?? 0));
    left = left.map((amount, line) => amount - (row[line] ?? 0));
    result.set(one, row);
  }
  return [...discounts, ...automatic].map((one) => result.get(one) ?? lines.map(() => 0));
}
