// What is known of a store's news: what waits in the inbox, and up to when the store was asked for everything that changed.
import type { Connection } from 'mongoose';
import type { InboxItem } from '../../inbox/inbox-store.ts';
import type { PendingNews } from '../../late-facts/watermarks.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import { collectionOf, type Collection } from './collection.ts';

type Waiting = Pick<InboxItem, 'storeId' | 'state' | 'origin' | 'receivedAt'>;

interface ReconciliationDocument {
  readonly _id: StoreId;
  readonly to: number;
}

/** The clock's own items tell nothing: they would wait for themselves. */
const TELLING = ['webhook', 'request'] as const;

export class MongoPendingNews implements PendingNews {
  readonly #inbox: Collection<Waiting>;
  readonly #reconciliations: Collection<ReconciliationDocument>;

  constructor(connection: Connection) {
    this.#inbox = collectionOf<Waiting>(connection, 'inbox');
    this.#reconciliations = collectionOf<ReconciliationDocument>(connection, 'reconciliations');
  }

  async oldestWaiting(storeId: StoreId): Promise<number | null> {
    const waiting = { storeId, state: 'new' as const, origin: { $in: [...TELLING] } };
    const oldest = await this.#inbox.findOne(waiting, { sort: { receivedAt: 1 }, projection: { _id: 0, receivedAt: 1 } });
    return oldest?.receivedAt ?? null;
  }

  async reconciledTo(storeId: StoreId): Promise<number | null> {
    return (await this.#reconciliations.findOne({ _id: storeId }))?.to ?? null;
  }

  async completeReconciliation(storeId: StoreId, to: number): Promise<void> {
    await this.#reconciliations.updateOne({ _id: storeId }, { $max: { to } }, { upsert: true });
  }
}
