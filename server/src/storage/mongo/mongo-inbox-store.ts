// The inbox in MongoDB. To lease an item is to move its due time into the future under a random token: a crashed worker's items become due
// again by themselves.
import type { Binary } from 'bson';
import type { Connection, mongo } from 'mongoose';
import type { InboxItem, InboxStore, InsertResult, NewItem } from '../../inbox/inbox-store.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { GroupInsert } from './group-insert.ts';

interface InboxDocument extends Omit<InboxItem, 'itemId' | 'body' | 'dedupe'> {
  readonly _id: string;
  /** Encrypted: raw deliveries hold personal data. */
  readonly body: Buffer | Binary;
  readonly dedupe?: string;
  readonly leasedBy: string | null;
}

const DAY_MS = 86_400_000;

function bytesOf(body: Buffer | Binary): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(body.buffer.subarray(0, body.position));
}

/** Items of one millisecond are told apart by their id, so that a page border never swallows one. */
function olderThan(position: string): mongo.Filter<InboxDocument> {
  const [receivedAt = '', id = ''] = position.split('_');
  if (!/^\d{1,15}$/.test(receivedAt) || id === '') throw new RangeError('not a position in this list');
  return { $or: [{ receivedAt: { $lt: Number(receivedAt) } }, { receivedAt: Number(receivedAt), _id: { $lt: id } }] };
}

export class MongoInboxStore implements InboxStore {
  readonly #inbox: Collection<InboxDocument>;
  readonly #group: GroupInsert<InboxDocument>;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#inbox = collectionOf<InboxDocument>(connection, 'inbox');
    this.#group = new GroupInsert(this.#inbox);
    this.#keys = keys;
  }

  async insert(item: NewItem): Promise<InsertResult> {
    try {
      await this.#group.insert(this.#toDocument(item));
      return 'stored';
    } catch (error) {
      if (isDuplicateKey(error)) return 'known';
      throw error;
    }
  }

  async claim(lease: string, now: number, leaseUntil: number, limit: number): Promise<InboxItem[]> {
    const due: mongo.Filter<InboxDocument> = { state: 'new', dueAt: { $lte: now } };
    const candidates = await this.#inbox.find(due, { projection: { _id: 1 } }).sort({ dueAt: 1 }).limit(limit).toArray(); // prettier-ignore
    if (candidates.length === 0) return [];
    return this.#lease({ ...due, _id: { $in: candidates.map(({ _id }) => _id) } }, lease, leaseUntil);
  }

  async claimOne(itemId: string, lease: string, now: number, leaseUntil: number): Promise<InboxItem | null> {
    const [item] = await this.#lease({ _id: itemId, state: 'new', $or: [{ leasedBy: null }, { dueAt: { $lte: now } }] }, lease, leaseUntil);
    return item ?? null;
  }

  async finish(itemIds: readonly string[], lease: string, state: 'done' | 'ignored', reason: string | null, now: number): Promise<void> {
    const change = { state, reason, doneAt: now, leasedBy: null };
    await this.#inbox.updateMany({ _id: { $in: [...itemIds] }, leasedBy: lease }, { $set: change });
  }

  async fail(itemId: string, lease: string, reason: string, dueAt: number | null): Promise<void> {
    const change = dueAt === null ? { state: 'dead' as const } : { dueAt };
    await this.#inbox.updateOne({ _id: itemId, leasedBy: lease }, { $set: { ...change, reason, leasedBy: null } });
  }

  async release(itemIds: readonly string[], lease: string, now: number): Promise<void> {
    const held = { _id: { $in: [...itemIds] }, leasedBy: lease, state: 'new' as const };
    await this.#inbox.updateMany(held, { $set: { dueAt: now, leasedBy: null }, $inc: { attempts: -1 } });
  }

  async replay(storeId: StoreId, itemId: string | null, now: number): Promise<number> {
    const which: mongo.Filter<InboxDocument> =
      itemId === null ? { storeId, state: 'dead' } : { storeId, _id: itemId, state: { $ne: 'new' } };
    const again = { state: 'new' as const, dueAt: now, attempts: 0, doneAt: null, reason: null };
    return (await this.#inbox.updateMany(which, { $set: again })).modifiedCount;
  }

  async get(storeId: StoreId, itemId: string): Promise<InboxItem | null> {
    const document = await this.#inbox.findOne({ _id: itemId, storeId });
    return document === null ? null : this.#fromDocument(document);
  }

  async list(
    storeId: StoreId,
    state: InboxItem['state'] | null,
    before: string | null,
    limit: number,
  ): Promise<{ items: InboxItem[]; next: string | null }> {
    const states = state === null ? (['new', 'dead', 'ignored', 'done'] as const) : ([state] as const);
    const filter = { storeId, state: { $in: [...states] }, ...(before === null ? {} : olderThan(before)) };
    const documents = await this.#inbox.find(filter).sort({ receivedAt: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const items = documents.slice(0, limit).map((document) => this.#fromDocument(document));
    const last = items.at(-1);
    return { items, next: documents.length > limit && last !== undefined ? `${last.receivedAt}_${last.itemId}` : null };
  }

  async summary(storeId: StoreId, now: number): ReturnType<InboxStore['summary']> {
    const [waiting, failing, dead, doneLastDay, newest] = await Promise.all([
      this.#inbox.countDocuments({ storeId, state: 'new' }),
      this.#inbox.countDocuments({ storeId, state: 'new', attempts: { $gt: 1 } }),
      this.#inbox.countDocuments({ storeId, state: 'dead' }),
      this.#inbox.countDocuments({ storeId, state: 'done', receivedAt: { $gte: now - DAY_MS } }),
      this.list(storeId, null, null, 1),
    ]);
    return { waiting, failing, dead, doneLastDay, lastReceivedAt: newest.items[0]?.receivedAt ?? null };
  }

  async prune(before: number): Promise<number> {
    return (await this.#inbox.deleteMany({ doneAt: { $gt: 0, $lt: before }, state: { $in: ['done', 'ignored'] } })).deletedCount;
  }

  async #lease(free: mongo.Filter<InboxDocument>, lease: string, leaseUntil: number): Promise<InboxItem[]> {
    const answer = await this.#inbox.updateMany(free, { $set: { leasedBy: lease, dueAt: leaseUntil }, $inc: { attempts: 1 } });
    if (answer.modifiedCount === 0) return [];
    const mine: mongo.Filter<InboxDocument> = free._id === undefined ? { leasedBy: lease } : { _id: free._id, leasedBy: lease };
    const documents = await this.#inbox.find(mine).sort({ receivedAt: 1 }).toArray();
    return documents.map((document) => this.#fromDocument(document));
  }

  #toDocument({ itemId, dedupe, body, ...item }: NewItem): InboxDocument {
    const sealed = this.#keys.seal(body, `inbox/${item.storeId}`);
    const waiting = {
      state: 'new',
      attempts: 0,
      dueAt: item.dueAt ?? item.receivedAt,
      doneAt: null,
      reason: null,
      leasedBy: null,
    } as const;
    return { _id: itemId, ...item, body: sealed, ...(dedupe === null ? {} : { dedupe }), ...waiting };
  }

  #fromDocument({ _id, leasedBy: _leasedBy, body, ...document }: InboxDocument): InboxItem {
    const opened = this.#keys.open(bytesOf(body), `inbox/${document.storeId}`);
    return { ...document, itemId: _id, dedupe: document.dedupe ?? null, body: opened };
  }
}
