// Free text that people write (the reason of an adjustment) lives outside the ledger and is referred to by id, so it can be erased.
import type { StoreId } from '../loyalty/ids.ts';

export interface Note {
  readonly noteId: string;
  readonly storeId: StoreId;
  readonly text: string;
  /** Who wrote it: a staff user's id, never a name. */
  readonly by: string;
  readonly at: number;
}

export interface NoteStore {
  /** Adding the same id again changes nothing. */
  add(note: Note): Promise<void>;
  many(storeId: StoreId, noteIds: readonly string[]): Promise<Note[]>;
}
