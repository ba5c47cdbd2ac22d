// Redemptions in MongoDB. `_id` is the store and the reservation, so asking twice is one document.
import type { Connection, mongo } from 'mongoose';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { RedemptionStore } from '../../redemptions/redemption-store.ts';
import type { Redemption, RedemptionChange, Stage } from '../../redemptions/redemption.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface RedemptionDocument extends Redemption {
  readonly _id: string;
}

const WITHOUT_ID = { projection: { _id: 0 } } as const;
const idOf = ({ storeId, reservationId }: Pick<Redemption, 'storeId' | 'reservationId'>): string => `${storeId}/${reservationId}`;

export class MongoRedemptionStore implements RedemptionStore {
  readonly #redemptions: Collection<RedemptionDocument>;

  constructor(connection: Connection) {
    this.#redemptions = collectionOf<RedemptionDocument>(connection, 'redemptions');
  }

  async create(redemption: Redemption): Promise<boolean> {
    try {
      await this.#redemptions.insertOne({ _id: idOf(redemption), ...redemption });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async read(storeId: StoreId, reservationId: string): Promise<Redemption | null> {
    return this.#redemptions.findOne({ _id: idOf({ storeId, reservationId }), storeId }, WITHOUT_ID);
  }

  async change(seen: Redemption, change: RedemptionChange): Promise<Redemption | null> {
    const next = { ...seen, ...change, revision: seen.revision + 1 };
    const filter = { _id: idOf(seen), storeId: seen.storeId, revision: seen.revision };
    return (await this.#redemptions.replaceOne(filter, next)).matchedCount === 1 ? next : null;
  }

  async ofOrder(storeId: StoreId, orderId: OrderId, codeKeys: readonly string[]): Promise<Redemption[]> {
    const [carried, seen] = await Promise.all([
      codeKeys.length === 0 ? [] : this.#redemptions.find({ storeId, codeKey: { $in: [...codeKeys] } }, WITHOUT_ID).toArray(),
      this.#redemptions.find({ storeId, orders: orderId }, WITHOUT_ID).toArray(),
    ]);
    return [...new Map([...carried, ...seen].map((each) => [each.reservationId, each])).values()];
  }

  async byExternalId(storeId: StoreId, externalId: string): Promise<Redemption | null> {
    return this.#redemptions.findOne({ storeId, externalId }, WITHOUT_ID);
  }

  async ofMembers(storeId: StoreId, memberIds: readonly MemberId[], limit: number): Promise<Redemption[]> {
    const found = this.#redemptions.find({ storeId, memberId: { $in: [...memberIds] } }, WITHOUT_ID).sort({ askedAt: -1 }).limit(limit); // prettier-ignore
    return found.toArray();
  }

  async due(storeId: StoreId, now: number, limit: number): Promise<Redemption[]> {
    const found = this.#redemptions.find({ storeId, dueAt: { $gt: 0, $lte: now } }, WITHOUT_ID).sort({ dueAt: 1 }).limit(limit); // prettier-ignore
    return found.toArray();
  }

  async list(
    storeId: StoreId,
    stages: readonly Stage[],
    before: string | null,
    limit: number,
  ): Promise<{ redemptions: Redemption[]; next: string | null }> {
    const filter: mongo.Filter<RedemptionDocument> = { storeId, stage: { $in: [...stages] }, ...olderThan(storeId, before) };
    const found = await this.#redemptions.find(filter).sort({ askedAt: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const page = found.slice(0, limit).map(({ _id, ...redemption }) => redemption);
    const last = page.at(-1);
    return { redemptions: page, next: found.length > limit && last !== undefined ? `${last.askedAt}.${last.reservationId}` : null };
  }

  async *every(storeId: StoreId): AsyncIterable<Redemption> {
    const cursor = this.#redemptions.find({ storeId }, WITHOUT_ID).batchSize(500);
    for await (const redemption of cursor) yield redemption;
  }
}

function olderThan(storeId: StoreId, before: string | null): mongo.Filter<RedemptionDocument> {
  const [, at, reservationId] = /^(\d{1,16})\.(.{1,200})$/.exec(before ?? '') ?? [];
  if (at === undefined || reservationId === undefined) return {};
  const askedAt = Number(at);
  return { $or: [{ askedAt: { $lt: askedAt } }, { askedAt, _id: { $lt: idOf({ storeId, reservationId }) } }] };
}
