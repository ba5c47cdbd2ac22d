// The port to removing a store with everything about it.
import type { StoreId } from '../loyalty/ids.ts';

export interface RemovedStore {
  readonly storeId: StoreId;
  readonly platform: string;
  readonly removedAt: number;
  /** How many documents went, by collection: the proof that it was done. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface StoreRemoval {
  /** Everything of the store but `itemId`, the message that asked for it: a crash in the middle does it again. Says what went. */
  remove(storeId: StoreId, itemId: string): Promise<Readonly<Record<string, number>>>;
  /** What stays of a removed store: that it was, and when. Nobody is named. */
  note(removed: RemovedStore): Promise<void>;
}
