// Drafts in MongoDB: one document per store. A discarded draft leaves its revision behind, so that none is ever used twice.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { DraftStore, StoredDraft } from '../../programs/draft-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface DraftDocument {
  readonly _id: StoreId;
  readonly revision: number;
  /** As text: terms are kept as typed, whatever names they have. Null: discarded. */
  readonly draft: string | null;
}

export class MongoDrafts implements DraftStore {
  readonly #drafts: Collection<DraftDocument>;

  constructor(connection: Connection) {
    this.#drafts = collectionOf<DraftDocument>(connection, 'program_drafts');
  }

  async get(storeId: StoreId): Promise<StoredDraft | null> {
    const document = await this.#drafts.findOne({ _id: storeId });
    if (document === null || document.draft === null) return null;
    return { ...(JSON.parse(document.draft) as Omit<StoredDraft, 'revision'>), revision: document.revision };
  }

  async save(storeId: StoreId, draft: Omit<StoredDraft, 'revision'>, seen: number): Promise<StoredDraft | null> {
    const known = await this.#drafts.findOne({ _id: storeId });
    if (!isSeen(known, seen)) return null;
    const revision = (known?.revision ?? 0) + 1;
    const saved = await this.#replace({ _id: storeId, revision, draft: JSON.stringify(draft) });
    return saved ? { ...draft, revision } : null;
  }

  async discard(storeId: StoreId, seen: number): Promise<boolean> {
    const answer = await this.#drafts.updateOne(
      { _id: storeId, revision: seen, draft: { $ne: null } },
      { $set: { draft: null, revision: seen + 1 } },
    );
    return answer.matchedCount === 1;
  }

  async #replace(document: DraftDocument): Promise<boolean> {
    const { _id, ...rest } = document;
    try {
      if (document.revision === 1) await this.#drafts.insertOne(document);
      else return (await this.#drafts.updateOne({ _id, revision: document.revision - 1 }, { $set: rest })).matchedCount === 1;
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

function isSeen(known: DraftDocument | null, seen: number): boolean {
  return known === null || known.draft === null ? seen === 0 : seen === known.revision;
}
