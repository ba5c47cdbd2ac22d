// The port to what allowance chains say. Everything is read out of stored entries: nobody keeps a second count of what is out.
import type { EntryKey, MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';

/** What an order has of one budget: the sum of its entries there, and how many they are. */
export interface OrderShares {
  readonly chain: MemberId;
  readonly entries: number;
  readonly granted: number;
}

/** What of an entry a sweep needs. */
export type ShareEntry = Pick<Entry, 'seq' | 'at' | 'kind' | 'key' | 'moves'>;

export interface ShareReader {
  /** One for every budget the order ever had a share of. */
  ofOrder(storeId: StoreId, orderId: OrderId): Promise<OrderShares[]>;
  /** Which of these keys have an entry, in whatever chain. */
  written(storeId: StoreId, keys: readonly EntryKey[]): Promise<ReadonlySet<EntryKey>>;
  /** The allowance chains of a store. */
  chains(storeId: StoreId): Promise<MemberId[]>;
  /** Oldest first, above `seq`. */
  after(storeId: StoreId, chain: MemberId, seq: number, limit: number): Promise<ShareEntry[]>;
}

/** Up to which entry of a chain every share is known to be used or given back. Losing a mark costs a sweep time and nothing else. */
export interface SweepMarks {
  get(storeId: StoreId, chain: MemberId): Promise<number>;
  set(storeId: StoreId, chain: MemberId, seq: number): Promise<void>;
}
