// Redemptions in MongoDB. `_id` is the store and the reservation, so asking twice is one document.
import type { Connection, mongo } from 'mongoose';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { RedemptionStore } from '../../redemptions/redemption-store.ts';
import { groupOf, type Group, type Redemption, type RedemptionChange, type Stage } from '../../redemptions/redemption.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface RedemptionDocument extends Redemption {
  readonly _id: string;
  /** Told from the rest at every write, so that one index gives a list of it in its order. */
  readonly group: Group;
}

/** Points are set aside for these: of one that was only asked for they are not yet. */
const HOLDING: readonly Stage[] = ['preparing', 'ready', 'removing'];
const BARE = { projection: { _id: 0, group: 0 } } as const;
const idOf = ({ storeId, reservationId }: Pick<Redemption, 'storeId' | 'reservationId'>): string => `${storeId}/${reservationId}`;

export class MongoRedemptionStore implements RedemptionStore {
  readonly #redemptions: Collection<RedemptionDocument>;

  constructor(connection: Connection) {
    this.#redemptions = collectionOf<RedemptionDocument>(connection, 'redemptions');
  }

  async create(redemption: Redemption): Promise<boolean> {
    try {
      await this.#redemptions.insertOne({ _id: idOf(redemption), ...redemption, group: groupOf(redemption) });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async read(storeId: StoreId, reservationId: string): Promise<Redemption | null> {
    return this.#redemptions.findOne({ _id: idOf({ storeId, reservationId }), storeId }, BARE);
  }

  async change(seen: Redemption, change: RedemptionChange): Promise<Redemption | null> {
    const next = { ...seen, ...change, revision: seen.revision + 1 };
    const filter = { _id: idOf(seen), storeId: seen.storeId, revision: seen.revision };
    return (await this.#redemptions.replaceOne(filter, { ...next, group: groupOf(next) })).matchedCount === 1 ? next : null;
  }

  async ofOrder(storeId: StoreId, orderId: OrderId, codeKeys: readonly string[]): Promise<Redemption[]> {
    const [carried, seen] = await Promise.all([
      codeKeys.length === 0 ? [] : this.#redemptions.find({ storeId, codeKey: { $in: [...codeKeys] } }, BARE).toArray(),
      this.#redemptions.find({ storeId, orders: orderId }, BARE).toArray(),
    ]);
    return [...new Map([...carried, ...seen].map((each) => [each.reservationId, each])).values()];
  }

  async byExternalId(storeId: StoreId, externalId: string): Promise<Redemption | null> {
    return this.#redemptions.findOne({ storeId, externalId }, BARE);
  }

  async ofMembers(storeId: StoreId, memberIds: readonly MemberId[], limit: number): Promise<Redemption[]> {
    const found = this.#redemptions.find({ storeId, memberId: { $in: [...memberIds] } }, BARE).sort({ askedAt: -1 }).limit(limit); // prettier-ignore
    return found.toArray();
  }

  async due(storeId: StoreId, now: number, limit: number): Promise<Redemption[]> {
    const found = this.#redemptions.find({ storeId, dueAt: { $gt: 0, $lte: now } }, BARE).sort({ dueAt: 1 }).limit(limit); // prettier-ignore
    return found.toArray();
  }

  async list(storeId: StoreId, group: Group | null, before: string | null, limit: number): ReturnType<RedemptionStore['list']> {
    const wanted = group === null ? {} : { group };
    const filter: mongo.Filter<RedemptionDocument> = { storeId, ...wanted, ...(before === null ? {} : olderThan(storeId, before)) };
    const found = await this.#redemptions.find(filter, BARE).sort({ askedAt: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { redemptions: page, next: found.length > limit && last !== undefined ? `${last.askedAt}.${last.reservationId}` : null };
  }

  async many(storeId: StoreId, reservationIds: readonly string[]): Promise<Redemption[]> {
    const ids = reservationIds.map((reservationId) => idOf({ storeId, reservationId }));
    return ids.length === 0 ? [] : this.#redemptions.find({ _id: { $in: ids }, storeId }, BARE).toArray();
  }

  async open(storeId: StoreId): Promise<{ count: number; points: number }> {
    const match = { storeId, group: 'open', stage: { $in: [...HOLDING] } };
    const group = { _id: null, count: { $sum: 1 }, points: { $sum: '$points' } };
    const [sum] = await this.#redemptions.aggregate<{ count: number; points: number }>([{ $match: match }, { $group: group }]).toArray();
    return { count: sum?.count ?? 0, points: sum?.points ?? 0 };
  }

  async *every(storeId: StoreId): AsyncIterable<Redemption> {
    const cursor = this.#redemptions.find({ storeId }, BARE).batchSize(500);
    for await (const redemption of cursor) yield redemption;
  }
}

function olderThan(storeId: StoreId, before: string): mongo.Filter<RedemptionDocument> {
  const [, at, reservationId] = /^(\d{1,15})\.(.{1,200})$/.exec(before) ?? [];
  if (at === undefined || reservationId === undefined) throw new RangeError('not a position in this list');
  const askedAt = Number(at);
  return { $or: [{ askedAt: { $lt: askedAt } }, { askedAt, _id: { $lt: idOf({ storeId, reservationId }) } }] };
}
