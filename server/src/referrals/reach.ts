// How far links reach: how often they were passed on and how many people followed them, by day and way. Counters and nothing else: who followed a link is
// known only by a keyed hash, with a key that is drawn for each day and forgotten two days later, so that nobody can be found by it then, not even by us.
import { randomBytes } from 'node:crypto';
import { dayOf } from '../loyalty/calendar.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { ShareChannel } from './referral.ts';

/** What is counted together. `memberId`: whose link it is, as the link says; merges are followed by whoever reads. */
export interface Reached {
  readonly storeId: StoreId;
  /** In the store's time zone, "2026-11-21". */
  readonly day: string;
  readonly memberId: MemberId;
  readonly channel: ShareChannel;
}

export interface ReachRow extends Omit<Reached, 'storeId'> {
  readonly shares: number;
  readonly visits: number;
}

/** The port. Unique: (store, day, member, channel), (store, day) of keys, (store, visitor). */
export interface ReachStore {
  share(reached: Reached): Promise<void>;
  /** False: this visitor was counted before, nothing changed. Forgotten at `endsAt`. */
  visit(reached: Reached, visitor: string, endsAt: number): Promise<boolean>;
  /** The key of the day: `fresh`, unless there is one already. Forgotten at `endsAt`. */
  dayKey(storeId: StoreId, day: string, fresh: string, endsAt: number): Promise<string>;
  /** Both days included. */
  perDay(storeId: StoreId, fromDay: string, untilDay: string): Promise<ReachRow[]>;
  visitsOf(storeId: StoreId, memberIds: readonly MemberId[]): Promise<number>;
}

export interface Visitor {
  /** Where the request comes from (api/caller-address.ts): used for the hash, and kept nowhere. */
  readonly network: string;
  readonly userAgent: string;
}

export interface Followed {
  readonly memberId: MemberId;
  /** One visitor of two links of one member is two. */
  readonly code: string;
  readonly channel: ShareChannel;
}

/** Longer than any day, so that a key outlives its day everywhere. */
const KEPT_MS = 2 * 86_400_000;
const KEY_BYTES = 32;

type Place = Pick<StoreRecord, 'storeId' | 'timeZone'>;

export interface ReachNeeds {
  readonly reachStore: ReachStore;
  readonly clock: () => number;
}

export class Reach {
  readonly #store: ReachStore;
  readonly #clock: () => number;

  constructor({ reachStore, clock }: ReachNeeds) {
    this.#store = reachStore;
    this.#clock = clock;
  }

  async shared({ storeId, timeZone }: Place, { memberId, channel }: Omit<Followed, 'code'>): Promise<void> {
    await this.#store.share({ storeId, day: dayOf(this.#clock(), timeZone), memberId, channel });
  }

  /** Whether it is the first time that this visitor follows this link today. */
  async visited({ storeId, timeZone }: Place, { memberId, code, channel }: Followed, visitor: Visitor): Promise<boolean> {
    const now = this.#clock();
    const day = dayOf(now, timeZone);
    const endsAt = now + KEPT_MS;
    const key = await this.#store.dayKey(storeId, day, randomBytes(KEY_BYTES).toString('base64url'), endsAt);
    const who = keyedHash(key, JSON.stringify([code, visitor.network, visitor.userAgent]));
    return this.#store.visit({ storeId, day, memberId, channel }, who, endsAt);
  }

  /** What the days of a store show, for statistics. */
  perDay(storeId: StoreId, fromDay: string, untilDay: string): Promise<ReachRow[]> {
    return this.#store.perDay(storeId, fromDay, untilDay);
  }

  /** How many people followed the links of these members, whenever it was. */
  visitsOf(storeId: StoreId, memberIds: readonly MemberId[]): Promise<number> {
    return this.#store.visitsOf(storeId, memberIds);
  }
}
