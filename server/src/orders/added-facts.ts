// What can be found beside an order when it is judged. What nobody here knows stays unknown, and then no condition about it holds.
import type { Persons } from '../ledger/persons.ts';
import { NOTHING_ADDED } from '../loyalty/earning/facts.ts';
import type { AddFacts } from './judging.ts';
import type { OrderStore } from './order-store.ts';

export interface AddedFactsOptions {
  readonly orders: Pick<OrderStore, 'countBefore'>;
  readonly persons: Pick<Persons, 'present'>;
}

/** The number of an order counts the orders of its person that were placed before it and were not taken back. */
export function addedFacts({ orders, persons }: AddedFactsOptions): AddFacts {
  return async ({ storeId }, { placedAt }, memberId, needed) => {
    if (!needed.has('order-number')) return NOTHING_ADDED;
    const person = await persons.present(storeId, memberId);
    const own = [...new Set([memberId, person])];
    return { ...NOTHING_ADDED, orderNumber: 1 + (await orders.countBefore(storeId, own, placedAt)) };
  };
}
