// The port to forgetting a person. What stays is a mark that knows their identifiers again without holding them.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

export interface Tombstone {
  /** Orders placed before belong to this member still, whoever they name. Null: who was erased was no member, and they belong to nobody. */
  readonly memberId: MemberId | null;
  readonly erasedAt: number;
}

export interface ErasureStore {
  /** One mark per identifier; an identifier that was erased before keeps its newest mark. */
  bury(storeId: StoreId, hashes: readonly string[], tombstone: Tombstone): Promise<void>;
  find(storeId: StoreId, hashes: readonly string[]): Promise<Tombstone | null>;
  /** Empties the member's personal fields and deletes the notes. Doing it twice changes nothing. */
  forget(storeId: StoreId, memberId: MemberId, noteIds: readonly string[]): Promise<void>;
}
