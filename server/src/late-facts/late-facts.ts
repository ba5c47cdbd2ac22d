// An earning that arrives after an expiry which it would have put off: the points come back, with the end they should have had.
//
// What of it is over but not posted (expiries wait for the store's news) is posted first, so that both stand in the books: that the points
// expired, and that they came back. Everything is decided from the chain as it is when the entry is written, so repeating it changes nothing.
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { hashOfIntention } from '../ledger/hash.ts';
import type { Persons } from '../ledger/persons.ts';
import { activityUntil } from '../loyalty/earning/dates.ts';
import { entryKey, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Take } from '../loyalty/ledger/state.ts';
import { expiredIn } from '../loyalty/ledger/sums.ts';
import { referralNamed } from '../loyalty/referrals/subject.ts';
import { isRefused } from '../loyalty/refusal.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { adjustmentOf, onlyStanding } from './standing.ts';
import { revivals, type Activity, type Revival } from './revivals.ts';

export interface LateFactsOptions {
  readonly ledger: Ledger;
  /** Posts everything that is over, whatever the store's news still owes. */
  readonly posting: Pick<Ledger, 'append'>;
  readonly entries: LedgerStore;
  readonly persons: Pick<Persons, 'present'>;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly directory: StoreDirectory;
  readonly appended: (entry: Entry) => Promise<void>;
  readonly clock: () => number;
}

/** Whose points something earned at an instant keeps alive, because of which inbox item. */
export interface Earned {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly at: number;
  readonly cause: string;
}

const PAGE = 200;
const LOOKS_MAX = 50;

const isExpiryAfter = (entry: Entry, at: number): boolean =>
  entry.moves.some((move) => move.type === 'points' && move.to === 'program:expired' && move.at > at);

export class LateFacts {
  readonly #options: LateFactsOptions;

  constructor(options: LateFactsOptions) {
    this.#options = options;
  }

