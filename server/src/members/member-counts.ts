// How many members there are. Counting looks at every one, so whoever asks is told what was counted last, and a new count begins behind them.
import type { StoreId } from '../loyalty/ids.ts';
import type { MemberStore } from './member-store.ts';

type Counts = Awaited<ReturnType<MemberStore['count']>>;

interface Known {
  readonly counts: Promise<Counts>;
  readonly at: number;
  counting: boolean;
}

/** A count this old is still told, while a new one is made. */
const FRESH_MS = 15_000;
/** A count older than this says nothing any more: the asker waits. */
const STALE_MS = 10 * 60_000;

export class MemberCounts {
  readonly #members: Pick<MemberStore, 'count'>;
  readonly #clock: () => number;
  readonly #known = new Map<StoreId, Known>();

  constructor(members: Pick<MemberStore, 'count'>, clock: () => number) {
    this.#members = members;
    this.#clock = clock;
  }

  of(storeId: StoreId): Promise<Counts> {
    const known = this.#known.get(storeId);
    const age = known === undefined ? Infinity : Math.abs(this.#clock() - known.at);
    if (known === undefined || age > STALE_MS) return this.#first(storeId);
    if (age > FRESH_MS && !known.counting) this.#again(storeId, known);
    return known.counts;
  }

  #first(storeId: StoreId): Promise<Counts> {
    const counts = this.#members.count(storeId);
    this.#known.set(storeId, { counts, at: this.#clock(), counting: false });
    counts.catch(() => this.#known.delete(storeId));
    return counts;
  }

  /** The old count stays when the new one fails. */
  #again(storeId: StoreId, known: Known): void {
    const at = this.#clock();
    known.counting = true;
    this.#members.count(storeId).then(
      (counted) => this.#known.set(storeId, { counts: Promise.resolve(counted), at, counting: false }),
      () => (known.counting = false),
    );
  }
}
