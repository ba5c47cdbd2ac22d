// The port to balances as lists need them: one small document per member, guarded by the sequence it shows, rebuildable from the chain.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

export interface BalanceRow {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  /** The last entry it shows; an older entry never overwrites a newer one. */
  readonly seq: number;
  readonly at: number;
  readonly available: number;
  readonly pending: number;
  readonly reserved: number;
  readonly deficit: number;
  /** The next instant at which something matures or expires; null when nothing will. */
  readonly nextDueAt: number | null;
}

/** Whose balance changed, and when. */
export type Touched = Pick<BalanceRow, 'memberId' | 'at'>;

/** Who has something due, and when: also a place in the list of them. */
export type DuePosition = { readonly memberId: MemberId; readonly nextDueAt: number };

export interface BalanceStore {
  /** Writes the row unless a newer one is there. */
  show(rows: readonly BalanceRow[]): Promise<void>;
  many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<BalanceRow[]>;
  /** Sum over members of available + pending + reserved. */
  outstanding(storeId: StoreId): Promise<number>;
  /** Members whose balance changed at or after an instant, the first changed first, after one of them. */
  touched(storeId: StoreId, since: number, after: Touched | null, limit: number): Promise<Touched[]>;
  /** Members with something due by `at`, for the clock. */
  due(storeId: StoreId, at: number, limit: number): Promise<DuePosition[]>;
  /** The same in pages, for whoever leaves what is due as it is: the next due first, after one of them. */
  dueAfter(storeId: StoreId, at: number, after: DuePosition | null, limit: number): Promise<DuePosition[]>;
}
