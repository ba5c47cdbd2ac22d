// How far links reach, in MongoDB: one row of counters for a day, member and way; keys and visitors go by themselves.
import type { Connection } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { Reached, ReachRow, ReachStore } from '../../referrals/reach.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type RowDocument = ReachRow & { readonly storeId: StoreId };
interface VisitorDocument {
  readonly storeId: StoreId;
  readonly visitor: string;
  readonly endsAt: Date;
}
interface KeyDocument {
  readonly storeId: StoreId;
  readonly day: string;
  readonly key: string;
  readonly endsAt: Date;
}

export class MongoReach implements ReachStore {
  readonly #rows: Collection<RowDocument>;
  readonly #visitors: Collection<VisitorDocument>;
  readonly #keys: Collection<KeyDocument>;

  constructor(connection: Connection) {
    this.#rows = collectionOf<RowDocument>(connection, 'referral_reach');
    this.#visitors = collectionOf<VisitorDocument>(connection, 'referral_visitors');
    this.#keys = collectionOf<KeyDocument>(connection, 'referral_day_keys');
  }

  async share(reached: Reached): Promise<void> {
    await this.#count(reached, { shares: 1, visits: 0 });
  }

  async visit(reached: Reached, visitor: string, endsAt: number): Promise<boolean> {
    try {
      await this.#visitors.insertOne({ storeId: reached.storeId, visitor, endsAt: new Date(endsAt) });
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
    await this.#count(reached, { shares: 0, visits: 1 });
    return true;
  }

  async dayKey(storeId: StoreId, day: string, fresh: string, endsAt: number): Promise<string> {
    const known = await this.#keys.findOne({ storeId, day });
    if (known !== null) return known.key;
    try {
      await this.#keys.insertOne({ storeId, day, key: fresh, endsAt: new Date(endsAt) });
      return fresh;
    } catch (error) {
      // Somebody else drew one at the same time: theirs is the key of the day.
      if (isDuplicateKey(error)) return this.dayKey(storeId, day, fresh, endsAt);
      throw error;
    }
  }

  async perDay(storeId: StoreId, fromDay: string, untilDay: string): Promise<ReachRow[]> {
    const rows = this.#rows.find({ storeId, day: { $gte: fromDay, $lte: untilDay } }, { sort: { day: 1, memberId: 1, channel: 1 } });
    return (await rows.toArray()).map(({ day, memberId, channel, shares, visits }) => ({ day, memberId, channel, shares, visits }));
  }

  async visitsOf(storeId: StoreId, memberIds: readonly MemberId[]): Promise<number> {
    const sum = { $group: { _id: null, visits: { $sum: '$visits' } } };
    const all = this.#rows.aggregate<{ visits: number }>([{ $match: { storeId, memberId: { $in: [...memberIds] } } }, sum]);
    return (await all.toArray())[0]?.visits ?? 0;
  }

  async #count({ storeId, day, memberId, channel }: Reached, more: Pick<ReachRow, 'shares' | 'visits'>): Promise<void> {
    try {
      await this.#rows.updateOne({ storeId, day, memberId, channel }, { $inc: more }, { upsert: true });
    } catch (error) {
      // Two first counts at once: the one that lost counts on top of the winner's.
      if (!isDuplicateKey(error)) throw error;
      await this.#rows.updateOne({ storeId, day, memberId, channel }, { $inc: more });
    }
  }
}
