// What allowance chains say, out of stored entries: an order's shares by the range of their keys, a chain's entries by its sequence.
import type { Connection, mongo } from 'mongoose';
import { ALLOWANCE_CHAINS } from '../../allowances/allowance.ts';
import { amountOf, sharesOfOrder } from '../../allowances/share-keys.ts';
import type { OrderShares, ShareEntry, ShareReader, SweepMarks } from '../../allowances/share-reader.ts';
import { entryKey, memberId, type EntryKey, type MemberId, type OrderId, type StoreId } from '../../loyalty/ids.ts';
import { collectionOf, type Collection } from './collection.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';

type ChainDocument = Pick<EntryDocument, 'memberId'>;
type ShareDocument = Pick<EntryDocument, 'memberId' | 'moves'>;

const SHARE = { projection: { _id: 0, memberId: 1, moves: 1 } } as const;
const CHAIN = { _id: 0, memberId: 1 } as const;
const ENTRY = { projection: { _id: 0, seq: 1, at: 1, kind: 1, key: 1, moves: 1 } } as const;
const KEY = { projection: { _id: 0, key: 1 } } as const;
/** After every text that begins with the prefix. */
const end = (prefix: string): string => `${prefix}\uffff`;

export class MongoAllowanceShares implements ShareReader {
  readonly #entries: Collection<EntryDocument>;

  constructor(connection: Connection) {
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
  }

  async ofOrder(storeId: StoreId, orderId: OrderId): Promise<OrderShares[]> {
    const prefix = sharesOfOrder(orderId);
    const keys = { $gte: entryKey(prefix), $lt: entryKey(end(prefix)) };
    const entries = await this.#entries.find<ShareDocument>({ storeId, key: keys }, SHARE).toArray();
    return [...Map.groupBy(entries, ({ memberId: chain }) => chain)].map(([chain, mine]) => ({
      chain,
      entries: mine.length,
      granted: mine.reduce((sum, entry) => sum + amountOf(entry), 0),
    }));
  }

  async written(storeId: StoreId, keys: readonly EntryKey[]): Promise<Set<EntryKey>> {
    const entries = await this.#entries.find<Pick<EntryDocument, 'key'>>({ storeId, key: { $in: [...keys] } }, KEY).toArray();
    return new Set(entries.map(({ key }) => key));
  }

  /** From chain to chain along the index: a chain of a million entries costs as much as one of one. */
  async chains(storeId: StoreId): Promise<MemberId[]> {
    const chains: MemberId[] = [];
    for (let last = memberId(ALLOWANCE_CHAINS); ;) {
      const next = { storeId, memberId: { $gt: last, $lt: memberId(end(ALLOWANCE_CHAINS)) } } satisfies mongo.Filter<EntryDocument>;
      const found = await this.#entries.findOne<ChainDocument>(next, { sort: { memberId: 1, seq: 1 }, projection: CHAIN });
      if (found === null) return chains;
      last = found.memberId;
      chains.push(last);
    }
  }

  async after(storeId: StoreId, chain: MemberId, seq: number, limit: number): Promise<ShareEntry[]> {
    const above = { storeId, memberId: chain, seq: { $gt: seq } };
    return this.#entries.find<ShareEntry>(above, ENTRY).sort({ seq: 1 }).limit(limit).toArray(); // prettier-ignore
  }
}

interface MarkDocument {
  readonly _id: string;
  readonly storeId: StoreId;
  readonly seq: number;
}

export class MongoSweepMarks implements SweepMarks {
  readonly #marks: Collection<MarkDocument>;

  constructor(connection: Connection) {
    this.#marks = collectionOf<MarkDocument>(connection, 'sweep_marks');
  }

  async get(storeId: StoreId, chain: MemberId): Promise<number> {
    return (await this.#marks.findOne({ _id: `${storeId}/${chain}` }))?.seq ?? 0;
  }

  async set(storeId: StoreId, chain: MemberId, seq: number): Promise<void> {
    await this.#marks.updateOne({ _id: `${storeId}/${chain}` }, { $set: { storeId, seq } }, { upsert: true });
  }
}