  /** After an order was settled: whoever it gave points to keeps all their points alive from the instant it was placed. */
  async afterOrder({ storeId }: StoreRecord, order: OrderId, cause: string): Promise<void> {
    if (!(await this.#canExpireByInactivity(storeId))) return;
    const stored = await this.#options.orders.read(storeId, order);
    if (stored === null) return;
    const shares = await this.#options.entries.sharesOfOrder(storeId, order);
    for (const { memberId, points } of shares) {
      if (points > 0) await this.look({ storeId, memberId, at: stored.order.placedAt, cause });
    }
  }

  /** Brings back what expired wrongly. Cheap where nothing expired since, which is nearly always. */
  async look(earned: Earned): Promise<void> {
    const { storeId, at } = earned;
    if (activityUntil(at, await this.#options.directory.programAt(storeId, at)) === null) return;
    const person = await this.#options.persons.present(storeId, earned.memberId);
    const head = await this.#options.entries.head(storeId, person);
    if (head === null || head.after.closed !== null) return;
    const unposted = head.after.lots.some(({ expiresAt }) => expiresAt !== null && expiresAt > at && expiresAt <= this.#options.clock());
    if (unposted) await this.#post({ ...earned, memberId: person }, head);
    if (unposted || (await this.#expiredSince(storeId, person, at))) await this.#revive({ ...earned, memberId: person });
  }

  async #canExpireByInactivity(storeId: StoreId): Promise<boolean> {
    const programs = await this.#options.directory.programs(storeId, this.#options.clock());
    return programs.some(({ expiry }) => expiry.kind === 'inactivity');
  }

  /** Newest first: an expiry after an instant stands in an entry after it. */
  async #expiredSince(storeId: StoreId, person: MemberId, at: number): Promise<boolean> {
    for (let before: number | null = null; ;) {
      const page: Entry[] = await this.#options.entries.history(storeId, person, before, PAGE);
      if (page.some((entry) => isExpiryAfter(entry, at))) return true;
      const last = page.at(-1);
      if (last === undefined || last.at <= at) return false;
      before = last.seq;
    }
  }

  async #post({ storeId, memberId, cause }: Earned, { seq }: Entry): Promise<void> {
    const key = entryKey(`expire:${memberId}:late:${seq}`);
    const intention = { command: { kind: 'expire' } as const, key, inputHash: hashOfIntention('expire', storeId, memberId, seq) };
    const answer = await this.#options.posting.append({ storeId, memberId, cause, intend: () => intention });
    if (!isRefused(answer)) await this.#options.appended(answer.entry);
  }

  /** One entry for every new end, until nothing is left that expired wrongly. */
  async #revive(earned: Earned): Promise<void> {
    const { storeId, memberId, cause } = earned;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      if ((await this.#wrong(earned)).first === null) return;
      const intend = async () => {
        const { first, n } = await this.#wrong(earned);
        const command = { kind: 'expire-undo', lots: first?.lots ?? [], expiresAt: first?.expiresAt ?? null } as const;
        const key = entryKey(`expire-undo:${memberId}:${n}`);
        return { command, key, inputHash: hashOfIntention('expire-undo', storeId, memberId, n) };
      };
      const answer = await this.#options.ledger.append({ storeId, memberId, cause, intend });
      if (isRefused(answer)) return;
      await this.#options.appended(answer.entry);
    }
  }

  /** What should come back first, and how many times anything came back before. */
  async #wrong({ storeId, memberId, at }: Earned): Promise<{ readonly first: Revival | null; readonly n: number }> {
    const chain = await this.#chain(storeId, memberId);
    const n = chain.filter(({ kind }) => kind === 'expire-undo').length;
    const standing = await this.#standing(storeId, expiredIn(chain));
    const activities = [...(await this.#activity(storeId, at)), ...(await this.#activities(storeId, chain, at))];
    return { first: revivals(standing, activities, this.#options.clock())[0] ?? null, n };
  }

  async #chain(storeId: StoreId, memberId: MemberId): Promise<Entry[]> {
    const pages: Entry[][] = [];
    for (let page = await this.#options.entries.history(storeId, memberId, null, PAGE); page.length > 0;) {
      pages.push(page);
      page = await this.#options.entries.history(storeId, memberId, page.at(-1)?.seq ?? 0, PAGE);
    }
    return pages.flat().toReversed();
  }

  /** What an order or a gift was reduced by counted as gone, and stays gone. */
  async #standing(storeId: StoreId, expired: readonly Take[]): Promise<Take[]> {
    const { entries } = this.#options;
    return onlyStanding(expired, {
      shares: (order) => entries.sharesOfOrder(storeId, order),
      isUndone: async (ref) => (await entries.byKey(storeId, adjustmentOf(ref))) !== null,
    });
  }

  async #activity(storeId: StoreId, at: number): Promise<Activity[]> {
    const until = activityUntil(at, await this.#options.directory.programAt(storeId, at));
    return until === null ? [] : [{ at, until }];
  }

  /** What was earned since, each from the instant at which it happened and not at which it arrived. */
  async #activities(storeId: StoreId, chain: readonly Entry[], since: number): Promise<Activity[]> {
    const later = chain.filter((entry) => entry.at > since);
    const instants = await Promise.all(later.map((entry) => this.#earnedAt(storeId, entry)));
    const activities = instants.filter((instant) => instant !== null).map((instant) => this.#activity(storeId, instant));
    return (await Promise.all(activities)).flat();
  }

  async #earnedAt(storeId: StoreId, { kind, order, moves, at }: Entry): Promise<number | null> {
    const isReferral = order !== null && referralNamed(order.orderId) !== null;
    if (kind === 'settle-order' && !isReferral && order !== null && order.delta > 0)
      return (await this.#options.orders.read(storeId, order.orderId))?.order.placedAt ?? null;
    if (kind !== 'award' && !(isReferral && order.delta > 0)) return null;
    const issued = moves.find((move) => move.type === 'points' && move.from === 'program:issued');
    return issued?.type === 'points' ? (issued.birth?.availableAt ?? at) : at;
  }
}
