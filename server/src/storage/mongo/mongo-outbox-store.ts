// The outbox in MongoDB. A claim is a conditional update of one document, and every later word about the effect names the lease of that claim.
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { EffectKinds } from '../../outbox/effect.ts';
import type { Claim, Effect, EffectView, Glance, NewEffect, OutboxCounts, OutboxStore } from '../../outbox/outbox-store.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { OutboxDocuments, nameOf, type EffectDocument } from './outbox-documents.ts';
import { OutboxLanes } from './outbox-lanes.ts';
import { againOnConflict } from './write-conflict.ts';

type Filter = mongo.Filter<EffectDocument>;

/** What is asked for again, or anew, begins like new. */
const WAITING = { state: 'new', attempts: 0, doneAt: null, reason: null, unclear: false } as const;
const FREE = { lease: null, leasedUntil: 0 } as const;

const mine = ({ storeId, effectId, lease }: Claim): Filter => ({ _id: nameOf(storeId, effectId), state: 'new', lease });

/** Those that were due at one instant are told apart by their id, so that a page border never swallows one. */
function olderThan(position: string): Filter {
  const [dueAt = '', id = ''] = position.split(/_(.*)/su);
  if (!/^\d{1,15}$/.test(dueAt) || id === '') throw new RangeError('not a position in this list');
  return { $or: [{ dueAt: { $lt: Number(dueAt) } }, { dueAt: Number(dueAt), _id: { $lt: id } }] };
}

export class MongoOutboxStore implements OutboxStore {
  readonly #outbox: Collection<EffectDocument>;
  readonly #documents: OutboxDocuments;
  readonly #lanes: OutboxLanes;

  constructor(connection: Connection, keys: Keyring, kinds: EffectKinds) {
    this.#outbox = collectionOf<EffectDocument>(connection, 'outbox');
    this.#documents = new OutboxDocuments(keys, kinds);
    this.#lanes = new OutboxLanes(this.#outbox);
  }

  async add(effect: NewEffect): Promise<'stored' | 'known'> {
    try {
      await this.#outbox.insertOne({ ...this.#documents.sealed(effect), ...WAITING, ...FREE });
      return 'stored';
    } catch (error) {
      if (isDuplicateKey(error)) return 'known';
      throw error;
    }
  }

