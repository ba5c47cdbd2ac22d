// The port to the one draft of a store's program. A write names the state it replaces, so nobody overwrites what they have not seen.
import type { admin } from '../contract/index.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { Doer } from './person.ts';

export interface StoredDraft {
  /** Never used twice in a store, also not after a draft was discarded. */
  readonly revision: number;
  /** As typed. */
  readonly terms: admin.Terms;
  readonly basedOn: number;
  readonly savedAt: number;
  readonly by: Doer;
}

export interface DraftStore {
  get(storeId: StoreId): Promise<StoredDraft | null>;
  /** `seen` is the revision the writer saw, 0 when there was no draft. Null when it is no longer so: nothing was written. */
  save(storeId: StoreId, draft: Omit<StoredDraft, 'revision'>, seen: number): Promise<StoredDraft | null>;
  /** False when it is no longer so. */
  discard(storeId: StoreId, seen: number): Promise<boolean>;
}
