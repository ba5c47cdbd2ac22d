// The port to what books are made of.
import type { StoreId } from '../loyalty/ids.ts';
import type { BookedEntry } from '../loyalty/liability/books.ts';

export interface BookReader {
  /** Every entry of a store, chain by chain and each chain in its order, in batches, streamed. */
  entries(storeId: StoreId): AsyncIterable<readonly BookedEntry[]>;
}
