// What a proof reads. All of it streams in the order of an index, so a proof needs the same memory for ten entries and for ten million.
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Tranche } from '../../loyalty/ledger/command.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import type { OrderShare } from '../ledger-store.ts';

/** An entry as it is stored, before anybody believes it: a damaged one may lack anything. */
export interface StoredEntry {
  /** Everything but the state: `after` is empty here, because parsing what a replay makes anyway would be half of the work. */
  readonly bare: Entry;
  /** The canonical text of the state, as stored. */
  readonly state: string;
  /** The fields that exist only for an index are what the hashed content says. */
  readonly indexed: boolean;
}

/** What of an entry a checkpoint needs. */
export type WindowEntry = Pick<Entry, 'memberId' | 'seq' | 'hash' | 'moves'>;

export interface LedgerReader {
  /** Every entry of a store in the order (memberId, seq), in batches. */
  entries(storeId: StoreId): AsyncIterable<StoredEntry[]>;
  /** How many there are, roughly: for progress only. */
  estimate(storeId: StoreId): Promise<number>;
  head(storeId: StoreId, memberId: MemberId): Promise<Entry | null>;
  /** Entries with `from <= at < to` of members after `after`, in the order (memberId, seq), in batches. */
  between(storeId: StoreId, from: number, to: number, after: MemberId | null): AsyncIterable<WindowEntry[]>;
  /** Keys that more than one entry has; empty at once while the unique index stands. */
  repeatedKeys(storeId: StoreId): Promise<{ indexStands: boolean; keys: string[] }>;
}

export interface ShownRow {
  readonly memberId: MemberId;
  /** The last entry it shows. */
  readonly seq: number;
  /** What it shows, as a text that is equal when the content is. */
  readonly text: string;
}

/** Something derived from chains, one row per member. */
export interface ShownProjection {
  readonly name: string;
  textOf(head: Entry): string;
  one(storeId: StoreId, memberId: MemberId): Promise<ShownRow | null>;
  /** All rows of members after `after` and up to `until` (null: no bound), which are at least those of `memberIds`. */
  rows(storeId: StoreId, after: MemberId | null, until: MemberId | null, memberIds: readonly MemberId[]): Promise<ShownRow[]>;
}

/** An order's document as a proof sees it. */
export interface OrderClaim {
  readonly orderId: OrderId;
  readonly memberId: MemberId | null;
  readonly revision: number;
  /** When its newest state reached us. */
  readonly seenAt: number;
  /** The program version it is judged by; null while it was never settled. */
  readonly judgedBy: number | null;
  /** What it deserves by its judgement at its newest known state; a text when that cannot be told, and why. */
  readonly deserved: readonly Tranche[] | string;
  /** Unsettled, it would be expected to give points. */
  readonly earns: boolean;
}

/** What entries say of an order: its shares, and the program versions their calculations name. */
export interface OrderTraces {
  readonly shares: readonly OrderShare[];
  readonly versions: readonly number[];
}

export interface OrderBook {
  /** All orders in the order of their ids, in batches. */
  claims(storeId: StoreId): AsyncIterable<OrderClaim[]>;
  claimsOf(storeId: StoreId, orderIds: readonly OrderId[]): Promise<OrderClaim[]>;
  traces(storeId: StoreId, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, OrderTraces>>;
  /** The same sum the ledger decides by: the last word before an order is called wrong. */
  shares(storeId: StoreId, orderId: OrderId): Promise<readonly OrderShare[]>;
  /** Orders that something still waits for in the inbox; 'all' when too much waits to tell. */
  inProgress(storeId: StoreId): Promise<ReadonlySet<OrderId> | 'all'>;
}
