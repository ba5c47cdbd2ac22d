// Spending is restated, as earning is: what of a reward is spent follows from the orders that carry its code, as they are now.
import { isDeepStrictEqual } from 'node:util';
import { hashOfIntention } from '../ledger/hash.ts';
import type { Intention, Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { entryKey, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Redeemed } from '../loyalty/ledger/command.ts';
import { isRefused } from '../loyalty/refusal.ts';
import { spentShare, type SpentShare } from '../loyalty/rewards/spent-share.ts';
import type { DatesNowOptions } from '../orders/dates-now.ts';
import { datesNow } from '../orders/dates-now.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { changed } from './changed.ts';
import { holderOf } from './holder.ts';
import { codeKey } from './reward-code.ts';
import type { RedemptionStore } from './redemption-store.ts';
import type { Redemption } from './redemption.ts';
import type { Returning } from './returning.ts';

export interface SpendingOptions extends DatesNowOptions {
  readonly redemptions: RedemptionStore;
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'redeemed' | 'whereIs' | 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly orders: Pick<OrderStore, 'read' | 'ofMember'>;
  readonly directory: StoreDirectory;
  readonly appended: (entry: Entry) => Promise<void>;
  readonly returning: Returning;
  readonly clock: () => number;
}

const LOOKS_MAX = 50;

/** Nothing is left to post: what is there is what should be, or the member is gone and everything of theirs was written off. */
const DONE: ReadonlySet<string> = new Set(['nothing-to-do', 'already-settled', 'member-erased']);

/** Of several orders with one code the one that uses most of it counts: nobody pays for a reward twice. */
function together(shares: readonly SpentShare[]): SpentShare {
  const spent = shares.flatMap((share) => (share.kind === 'spent' ? [share.points] : []));
  if (spent.length > 0) return { kind: 'spent', points: Math.max(...spent) };
  return shares.some(({ kind }) => kind === 'waits') ? { kind: 'waits' } : { kind: 'freed' };
}

export class Spending {
  readonly #options: SpendingOptions;

  constructor(options: SpendingOptions) {
    this.#options = options;
  }

  /** After an order was settled. Costs nothing where no version of the program ever had a reward. */
  async afterOrder(store: StoreRecord, orderId: OrderId, cause: string): Promise<void> {
    const { directory, orders, redemptions, clock } = this.#options;
    const versions = await directory.programs(store.storeId, clock());
    if (!versions.some(({ rewards }) => rewards.length > 0)) return;
    const stored = await orders.read(store.storeId, orderId);
    // An order that was never seen before has not carried anything before.
    if (stored === null || (stored.order.codes.length === 0 && stored.revision === 1)) return;
    const keys = stored.order.codes.map((code) => codeKey(store, code));
    for (const redemption of await redemptions.ofOrder(store.storeId, orderId, keys)) await this.#restate(store, redemption, stored, cause);
  }

  async #restate(store: StoreRecord, redemption: Redemption, stored: StoredOrder, cause: string): Promise<void> {
    // Points were never set aside for it, so the store never had its code.
    if (redemption.stage === 'asked' || redemption.stage === 'refused') return;
    const carries = stored.order.codes.some((code) => codeKey(store, code) === redemption.codeKey);
    const seen = await changed(this.#options.redemptions, redemption, ({ orders }) =>
      carries && !orders.includes(stored.orderId) ? { orders: [...orders, stored.orderId] } : null,
    );
    await this.#untilRight(store, seen, stored.orderId, cause);
  }

  /** What was posted follows from orders that others change meanwhile: whoever wrote last has looked after writing. */
  async #untilRight(store: StoreRecord, { storeId, reservationId }: Redemption, orderId: OrderId, cause: string): Promise<void> {
    let known: SpentShare | null = null;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const redemption = await this.#options.redemptions.read(storeId, reservationId);
      if (redemption === null) return;
      const share = await this.shareOf(store, redemption);
      if (known !== null && isDeepStrictEqual(share, known)) return;
      await this.#post(store, redemption, share, orderId, cause);
      known = share;
    }
    throw new Error(`the orders with ${reservationId} change too often just now`);
  }

  async #post(store: StoreRecord, seen: Redemption, share: SpentShare, orderId: OrderId, cause: string): Promise<void> {
    if (share.kind === 'waits') return this.#stopClock(seen);
    if (share.kind === 'spent') {
      await this.spend(store, seen, share.points, orderId, cause);
      await changed(this.#options.redemptions, seen, ({ stage }) =>
        stage === 'given' || stage === 'refused' ? null : { stage: 'given', dueAt: null },
      );
      return;
    }
    const redeemed = await this.#options.entries.redeemed(store.storeId, seen.reservationId);
    // Also when all of it was given back already: whoever did may have died before showing it.
    if (redeemed.entries > 0) await this.spend(store, seen, 0, orderId, cause);
    if (seen.terms !== null) await this.#options.returning.begin(store, seen, 'cancelled');
  }

  /** What is spent of a redemption by all orders that were seen with its code, as they are kept now. */
  async shareOf(store: StoreRecord, { storeId, orders, points, codeKey: key }: Redemption): Promise<SpentShare> {
    const shares: SpentShare[] = [];
    for (const orderId of orders) {
      const stored = await this.#options.orders.read(storeId, orderId);
      const carries = stored?.order.codes.some((code) => codeKey(store, code) === key) ?? false;
      if (stored !== null && carries) shares.push(spentShare(stored.order, points));
    }
    return together(shares);
  }

  /** An order that is not paid yet carries it: the points stay set aside for as long as that takes. */
  async #stopClock(redemption: Redemption): Promise<void> {
    await changed(this.#options.redemptions, redemption, ({ stage, dueAt }) => {
      if (stage === 'ready' && dueAt === null) return null;
      return stage === 'ready' || stage === 'preparing' || stage === 'removing' ? { stage: 'ready', why: null, dueAt: null } : null;
    });
  }

  /** Posts the difference between what is spent and what should be, until there is none. `orderId` null: the store gave it without an order. */
  async spend(store: StoreRecord, redemption: Redemption, target: number, orderId: OrderId | null, cause: string): Promise<void> {
    const { ledger, appended } = this.#options;
    const { storeId, reservationId } = redemption;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const person = await holderOf(this.#options, redemption);
      if (person === null) return;
      const intend = () => this.#intention(store, redemption, person, target, orderId);
      const answer = await ledger.append({ storeId, memberId: person, cause, intend });
      if (!isRefused(answer)) await appended(answer.entry);
      else if (DONE.has(answer.refused)) return this.#showAgain(storeId, person);
      else if (answer.refused !== 'member-merged')
        throw new Error(`${reservationId} could not be spent: ${answer.refused} (${answer.detail})`);
    }
    throw new Error(`${reservationId} is spent and given back too often just now`);
  }

  /** Whoever wrote the last entry may have died before showing it. */
  async #showAgain(storeId: StoreId, person: MemberId): Promise<void> {
    const last = await this.#options.entries.head(storeId, person);
    if (last !== null) await this.#options.appended(last);
  }

  /** Read after the head: what was spent by then can only be newer than it, and then the insert loses its race. */
  async #intention(
    store: StoreRecord,
    { storeId, reservationId }: Redemption,
    person: MemberId,
    target: number,
    orderId: OrderId | null,
  ): Promise<Intention> {
    const redeemed: Redeemed = await this.#options.entries.redeemed(storeId, reservationId);
    const key = entryKey(`spend:${reservationId}:${redeemed.entries}`);
    const inputHash = hashOfIntention('spend', storeId, reservationId);
    if (target >= redeemed.settled || orderId === null)
      return { command: { kind: 'settle', reservationId, orderId, target, redeemed }, key, inputHash };
    const dates = await datesNow(this.#options, store, person, redeemed.lots);
    return { command: { kind: 'return-spent', reservationId, orderId, target, redeemed, datesNow: dates }, key, inputHash };
  }
}
