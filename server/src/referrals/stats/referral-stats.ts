/**
 * What referrals brought and cost over some days. Everything is told anew from referrals, orders and codes as they are now, so a refund takes its part off again;
 * only shares and visits are counters. A few questions to the database, however many friends there are.
 */
import type { BuyReader } from '../../accounts/funnel/offer-rows.ts';
import type { Buy } from '../../accounts/funnel/later-buys.ts';
import { personsOf, type PersonRows } from '../../accounts/funnel/persons.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { Referral } from '../referral.ts';
import type { Voucher } from '../voucher.ts';
import type { FriendFigures, ReachFigures } from './figures.ts';

/** What an order's discounts took off its goods, all of them together. */
export interface DiscountedOrder {
  readonly orderId: OrderId;
  readonly discountMinor: number;
  readonly currency: string;
}

/** The port to what statistics read, in few questions. */
export interface FigureReader {
  /** Referrals whose friend claimed or bought in `from <= at < until`. */
  inRange(storeId: StoreId, from: number, until: number): Promise<Referral[]>;
  /** Codes of these referrals that an order carries. */
  usedVouchers(storeId: StoreId, referralIds: readonly string[]): Promise<Voucher[]>;
  discounts(storeId: StoreId, orderIds: readonly OrderId[]): Promise<DiscountedOrder[]>;
  /** How many wait for somebody's decision. */
  waiting(storeId: StoreId): Promise<number>;
}

/** Shares and visits by the day, in the store's time zone; both days included. */
export interface ReachReader {
  perDay(storeId: StoreId, from: string, until: string): Promise<readonly ReachFigures[]>;
}

export interface ReferralStatsNeeds {
  readonly figures: FigureReader;
  readonly reach: ReachReader;
  readonly buys: BuyReader;
  readonly levels: PersonRows;
}

export interface Days {
  readonly from: string;
  readonly until: string;
}

export interface Told {
  readonly reach: readonly ReachFigures[];
  readonly friends: readonly FriendFigures[];
}

const DAY_MS = 86_400_000;
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** What was paid and not given back, in the store's own currency; an order of another market adds nothing. */
function paid({ standing, payment, currency, total, refunds }: Buy, own: string): number {
  if (standing !== 'open' || payment !== 'paid' || currency !== own) return 0;
  return Math.max(0, total - refunds.reduce((sum, { amount }) => sum + amount, 0));
}

export class ReferralStats {
  readonly #needs: ReferralStatsNeeds;

  constructor(needs: ReferralStatsNeeds) {
    this.#needs = needs;
  }

