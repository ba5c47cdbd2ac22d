// The discounts of all lines as operations of a cart. Prices are product discounts; the percentage is an order discount that leaves the other lines
// out, or a product discount of its lines where the merchant's discount may not be about orders.
import type { Input, Result } from './api.ts';
import { lineDiscount, type Terms } from './line-discount.ts';
import { percentOf, textOf } from './money.ts';

type Operation = Result['operations'][number];
type ProductCandidate = NonNullable<Operation['productDiscountsAdd']>['candidates'][number];

interface Sorted {
  /** Lines by what is taken off each piece: those that get the same share a candidate. */
  readonly byAmount: ReadonlyMap<number, string[]>;
  readonly byPercent: string[];
  readonly others: string[];
}

function sorted({ cart }: Input, terms: Terms): Sorted {
  const byAmount = new Map<number, string[]>();
  const byPercent: string[] = [];
  const others: string[] = [];
  for (const line of cart.lines) {
    const discount = lineDiscount(line, terms);
    if (discount === 'percent') byPercent.push(line.id);
    else others.push(line.id);
    if (typeof discount !== 'number') continue;
    const same = byAmount.get(discount);
    if (same === undefined) byAmount.set(discount, [line.id]);
    else same.push(line.id);
  }
  return { byAmount, byPercent, others };
}

const targetsOf = (ids: readonly string[]) => ids.map((id) => ({ cartLine: { id } }));

export function operationsFor(input: Input, terms: Terms, message: string): Operation[] {
  const { discountClasses } = input.discount;
  const { byAmount, byPercent, others } = sorted(input, terms);
  const isOnOrders = discountClasses.includes('ORDER');
  const value = { percentage: { value: percentOf(terms.basisPoints) } };
  const candidates: ProductCandidate[] = [];
  for (const [off, ids] of byAmount) {
    const fixedAmount = { amount: textOf(off, terms.cartDigits), appliesToEachItem: true };
    candidates.push({ message, targets: targetsOf(ids), value: { fixedAmount } });
  }
  if (byPercent.length > 0 && !isOnOrders && discountClasses.includes('PRODUCT')) {
    candidates.push({ message, targets: targetsOf(byPercent), value });
  }
  const operations: Operation[] = [];
  if (candidates.length > 0) operations.push({ productDiscountsAdd: { selectionStrategy: 'ALL', candidates } });
  if (byPercent.length > 0 && isOnOrders) {
    const targets = [{ orderSubtotal: { excludedCartLineIds: others } }];
    operations.push({ orderDiscountsAdd: { selectionStrategy: 'FIRST', candidates: [{ message, targets, value }] } });
  }
  return operations;
}
