// Referrals in MongoDB. `_id` is the store and the referral; unique indexes keep one friend in one document, by address, by member and by order.
import type { Connection, mongo } from 'mongoose';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { ReferralState } from '../../loyalty/referrals/outcome.ts';
import type { Referral, ReferralChange } from '../../referrals/referral.ts';
import type { ReferralFilter, ReferralStore } from '../../referrals/referral-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface ReferralDocument extends Referral {
  readonly _id: string;
}

const BARE = { projection: { _id: 0 } } as const;
const idOf = (storeId: StoreId, referralId: string): string => `${storeId}/${referralId}`;
const ofAdvocates = (advocateIds: readonly MemberId[] | null): mongo.Filter<ReferralDocument> =>
  advocateIds === null ? {} : { advocateId: { $in: [...advocateIds] } };

export class MongoReferrals implements ReferralStore {
  readonly #referrals: Collection<ReferralDocument>;

  constructor(connection: Connection) {
    this.#referrals = collectionOf<ReferralDocument>(connection, 'referrals');
  }

  async create(referral: Referral): Promise<boolean> {
    try {
      await this.#referrals.insertOne({ _id: idOf(referral.storeId, referral.referralId), ...referral });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async read(storeId: StoreId, referralId: string): Promise<Referral | null> {
    return this.#referrals.findOne({ _id: idOf(storeId, referralId), storeId }, BARE);
  }

  async change(seen: Referral, change: ReferralChange): Promise<Referral | 'changed' | 'taken'> {
    const next = { ...seen, ...change, revision: seen.revision + 1 };
    const filter = { _id: idOf(seen.storeId, seen.referralId), storeId: seen.storeId, revision: seen.revision };
    try {
      return (await this.#referrals.replaceOne(filter, next)).matchedCount === 1 ? next : 'changed';
    } catch (error) {
      if (isDuplicateKey(error)) return 'taken';
      throw error;
    }
  }

  async ofFriendKey(storeId: StoreId, friendKey: string): Promise<Referral | null> {
    return this.#referrals.findOne({ storeId, friendKey }, BARE);
  }

  async ofFriends(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Referral[]> {
    return this.#referrals.find({ storeId, friendId: { $in: [...memberIds] } }, BARE).toArray();
  }

  async ofOrder(storeId: StoreId, orderId: OrderId): Promise<Referral | null> {
    return this.#referrals.findOne({ storeId, 'judged.orderId': orderId }, BARE);
  }

  async ofVoucher(storeId: StoreId, voucherId: string): Promise<Referral | null> {
    const where = { $or: [{ 'claim.voucherId': voucherId }, { 'standing.advocateVoucherId': voucherId }] };
    return this.#referrals.findOne({ storeId, ...where }, BARE);
  }

  async counting(storeId: StoreId, advocateIds: readonly MemberId[]): Promise<Referral[]> {
    const filter = { storeId, advocateId: { $in: [...advocateIds] }, 'standing.countsFrom': { $gte: 0 } };
    return this.#referrals.find(filter, BARE).sort({ 'standing.countsFrom': 1, _id: 1 }).toArray();
  }

  async ofAdvocates(storeId: StoreId, advocateIds: readonly MemberId[]): Promise<Referral[]> {
    return this.#referrals.find({ storeId, advocateId: { $in: [...advocateIds] } }, BARE).sort({ createdAt: 1, _id: 1 }).toArray(); // prettier-ignore
  }

  async due(storeId: StoreId, now: number, limit: number): Promise<Referral[]> {
    const filter = { storeId, 'standing.dueAt': { $gte: 0, $lte: now } };
    return this.#referrals.find(filter, BARE).sort({ 'standing.dueAt': 1 }).limit(limit).toArray();
  }

  async list(storeId: StoreId, filter: ReferralFilter, before: string | null, limit: number): ReturnType<ReferralStore['list']> {
    const states = filter.states.length === 0 ? {} : { 'standing.state': { $in: [...filter.states] } };
    const older = before === null ? {} : olderThan(storeId, before);
    const wanted: mongo.Filter<ReferralDocument> = { storeId, ...states, ...ofAdvocates(filter.advocateIds), ...older };
    const found = await this.#referrals.find(wanted, BARE).sort({ createdAt: -1, _id: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { referrals: page, next: found.length > limit && last !== undefined ? `${last.createdAt}.${last.referralId}` : null };
  }

  async counts(storeId: StoreId, advocateIds: readonly MemberId[] | null): Promise<Partial<Record<ReferralState, number>>> {
    const match = { $match: { storeId, ...ofAdvocates(advocateIds) } };
    const group = { $group: { _id: '$standing.state', count: { $sum: 1 } } };
    const rows = await this.#referrals.aggregate<{ _id: ReferralState; count: number }>([match, group]).toArray();
    return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
  }

  async *every(storeId: StoreId): AsyncIterable<Referral> {
    for await (const referral of this.#referrals.find({ storeId }, BARE).batchSize(500)) yield referral;
  }
}

function olderThan(storeId: StoreId, before: string): mongo.Filter<ReferralDocument> {
  const [, at, referralId] = /^(\d{1,15})\.(.{1,200})$/.exec(before) ?? [];
  if (at === undefined || referralId === undefined) throw new RangeError('not a position in this list');
  const createdAt = Number(at);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: idOf(storeId, referralId) } }] };
}