  async of(store: StoreRecord, program: Pick<Program, 'pointValue'>, days: Days): Promise<Told> {
    const { storeId } = store;
    // A day begins at most a day away from where it does in UTC; which day it is is told for each.
    const range = [utc(days.from) - DAY_MS, utc(days.until) + 2 * DAY_MS] as const;
    const [referrals, reach] = await Promise.all([
      this.#needs.figures.inRange(storeId, ...range),
      this.#needs.reach.perDay(storeId, days.from, days.until),
    ]);
    const friends = referrals.flatMap(({ friendId }) => friendId ?? []);
    const advocates = [...referrals.map(({ advocateId }) => advocateId), ...reach.map(({ memberId }) => memberId)];
    const persons = await personsOf(this.#needs.levels, storeId, [...new Set([...friends, ...advocates])]);
    const personOf = (memberId: MemberId): MemberId => persons.get(memberId) ?? memberId;
    const [revenue, codes] = await Promise.all([this.#revenue(store, referrals, persons), this.#codes(store, referrals)]);
    const told = referrals.map((referral): FriendFigures => {
      const { claimedOn, orderedOn } = daysOf(referral, store.timeZone, days);
      const bought = orderedOn === null ? 0 : (revenue.get(referral.referralId) ?? 0);
      const cost = orderedOn === null ? 0 : costOf(referral, program, codes.get(referral.referralId) ?? 0);
      return {
        advocateId: personOf(referral.advocateId),
        channel: channelOf(referral),
        state: referral.standing.state,
        claimedOn,
        orderedOn,
        revenueMinor: bought,
        costMinor: cost,
        lossMinor: orderedOn === null ? 0 : referral.standing.lossMinor,
      };
    });
    return { reach: reach.map((row) => ({ ...row, memberId: personOf(row.memberId) })), friends: told };
  }

  /** Of each friend's orders from the referred one on; an order counts once, however many referrals one person has. */
  async #revenue(
    store: StoreRecord,
    referrals: readonly Referral[],
    persons: ReadonlyMap<MemberId, MemberId>,
  ): Promise<Map<string, number>> {
    const personOf = (memberId: MemberId): MemberId => persons.get(memberId) ?? memberId;
    // Whom nobody brought would have bought anyway.
    const brought = referrals.filter(
      ({ judged, friendId, standing }) => judged !== null && friendId !== null && standing.state !== 'refused',
    );
    const first = new Map<MemberId, Referral>();
    for (const referral of brought) {
      const person = personOf(referral.friendId ?? referral.advocateId);
      const known = first.get(person);
      if (known === undefined || placedAt(referral) < placedAt(known)) first.set(person, referral);
    }
    if (first.size === 0) return new Map();
    const names = [...persons.keys()].filter((name) => first.has(personOf(name)));
    const since = Math.min(...[...first.values()].map(placedAt));
    const sums = new Map<string, number>();
    for (const { memberId, order } of await this.#needs.buys.since(store.storeId, names, since)) {
      const referral = first.get(personOf(memberId));
      if (referral === undefined || order.placedAt < placedAt(referral)) continue;
      sums.set(referral.referralId, (sums.get(referral.referralId) ?? 0) + paid(order, store.currency));
    }
    return sums;
  }

  /** What used codes took off. Of a code without an amount of its own it is what all discounts of its order did: never less than it was. */
  async #codes(store: StoreRecord, referrals: readonly Referral[]): Promise<Map<string, number>> {
    const { figures } = this.#needs;
    const used = await figures.usedVouchers(store.storeId, referrals.map(({ referralId }) => referralId)); // prettier-ignore
    const open = used.filter(({ amountMinor }) => amountMinor === null).flatMap(({ orders }) => orders);
    const discounts = new Map((await figures.discounts(store.storeId, open)).map((order) => [order.orderId, order]));
    const sums = new Map<string, number>();
    for (const { referralId, amountMinor, orders } of used) {
      const off = amountMinor ?? orders.reduce((sum, id) => sum + ownMoney(discounts.get(id), store.currency), 0);
      sums.set(referralId, (sums.get(referralId) ?? 0) + off);
    }
    return sums;
  }
}

const placedAt = ({ judged, createdAt }: Referral): number => judged?.placedAt ?? createdAt;

function ownMoney(order: DiscountedOrder | undefined, currency: string): number {
  return order === undefined || order.currency !== currency ? 0 : order.discountMinor;
}

const channelOf = ({ judged, touches }: Referral): FriendFigures['channel'] => judged?.channel ?? touches.at(-1)?.channel ?? 'link';

function daysOf({ claim, judged }: Referral, timeZone: string, { from, until }: Days): Pick<FriendFigures, 'claimedOn' | 'orderedOn'> {
  const inside = (at: number | undefined): string | null => {
    const day = at === undefined ? null : dayOf(at, timeZone);
    return day !== null && day >= from && day <= until ? day : null;
  };
  return { claimedOn: inside(claim?.at), orderedOn: inside(judged?.placedAt) };
}

/** Points at what the program says they are worth today; null: it does not say, and points were given. */
function costOf({ standing }: Referral, { pointValue }: Pick<Program, 'pointValue'>, codes: number): number | null {
  const points = standing.advocatePoints + standing.friendPoints;
  if (points === 0) return codes;
  if (pointValue === null) return null;
  return codes + Number((BigInt(points) * BigInt(pointValue.amountMinor)) / BigInt(pointValue.points));
}
