// Members' levels in MongoDB, and what they are made of: orders, and the points that entries gave.
import type { Connection, mongo } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import { earnedBy } from '../../tiers/earned-by.ts';
import type { EarnedEntry, FactReader, StatusRow, StatusRows, WalkMark, WalkMarks } from '../../tiers/status-row.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { batchesOf } from './mongo-ledger-reader.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';

const WITHOUT_ID = { projection: { _id: 0 } } as const;
const EARNED = { projection: { _id: 0, memberId: 1, seq: 1, at: 1, kind: 1, key: 1, order: 1, moves: 1 } } as const;
const KINDS = ['settle-order', 'award', 'transfer-in', 'transfer-out'] as const;

export class MongoStatuses implements StatusRows {
  readonly #rows: Collection<StatusRow>;

  constructor(connection: Connection) {
    this.#rows = collectionOf<StatusRow>(connection, 'statuses');
  }

  async one(storeId: StoreId, memberId: MemberId): Promise<StatusRow | null> {
    return this.#rows.findOne({ storeId, memberId }, WITHOUT_ID);
  }

  async many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<StatusRow[]> {
    return this.#rows.find({ storeId, memberId: { $in: [...memberIds] } }, WITHOUT_ID).toArray();
  }

  async mergedInto(storeId: StoreId, memberIds: readonly MemberId[]): Promise<StatusRow[]> {
    return this.#rows.find({ storeId, into: { $in: [...memberIds] } }, WITHOUT_ID).toArray();
  }

  async due(storeId: StoreId, at: number, limit: number): Promise<MemberId[]> {
    const due = this.#rows.find({ storeId, dueAt: { $gt: 0, $lte: at } }, { projection: { memberId: 1 } });
    return (await due.sort({ dueAt: 1 }).limit(limit).toArray()).map(({ memberId }) => memberId); // prettier-ignore
  }

  async inLevel(storeId: StoreId, tierId: string, at: number, after: MemberId | null, limit: number): Promise<MemberId[]> {
    const span = { tierId, from: { $lte: at }, $or: [{ until: null }, { until: { $gt: at } }] };
    const later = after === null ? {} : { memberId: { $gt: after } };
    const filter = { storeId, ...later, 'spans.tierId': tierId, spans: { $elemMatch: span } } as mongo.Filter<StatusRow>;
    const found = this.#rows.find(filter, { projection: { memberId: 1 } }).sort({ memberId: 1 }).limit(limit); // prettier-ignore
    return (await found.toArray()).map(({ memberId }) => memberId);
  }

  async *every(storeId: StoreId): AsyncIterable<readonly StatusRow[]> {
    yield* batchesOf(this.#rows.find({ storeId }, WITHOUT_ID).sort({ memberId: 1 }).batchSize(500));
  }

  async create(row: StatusRow): Promise<boolean> {
    try {
      await this.#rows.insertOne({ ...row });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async replace({ storeId, memberId, n }: StatusRow, row: StatusRow): Promise<boolean> {
    return (await this.#rows.replaceOne({ storeId, memberId, n }, { ...row })).matchedCount === 1;
  }

  async remove({ storeId, memberId, n }: StatusRow): Promise<boolean> {
    return (await this.#rows.deleteOne({ storeId, memberId, n })).deletedCount === 1;
  }
}

export class MongoTierFacts implements FactReader {
  readonly #orders: Collection<StoredOrder>;
  readonly #entries: Collection<EntryDocument>;
  readonly #members: Collection<{ readonly storeId: StoreId; readonly memberId: MemberId; readonly gone?: string }>;

  constructor(connection: Connection) {
    this.#orders = collectionOf(connection, 'orders');
    this.#entries = collectionOf(connection, 'entries');
    this.#members = collectionOf(connection, 'members');
  }

  async orders(storeId: StoreId, memberIds: readonly MemberId[]): Promise<StoredOrder[]> {
    return this.#orders.find({ storeId, memberId: { $in: [...memberIds] } }, WITHOUT_ID).toArray();
  }

  async earned(storeId: StoreId, memberIds: readonly MemberId[]): Promise<EarnedEntry[]> {
    const filter = { storeId, memberId: { $in: [...memberIds] }, kind: { $in: [...KINDS] } };
    return (await this.#entries.find(filter, EARNED).sort({ memberId: 1, seq: 1 }).toArray()).flatMap(earnedBy); // prettier-ignore
  }

  async everyone(storeId: StoreId, after: MemberId | null, limit: number): Promise<MemberId[]> {
    const later = after === null ? {} : { memberId: { $gt: after } };
    const found = this.#members.find({ storeId, ...later, gone: { $ne: 'erased' } }, { projection: { _id: 0, memberId: 1 } }).sort({ memberId: 1 }).limit(limit); // prettier-ignore
    return (await found.toArray()).map(({ memberId }) => memberId);
  }
}

type MarkDocument = WalkMark & { readonly _id: string };

export class MongoTierWalks implements WalkMarks {
  readonly #marks: Collection<MarkDocument>;

  constructor(connection: Connection) {
    this.#marks = collectionOf<MarkDocument>(connection, 'tier_walks');
  }

  async get(storeId: StoreId): Promise<WalkMark | null> {
    return this.#marks.findOne({ _id: storeId }, WITHOUT_ID);
  }

  async set(storeId: StoreId, mark: WalkMark): Promise<void> {
    await this.#marks.updateOne({ _id: storeId }, { $set: mark }, { upsert: true });
  }
}
