// The inbox in MongoDB. An item is written when it comes and when it ends; in between it is named by the lease of its batch, so that taking
// it up does not write kilobytes again.
import type { Binary } from 'bson';
import type { Connection, mongo } from 'mongoose';
import type { InboxItem, InboxStore, InsertResult, NewItem, Purge } from '../../inbox/inbox-store.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { GroupInsert } from './group-insert.ts';
import { InboxLeases } from './inbox-leases.ts';

interface InboxDocument extends Omit<InboxItem, 'itemId' | 'body' | 'dedupe'> {
  readonly _id: string;
  /** Encrypted: raw deliveries hold personal data. */
  readonly body: Buffer | Binary;
  readonly dedupe?: string;
  /** Its person was erased: there is nothing in it any more. */
  readonly purged?: true;
}

const DAY_MS = 86_400_000;
const PURGED_AT_ONCE = 500;
/** Others may take what was just found due; past this, there is a next look. */
const LOOKS_MAX = 5;

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
  readonly #leases: InboxLeases;

  constructor(connection: Connection, keys: Keyring) {
    this.#inbox = collectionOf<InboxDocument>(connection, 'inbox');
    this.#group = new GroupInsert(this.#inbox);
    this.#keys = keys;
    this.#leases = new InboxLeases(connection);
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
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const survey = await this.#leases.survey(lease, now, leaseUntil);
      if ('orphans' in survey) {
        const left = await this.#waiting(lease, survey.orphans, now);
        if (left.length > 0) return left;
        continue;
      }
      const due = await this.#due(now, survey.held, limit);
      if (due.length === 0) return [];
      const mine = await this.#leases.takeSome(lease, leaseUntil, due);
      if (mine.length > 0) return this.#inOrder(mine);
    }
    return [];
  }

  async claimOne(itemId: string, lease: string, now: number, leaseUntil: number): Promise<InboxItem | null> {
    if (!(await this.#leases.takeOne(lease, itemId, now, leaseUntil))) return null;
    const [item] = await this.#waiting(lease, [itemId], Number.POSITIVE_INFINITY);
    return item ?? null;
  }

  async finish(itemIds: readonly string[], lease: string, state: 'done' | 'ignored', reason: string | null, now: number): Promise<void> {
    // Work that is done is done, also when its lease has run out meanwhile and others have despaired of it.
    const waiting = { $in: ['new', 'dead'] as const };
    for (const [attempts, ids] of Map.groupBy(itemIds, (itemId) => this.#leases.attempts(lease, itemId))) {
      const change = { state, reason, doneAt: now, ...(attempts === null ? {} : { attempts }) };
      await this.#inbox.updateMany({ _id: { $in: ids }, state: waiting }, { $set: change });
    }
    await this.#leases.end(lease, itemIds);
  }

  async fail(itemId: string, lease: string, reason: string, dueAt: number | null): Promise<void> {
    const attempts = this.#leases.attempts(lease, itemId);
    // Not ours any more: somebody else says what becomes of it.
    if (attempts === null) return;
    const change = dueAt === null ? { state: 'dead' as const } : { dueAt };
    await this.#inbox.updateOne({ _id: itemId, state: 'new' }, { $set: { ...change, reason, attempts } });
    await this.#leases.end(lease, [itemId]);
  }

  async release(itemIds: readonly string[], lease: string, now: number): Promise<void> {
    await this.#inbox.updateMany({ _id: { $in: [...itemIds] }, state: 'new' }, { $set: { dueAt: now } });
    await this.#leases.end(lease, itemIds);
  }

  async replay(storeId: StoreId, itemId: string | null, now: number): Promise<number> {
    const which: mongo.Filter<InboxDocument> =
      itemId === null ? { storeId, state: 'dead' } : { storeId, _id: itemId, state: { $ne: 'new' }, purged: { $exists: false } };
    const again = { state: 'new' as const, dueAt: now, attempts: 0, doneAt: null, reason: null };
    return (await this.#inbox.updateMany(which, { $set: again })).modifiedCount;
  }

  async waitingAmong(storeId: StoreId, itemIds: readonly string[]): Promise<string[]> {
    if (itemIds.length === 0) return [];
    const waiting = { _id: { $in: [...itemIds] }, storeId, state: 'new' as const };
    return (await this.#inbox.find(waiting, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
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
    // What was done before was due before: that finds it without an index that every finished item would have to be put into.
    const old = { state: { $in: ['done', 'ignored'] as const }, dueAt: { $lt: before }, doneAt: { $gt: 0, $lt: before } };
    return (await this.#inbox.deleteMany(old)).deletedCount;
  }

  async purge(storeId: StoreId, { subjects, mentions, before, except }: Purge): Promise<number> {
    const old = { storeId, receivedAt: { $lte: before }, purged: { $exists: false } };
    let purged = 0;
    for (let from = 0; from < subjects.length; from += PURGED_AT_ONCE) {
      const about = { $in: subjects.slice(from, from + PURGED_AT_ONCE) };
      purged += await this.#empty(storeId, { ...old, subject: about, _id: { $ne: except } }, before);
    }
    // Nobody knows whom these are about, or whose the order is that they name: they are looked into.
    const unknown = [{ subject: { $exists: false } }, { state: { $in: ['new', 'dead'] as const } }];
    for await (const { _id, body } of this.#inbox.find({ ...old, $or: unknown, _id: { $ne: except } })) {
      if (mentions(this.#keys.open(bytesOf(body), `inbox/${storeId}`))) purged += await this.#empty(storeId, { ...old, _id }, before);
    }
    return purged;
  }

  async #empty(storeId: StoreId, which: mongo.Filter<InboxDocument>, at: number): Promise<number> {
    const change = { body: this.#keys.seal(Buffer.alloc(0), `inbox/${storeId}`), headers: {}, purged: true as const };
    const waiting = { state: 'ignored', reason: 'whom it was about was erased before it was worked on', doneAt: at } as const;
    const given = await this.#inbox.updateMany({ ...which, state: { $in: ['new', 'dead'] } }, { $set: { ...change, ...waiting } });
    const ended = await this.#inbox.updateMany({ ...which, state: { $in: ['done', 'ignored'] } }, { $set: change });
    return given.modifiedCount + ended.modifiedCount;
  }

  async #due(now: number, held: readonly string[], limit: number): Promise<InboxDocument[]> {
    const due: mongo.Filter<InboxDocument> = { state: 'new', dueAt: { $lte: now } };
    const free = held.length === 0 ? due : { ...due, _id: { $nin: [...held] } };
    return this.#inbox.find(free, { batchSize: limit + 1 }).sort({ dueAt: 1 }).limit(limit).toArray(); // prettier-ignore
  }

  /** Of leased items those that still wait. One that is not due was put off by whoever died, or is somebody's who gave himself a head start. */
  async #waiting(lease: string, itemIds: readonly string[], now: number): Promise<InboxItem[]> {
    const documents = await this.#inbox.find({ _id: { $in: [...itemIds] }, state: 'new' }, { batchSize: itemIds.length + 1 }).toArray();
    const wanted = documents.filter(({ dueAt, attempts }) => dueAt <= now || attempts === 0);
    const ids = new Set(wanted.map(({ _id }) => _id));
    const leased = this.#leases.began(lease, wanted);
    await this.#leases.end(lease, itemIds.filter((itemId) => !ids.has(itemId))); // prettier-ignore
    return this.#inOrder(leased);
  }

  #inOrder(documents: readonly InboxDocument[]): InboxItem[] {
    return documents.toSorted((a, b) => a.receivedAt - b.receivedAt).map((document) => this.#fromDocument(document));
  }

  #toDocument({ itemId, dedupe, body, ...item }: NewItem): InboxDocument {
    const sealed = this.#keys.seal(body, `inbox/${item.storeId}`);
    const waiting = {
      state: 'new',
      attempts: 0,
      dueAt: item.dueAt ?? item.receivedAt,
      doneAt: null,
      reason: null,
    } as const;
    return { _id: itemId, ...item, body: sealed, ...(dedupe === null ? {} : { dedupe }), ...waiting };
  }

  #fromDocument({ _id, body, purged: _purged, ...document }: InboxDocument): InboxItem {
    const opened = this.#keys.open(bytesOf(body), `inbox/${document.storeId}`);
    return { ...document, itemId: _id, dedupe: document.dedupe ?? null, body: opened };
  }
}
