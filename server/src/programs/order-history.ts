// The port to a store's orders in the order in which they were placed: what a dry run and an example are made of.
import type { StoreId } from '../loyalty/ids.ts';
import type { StoredOrder } from '../orders/order-store.ts';

export interface OrderHistory {
  /** The newest orders that were paid for and stand, newest first. */
  newest(storeId: StoreId, limit: number): Promise<StoredOrder[]>;
  /** All that were placed in `from <= placedAt < until`, oldest first, in batches. */
  between(storeId: StoreId, from: number, until: number): AsyncIterable<readonly StoredOrder[]>;
}
