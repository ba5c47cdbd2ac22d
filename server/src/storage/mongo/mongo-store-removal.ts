// Everything of a store, gone. How each collection names its store stands here: a rule of tidy compares the list with the collections there are.
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { RemovedStore, StoreRemoval } from '../../privacy/store-removal.ts';
import { collectionOf, type Collection } from './collection.ts';

/** `storeId`: a field of every document; `_id`: the store's id is the document's; `name`: the id is part of the document's name. */
export const HELD_BY: Readonly<Record<string, 'storeId' | '_id' | 'name'>> = {
  audit: 'storeId',
  balances: 'storeId',
  birthdays: 'storeId',
  checkpoint_pages: 'storeId',
  checkpoints: 'storeId',
  claim_traces: 'storeId',
  claim_uses: 'storeId',
  consents: 'storeId',
  credentials: '_id',
  data_files: 'storeId',
  days: 'storeId',
  dry_runs: '_id',
  entries: 'storeId',
  history_imports: '_id',
  inbox: 'storeId',
  leases: 'name',
  mail_left: 'storeId',
  mail_settings: '_id',
  mail_suppressed: 'storeId',
  mails: 'storeId',
  members: 'storeId',
  notes: 'storeId',
  offers: 'storeId',
  order_traces: 'storeId',
  orders: 'storeId',
  outbox: 'storeId',
  program_drafts: '_id',
  programs: 'storeId',
  rate_limits: 'name',
  reconciliations: '_id',
  redemptions: 'storeId',
  referral_links: 'storeId',
  referrals: 'storeId',
  referral_bans: 'storeId',
  referral_day_keys: 'storeId',
  referral_reach: 'storeId',
  referral_visitors: 'storeId',
  settings: '_id',
  staff_languages: 'storeId',
  staff_lists: '_id',
  statuses: 'storeId',
  storefront_looks: '_id',
  stores: '_id',
  sweep_marks: 'storeId',
  tier_walks: '_id',
  tombstones: 'storeId',
  verifications: 'storeId',
  vouchers: 'storeId',
  waiting_consents: 'storeId',
};

/** Of no store: names of items for as long as they are worked on, and what stays of a store that was removed. */
export const OF_NO_STORE: readonly string[] = ['inbox_leases', 'invitations', 'removed_stores'];

/** Somebody may still be writing what was in their hands; another look finds it. */
const LOOKS_MAX = 3;

type AnyDocument = Record<string, unknown> & { readonly _id: string };
type RemovedDocument = Omit<RemovedStore, 'storeId'> & { readonly _id: string };

export class MongoStoreRemoval implements StoreRemoval {
  readonly #connection: Connection;
  readonly #removed: Collection<RemovedDocument>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#removed = collectionOf<RemovedDocument>(connection, 'removed_stores');
  }

  async remove(storeId: StoreId, itemId: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      let gone = 0;
      for (const [name, by] of inOrder()) {
        const { deletedCount } = await collectionOf<AnyDocument>(this.#connection, name).deleteMany(ofStore(name, by, storeId, itemId));
        counts[name] = (counts[name] ?? 0) + deletedCount;
        gone += deletedCount;
      }
      if (gone === 0) break;
    }
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  }

  async note({ storeId, ...removed }: RemovedStore): Promise<void> {
    await this.#removed.updateOne({ _id: `${storeId}/${removed.removedAt}` }, { $set: removed }, { upsert: true });
  }
}

/** The record of the store last: without it, whoever takes the work up again would not know the store. */
function inOrder(): [string, 'storeId' | '_id' | 'name'][] {
  const isStores = ([name]: [string, unknown]): boolean => name === 'stores';
  const all = Object.entries(HELD_BY);
  return [...all.filter((each) => !isStores(each)), ...all.filter(isStores)];
}

function ofStore(name: string, by: 'storeId' | '_id' | 'name', storeId: StoreId, itemId: string): mongo.Filter<AnyDocument> {
  if (by === '_id') return { _id: storeId };
  // A whole part of the name: one store's id may begin like another's.
  if (by === 'name') return { _id: { $regex: `(^|[/:])${storeId.replaceAll(/[^\w-]/gu, String.raw`\$&`)}([/:@]|$)` } };
  return name === 'inbox' ? { storeId, _id: { $ne: itemId } } : { storeId };
}
