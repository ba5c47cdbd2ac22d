// Counted tries in MongoDB: one counter per key and window, forgotten by a TTL index after its window is over.
import type { Connection } from 'mongoose';
import type { RateLimitStore } from '../../api/rate-limit.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface CounterDocument {
  readonly _id: string;
  readonly count: number;
  readonly endsAt: Date;
}

export class MongoRateLimits implements RateLimitStore {
  readonly #counters: Collection<CounterDocument>;

  constructor(connection: Connection) {
    this.#counters = collectionOf<CounterDocument>(connection, 'rate_limits');
  }

  async hit(key: string, windowMs: number, limit: number, now: number): Promise<{ allowed: boolean; retryAfterMs: number }> {
    const endsAt = (Math.floor(now / windowMs) + 1) * windowMs;
    const count = await this.#count(`${key}@${endsAt}`, new Date(endsAt));
    return { allowed: count <= limit, retryAfterMs: count <= limit ? 0 : endsAt - now };
  }

  async #count(id: string, endsAt: Date): Promise<number> {
    try {
      const change = { $inc: { count: 1 }, $setOnInsert: { endsAt } };
      const counter = await this.#counters.findOneAndUpdate({ _id: id }, change, { upsert: true, returnDocument: 'after' });
      return counter?.count ?? 1;
    } catch (error) {
      // Two first tries at once: the one that lost counts on top of the winner's.
      if (isDuplicateKey(error)) return this.#count(id, endsAt);
      throw error;
    }
  }
}
