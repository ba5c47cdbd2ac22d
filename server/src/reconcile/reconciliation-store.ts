// The port to how far a store was compared with what we keep: one document per store.
import type { StoreId } from '../loyalty/ids.ts';

/** Why the store could not be asked. `unreachable`: later; `refused`: not before somebody acts. */
export interface Problem {
  readonly kind: 'unreachable' | 'refused';
  readonly detail: string;
  /** Since when it is so, without a success in between. */
  readonly since: number;
}

/** An item that a look put into the inbox, and from when on what it tells may have happened. */
export interface OpenItem {
  readonly itemId: string;
  readonly from: number;
}

export interface Reconciliation {
  /** Everything that the store changed before it lies in our inbox; null: the store was never asked. */
  readonly lookedTo: number | null;
  readonly nextAt: number;
  /** Orders placed before it were compared in this round of the slow sweep; null: a round has not begun. */
  readonly sweptTo: number | null;
  readonly open: readonly OpenItem[];
  readonly lastLookAt: number | null;
  /** How many differences the last look found, and all together. */
  readonly found: number;
  readonly foundInAll: number;
  readonly failures: number;
  readonly problem: Problem | null;
}

export const NEVER_LOOKED: Reconciliation = {
  lookedTo: null,
  nextAt: 0,
  sweptTo: null,
  open: [],
  lastLookAt: null,
  found: 0,
  foundInAll: 0,
  failures: 0,
  problem: null,
};

export interface ReconciliationStore {
  read(storeId: StoreId): Promise<Reconciliation>;
  save(storeId: StoreId, reconciliation: Reconciliation): Promise<void>;
  /** These items no longer wait. */
  close(storeId: StoreId, itemIds: readonly string[]): Promise<void>;
  /** The next look is due now, whatever was planned. */
  askNow(storeId: StoreId, now: number): Promise<void>;
}
