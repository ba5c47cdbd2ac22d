// The port to where entries are kept. It can append and read; there is no update and no delete.
import type { EntryKey, MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Given, Redeemed } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Whereabouts } from '../loyalty/ledger/sums.ts';
import type { Closed } from '../loyalty/ledger/state.ts';

export type AppendResult = 'appended' | 'sequence-or-key-taken';

/** What one order was given in one chain: the sums of its stored entries. */
export interface OrderShare {
  readonly memberId: MemberId;
  /** Net points given, all parts together. */
  readonly points: number;
  readonly given: Given;
}

export interface LedgerStore {
  /** The member's last entry, read with majority; null for a member without one. */
  head(storeId: StoreId, memberId: MemberId): Promise<Entry | null>;
  /** One durable insert. Two unique indexes decide; MongoDB names only one of them, so the caller looks the key up. */
  append(entry: Entry): Promise<AppendResult>;
  /** How the member's chain was closed, if it is. */
  closing(storeId: StoreId, memberId: MemberId): Promise<Closed | null>;
  byKey(storeId: StoreId, key: EntryKey): Promise<Entry | null>;
  sharesOfOrder(storeId: StoreId, orderId: OrderId): Promise<OrderShare[]>;
  /** Points of an adjustment's own lots that expired unspent and did not come back. */
  expiredOfAdjustment(storeId: StoreId, ref: string): Promise<number>;
  /** What was done with a reservation, in whichever chain of a merged person. */
  redeemed(storeId: StoreId, reservationId: string): Promise<Redeemed>;
  /** Whose chain holds a reservation that is open. */
  whereIs(storeId: StoreId, reservationId: string): Promise<Whereabouts>;
  /** Newest first, below `beforeSeq` when given. */
  history(storeId: StoreId, memberId: MemberId, beforeSeq: number | null, limit: number): Promise<Entry[]>;
  /** A store's newest entries, older than the position when given. Positions are opaque. */
  activity(storeId: StoreId, before: string | null, limit: number): Promise<{ entries: Entry[]; next: string | null }>;
  /** Every entry of a store, member by member and in sequence, streamed. */
  chains(storeId: StoreId): AsyncIterable<Entry>;
}