  async restate(effects: readonly NewEffect[]): Promise<void> {
    if (effects.length === 0) return;
    const statements = effects.map((effect) => this.#restated(effect));
    const write = async (): Promise<void> => void (await this.#outbox.bulkWrite(statements, { ordered: false }));
    await againOnConflict(write).catch(async (error: unknown) => {
      // Somebody else's first one was faster: now all of them are there, and it may all be said again.
      if (!isDuplicateKey(error)) throw error;
      await againOnConflict(write);
    });
  }

  /** One that waits keeps its place in time, else what always changes would never be written; one that is under way is done once more, at its time. */
  #restated(effect: NewEffect): mongo.AnyBulkWriteOperation<EffectDocument> {
    const { _id, ...rest } = this.#documents.sealed(effect);
    const fresh = { $mergeObjects: ['$$ROOT', { $literal: { ...rest, ...WAITING, ...FREE } }] };
    const time = { dueAt: { $cond: [{ $eq: ['$lease', null] }, '$dueAt', rest.dueAt] } };
    const waits = { $mergeObjects: ['$$ROOT', { $literal: { body: rest.body, again: true } }, time] };
    const update = [{ $replaceWith: { $cond: [{ $eq: ['$state', 'new'] }, waits, fresh] } }];
    return { updateOne: { filter: { _id }, update, upsert: true } };
  }

  async claim(lease: string, now: number, leaseUntil: number, limit: number, except: readonly StoreId[] = []): Promise<Effect[]> {
    const due: Filter = { state: 'new', dueAt: { $lte: now }, leasedUntil: { $lte: now } };
    const some = except.length === 0 ? due : { ...due, storeId: { $nin: [...except] } };
    const found = await this.#outbox.find(some, { batchSize: limit + 1 }).sort({ dueAt: 1 }).limit(limit).toArray(); // prettier-ignore
    const free = await this.#lanes.free(found, now);
    const taken = await Promise.all(free.map((document) => this.#take(document, lease, now, leaseUntil)));
    return taken.filter((one) => one !== null);
  }

  async claimOne(storeId: StoreId, effectId: string, lease: string, now: number, leaseUntil: number): Promise<Effect | null> {
    const document = await this.#outbox.findOne({ _id: nameOf(storeId, effectId), state: 'new', leasedUntil: { $lte: now } });
    return document === null ? null : this.#take(document, lease, now, leaseUntil);
  }

  async remember(claim: Claim, memory: object): Promise<boolean> {
    return this.#change(mine(claim), { $set: { memory: this.#documents.seal(claim.storeId, memory) } });
  }

  async finish(claim: Claim, doneAt: number, reason: string | null = null): Promise<boolean> {
    const over = { state: 'done' as const, doneAt, reason, ...FREE };
    if (await this.#change({ ...mine(claim), again: { $ne: true } }, { $set: over })) return true;
    return this.#onceMore(claim);
  }

  async fail(claim: Claim, reason: string, then: number | 'dead' | 'unclear'): Promise<boolean> {
    // What was refused is not what is wanted by now.
    if (then === 'dead' && (await this.#onceMore(claim))) return true;
    const change = typeof then === 'number' ? { dueAt: then } : { state: 'dead' as const, unclear: then === 'unclear' };
    return this.#change(mine(claim), { $set: { ...change, reason, ...FREE } });
  }

  async glance(storeId: StoreId, effectIds: readonly string[]): Promise<Map<string, Glance>> {
    const names = effectIds.map((effectId) => nameOf(storeId, effectId));
    const shown = { effectId: 1, state: 1, dueAt: 1, doneAt: 1, lease: 1 } as const;
    const found = await this.#outbox.find({ _id: { $in: names } }, { projection: shown }).toArray();
    return new Map(
      found.map(({ effectId, state, dueAt, doneAt, lease }) => {
        return [effectId, { waitsUntil: state === 'new' && lease === null ? dueAt : null, doneAt: state === 'done' ? doneAt : null }];
      }),
    );
  }

  async read(storeId: StoreId, effectId: string): Promise<Effect | null> {
    const document = await this.#outbox.findOne({ _id: nameOf(storeId, effectId) });
    return document === null ? null : this.#documents.opened(document);
  }

  async counts(storeId: StoreId, now: number): Promise<OutboxCounts> {
    const [waiting, failing, dead, unclear, oldest] = await Promise.all([
      this.#outbox.countDocuments({ storeId, state: 'new' }),
      this.#outbox.countDocuments({ storeId, state: 'new', reason: { $type: 'string' } }),
      this.#outbox.countDocuments({ storeId, state: 'dead' }),
      this.#outbox.countDocuments({ storeId, state: 'dead', unclear: true }),
      this.#oldest({ storeId, state: 'new', dueAt: { $lte: now }, leasedUntil: { $lte: now } }),
    ]);
    return { waiting, failing, dead, unclear, oldestDueAt: oldest };
  }

  async overall(now: number): Promise<Pick<OutboxCounts, 'dead' | 'oldestDueAt'>> {
    const [dead, oldestDueAt] = await Promise.all([
      this.#outbox.countDocuments({ state: 'dead' }),
      this.#oldest({ state: 'new', dueAt: { $lte: now }, leasedUntil: { $lte: now } }),
    ]);
    return { dead, oldestDueAt };
  }

  async list(
    storeId: StoreId,
    state: Effect['state'],
    position: string | null,
    limit: number,
  ): Promise<{ effects: EffectView[]; next: string | null }> {
    const filter = { storeId, state, ...(position === null ? {} : olderThan(position)) };
    const sealed = { body: 0, memory: 0, subject: 0 } as const;
    const found = await this.#outbox.find(filter, { projection: sealed }).sort({ dueAt: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? `${last.dueAt}_${last._id}` : null;
    return { effects: page.map((document) => this.#documents.viewed(document)), next };
  }

  async replay(storeId: StoreId, effectIds: readonly string[] | 'all-dead', now: number): Promise<number> {
    const again = { ...WAITING, ...FREE, dueAt: now };
    if (effectIds === 'all-dead') {
      return (await this.#outbox.updateMany({ storeId, state: 'dead', unclear: false }, { $set: again })).modifiedCount;
    }
    const ids = { $in: effectIds.map((effectId) => nameOf(storeId, effectId)) };
    const unclear = await this.#outbox.updateMany({ _id: ids, state: 'dead', unclear: true }, { $set: { ...again, memory: null } });
    const others = await this.#outbox.updateMany({ _id: ids, state: 'dead', unclear: false }, { $set: again });
    return unclear.modifiedCount + others.modifiedCount;
  }

  async close(storeId: StoreId, effectId: string, now: number, reason: string): Promise<boolean> {
    const over = { state: 'done' as const, doneAt: now, reason, unclear: false };
    return this.#change({ _id: nameOf(storeId, effectId), state: 'dead' }, { $set: over });
  }

  async prune(before: number): Promise<number> {
    // What was done before was due before: that finds it without another index.
    const old: Filter = { state: 'done', dueAt: { $lt: before }, doneAt: { $gt: 0, $lt: before } };
    return (await this.#outbox.deleteMany(old)).deletedCount;
  }

  async eraseSubject(storeId: StoreId, subject: string, keep: readonly string[]): Promise<number> {
    const theirs = { storeId, subject } as const;
    const over = await this.#outbox.deleteMany({ ...theirs, state: 'done' });
    const others = await this.#outbox.deleteMany({ ...theirs, kind: { $nin: [...keep] } });
    return over.deletedCount + others.deletedCount;
  }

  async #oldest(filter: Filter): Promise<number | null> {
    const [oldest] = await this.#outbox.find(filter, { projection: { dueAt: 1 } }).sort({ dueAt: 1 }).limit(1).toArray(); // prettier-ignore
    return oldest?.dueAt ?? null;
  }

  /** False unless it was restated while it was under way. */
  #onceMore(claim: Claim): Promise<boolean> {
    const onceMore = { $set: { ...WAITING, ...FREE, memory: null }, $unset: { again: '' as const } };
    return this.#change({ ...mine(claim), again: true }, onceMore);
  }

  /** Whether there was such a document. */
  async #change(filter: Filter, update: mongo.UpdateFilter<EffectDocument>): Promise<boolean> {
    return (await againOnConflict(() => this.#outbox.updateOne(filter, update))).matchedCount > 0;
  }

  /** Only as it was seen: whoever took it or changed it since then left another lease, or other attempts. */
  async #take(seen: EffectDocument, lease: string, now: number, leaseUntil: number): Promise<Effect | null> {
    const { _id, leasedUntil, attempts } = seen;
    const asSeen: Filter = { _id, state: 'new', leasedUntil, attempts };
    const take = { $set: { lease, leasedUntil: leaseUntil }, $inc: { attempts: 1 }, $unset: { again: '' as const } };
    const taken = await againOnConflict(() => this.#outbox.findOneAndUpdate(asSeen, take, { returnDocument: 'after' }));
    if (taken === null || (await this.#lanes.isHeldUp(taken, now))) {
      if (taken !== null) await this.#lanes.giveBack(taken, now);
      return null;
    }
    return this.#documents.opened(taken);
  }
}
