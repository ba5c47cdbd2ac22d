// The ports to folded days and to the entries they are folded from.
import type { StoreId } from '../../loyalty/ids.ts';
import type { DayRow, FlowEntry } from './day-row.ts';

export interface DayStore {
  /** From one day to another, both included, in order. */
  rows(storeId: StoreId, timeZone: string, first: string, last: string): Promise<DayRow[]>;
  every(storeId: StoreId): AsyncIterable<DayRow>;
  /** False when there is a row of that day: somebody else began it. */
  create(row: DayRow): Promise<boolean>;
  /** False when the stored row is no longer the one that was read: somebody else went on with it. */
  replace(seen: DayRow, row: DayRow): Promise<boolean>;
}

export interface FlowReader {
  /** When the store's first entry was written; null: none was. */
  first(storeId: StoreId): Promise<number | null>;
  /** Entries with `from <= at < until`, in batches. */
  flows(storeId: StoreId, from: number, until: number): AsyncIterable<readonly FlowEntry[]>;
}
