// product.*: of no consequence. An order carries the price that was paid, whatever the product costs now.
import type { StoreEvent } from '../../../loyalty/store-event.ts';

export function productEvents(): StoreEvent[] {
  return [{ kind: 'nothing', why: 'products-do-not-change-points' }];
}
