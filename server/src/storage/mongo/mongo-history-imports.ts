// Imports of stores' pasts in MongoDB: one document per store.
import type { Connection } from 'mongoose';
import type { HistoryImport, ImportStore } from '../../history/import-store.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type ImportDocument = HistoryImport & { readonly _id: StoreId };

export class MongoHistoryImports implements ImportStore {
  readonly #imports: Collection<ImportDocument>;

  constructor(connection: Connection) {
    this.#imports = collectionOf<ImportDocument>(connection, 'history_imports');
  }

  async get(storeId: StoreId): Promise<HistoryImport | null> {
    return this.#imports.findOne({ _id: storeId }, { projection: { _id: 0 } });
  }

  async start(storeId: StoreId, run: HistoryImport): Promise<boolean> {
    try {
      await this.#imports.updateOne({ _id: storeId, state: { $ne: 'running' } }, { $set: run }, { upsert: true });
      return true;
    } catch (error) {
      // The upsert met the document of one that runs.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async goOn(storeId: StoreId, importId: string, change: Partial<HistoryImport>): Promise<boolean> {
    return (await this.#imports.updateOne({ _id: storeId, importId, state: 'running' }, { $set: change })).matchedCount === 1;
  }
}
