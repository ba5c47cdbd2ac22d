// How far stores were compared, in MongoDB: beside the watermark of mongo-pending-news.ts, in the same document.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import { NEVER_LOOKED, type Reconciliation, type ReconciliationStore } from '../../reconcile/reconciliation-store.ts';
import { collectionOf, type Collection } from './collection.ts';

type ReconciliationDocument = Partial<Reconciliation> & { readonly _id: StoreId };

export class MongoReconciliations implements ReconciliationStore {
  readonly #reconciliations: Collection<ReconciliationDocument>;

  constructor(connection: Connection) {
    this.#reconciliations = collectionOf<ReconciliationDocument>(connection, 'reconciliations');
  }

  async read(storeId: StoreId): Promise<Reconciliation> {
    const known = await this.#reconciliations.findOne({ _id: storeId }, { projection: { _id: 0, to: 0 } });
    return { ...NEVER_LOOKED, ...known };
  }

  async save(storeId: StoreId, reconciliation: Reconciliation): Promise<void> {
    await this.#reconciliations.updateOne({ _id: storeId }, { $set: reconciliation }, { upsert: true });
  }

  async close(storeId: StoreId, itemIds: readonly string[]): Promise<void> {
    await this.#reconciliations.updateOne({ _id: storeId }, { $pull: { open: { itemId: { $in: [...itemIds] } } } });
  }

  async askNow(storeId: StoreId, now: number): Promise<void> {
    await this.#reconciliations.updateOne({ _id: storeId }, { $set: { nextAt: now } }, { upsert: true });
  }
}
