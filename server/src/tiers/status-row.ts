// A member's levels over time as they are kept, so that lists can ask for them, and the ports to them and to what they are made of.
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { LevelSpan } from '../loyalty/tiers/life.ts';
import type { StoredOrder } from '../orders/order-store.ts';

/**
 * Past, present and the future in which nothing more happens: a row says the right level at any instant, whether or not anybody looked at it since.
 * Figures are not kept: they change by the day and follow from the orders.
 */
export interface StatusRow {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  /** How often it was written; every write names the row that it was decided on. */
  readonly n: number;
  /** Merged into this member, and part of that person's levels. */
  readonly into: MemberId | null;
  /** By which levels of the program it was told; of a merged member's row, nothing. */
  readonly measure: string;
  readonly spans: readonly LevelSpan[];
  /** Levels whose first entry was handed to the inbox, for what the program gives for it. */
  readonly told: readonly string[];
  /** The next instant at which the level changes by itself. */
  readonly dueAt: number | null;
}

export interface StatusRows {
  one(storeId: StoreId, memberId: MemberId): Promise<StatusRow | null>;
  many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<StatusRow[]>;
  /** Rows of members who were merged into these. */
  mergedInto(storeId: StoreId, memberIds: readonly MemberId[]): Promise<StatusRow[]>;
  /** Whose level changed by itself by `at`. */
  due(storeId: StoreId, at: number, limit: number): Promise<MemberId[]>;
  /** Members in a level at an instant, in the order of their ids, after one of them. */
  inLevel(storeId: StoreId, tierId: string, at: number, after: MemberId | null, limit: number): Promise<MemberId[]>;
  every(storeId: StoreId): AsyncIterable<readonly StatusRow[]>;
  /** False when there is a row by now. */
  create(row: StatusRow): Promise<boolean>;
  /** False when the stored row is no longer the one that was read. */
  replace(seen: StatusRow, row: StatusRow): Promise<boolean>;
  remove(seen: StatusRow): Promise<boolean>;
}

/** What one stored entry gave or took, for an order or (null) for something that a member did. */
export interface EarnedEntry {
  readonly memberId: MemberId;
  readonly orderId: OrderId | null;
  readonly at: number;
  readonly points: number;
}

export interface FactReader {
  orders(storeId: StoreId, memberIds: readonly MemberId[]): Promise<StoredOrder[]>;
  /** In the order in which they were written, chain by chain. */
  earned(storeId: StoreId, memberIds: readonly MemberId[]): Promise<EarnedEntry[]>;
  /** Members of a store in the order of their ids, without those who were erased. */
  everyone(storeId: StoreId, after: MemberId | null, limit: number): Promise<MemberId[]>;
}

/** How far all members of a store were looked at by the levels of the program. */
export interface WalkMark {
  readonly measure: string;
  readonly after: MemberId | null;
  readonly done: boolean;
}

export interface WalkMarks {
  get(storeId: StoreId): Promise<WalkMark | null>;
  set(storeId: StoreId, mark: WalkMark): Promise<void>;
}
