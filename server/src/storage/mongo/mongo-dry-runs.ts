// Dry runs in MongoDB: one document per store, taken over only when nobody holds it any more.
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { RunStore, StoredRun } from '../../programs/dry-runs/run-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type RunDocument = StoredRun & { readonly _id: StoreId };

export class MongoDryRuns implements RunStore {
  readonly #runs: Collection<RunDocument>;

  constructor(connection: Connection) {
    this.#runs = collectionOf<RunDocument>(connection, 'dry_runs');
  }

  async get(storeId: StoreId): Promise<StoredRun | null> {
    const document = await this.#runs.findOne({ _id: storeId });
    if (document === null) return null;
    const { _id, ...run } = document;
    return run;
  }

  async start(storeId: StoreId, run: StoredRun, now: number): Promise<boolean> {
    const free: mongo.Filter<RunDocument> = { _id: storeId, $or: [{ state: { $ne: 'running' } }, { leaseUntil: { $lte: now } }] };
    try {
      await this.#runs.updateOne(free, { $set: run }, { upsert: true });
      return true;
    } catch (error) {
      // The upsert met the document of a run that still goes on.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async goOn(storeId: StoreId, runId: string, progress: Pick<StoredRun, 'done' | 'of' | 'leaseUntil'>): Promise<boolean> {
    const answer = await this.#runs.updateOne({ _id: storeId, runId, cancelAsked: false }, { $set: progress });
    return answer.matchedCount === 1;
  }

  async finish(storeId: StoreId, runId: string, end: Partial<StoredRun>): Promise<void> {
    await this.#runs.updateOne({ _id: storeId, runId }, { $set: end });
  }

  async askToStop(storeId: StoreId, now: number): Promise<boolean> {
    const answer = await this.#runs.updateOne(
      { _id: storeId, state: 'running', leaseUntil: { $gt: now } },
      { $set: { cancelAsked: true } },
    );
    return answer.matchedCount === 1;
  }
}
