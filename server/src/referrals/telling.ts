// Everything that is known of a referral at one moment, and where it stands by that: read anew at every look, so that nothing old decides.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { netGoods } from '../loyalty/earning/net-goods.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import { outcomeOf, type Outcome, type ReferralFacts, type ReferredOrder } from '../loyalty/referrals/outcome.ts';
import type { ReferralTerms } from '../loyalty/referrals/terms.ts';
import { isAway } from '../members/away.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Claim, Referral } from './referral.ts';

export interface TellingNeeds {
  readonly referrals: Pick<ReferralStore, 'ofFriends' | 'counting'>;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly entries: Pick<LedgerStore, 'closing'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly directory: Pick<StoreDirectory, 'programAt' | 'programOfVersion'>;
  /** All members that a person is, the one that speaks for them included. */
  readonly namesOf: (storeId: StoreId, person: MemberId) => Promise<readonly MemberId[]>;
  readonly isBanned: (storeId: StoreId, memberIds: readonly MemberId[]) => Promise<boolean>;
  readonly clock: () => number;
}

export interface Told {
  readonly program: Program;
  readonly terms: ReferralTerms | null;
  /** Who they are now. */
  readonly advocate: MemberId;
  readonly friend: MemberId | null;
  readonly placedAt: number | null;
  readonly outcome: Outcome;
  /** The same for the friend, whose promise does not end with what becomes of the advocate. */
  readonly friendOutcome: Outcome;
  /** The friend can be given points: they are known, and were in the program when they bought. Guests keep theirs for a while only. */
  readonly friendTakes: 'points' | 'points-of-a-guest' | 'nothing';
  /** Which of the advocate's friends who count this one is, if it counts. */
  readonly position: number | null;
  /** Other referrals of the same friend of which something else was told. */
  readonly others: readonly string[];
}

const DAY_MS = 86_400_000;
/** As long as a window may be: while nothing is promised nobody knows a shorter one. */
const LONGEST_WINDOW_DAYS = 365;

function windowEnd({ touches, claim }: Referral, terms: ReferralTerms | null): number {
  const last = Math.max(...touches.map(({ at }) => at));
  const window = last + (terms?.windowDays ?? LONGEST_WINDOW_DAYS) * DAY_MS;
  return claim === null ? window : Math.max(window, claim.at + (terms?.codeDays ?? LONGEST_WINDOW_DAYS) * DAY_MS);
}

function referredOrder({ order }: StoredOrder, { currency }: Program): ReferredOrder {
  const goodsMinor = order.currency === currency ? netGoods(order).reduce((sum, { amount }) => sum + amount, 0) : null;
  return { ...order, goodsMinor };
}

/** Whether it keeps the place of the friend's first order: one that ended without ever having been paid does not. */
const holdsPlace = (order: StoredOrder | null): boolean =>
  // Not every store says when an order was paid.
  order !== null && (order.order.standing === 'open' || order.order.payment !== 'unpaid' || order.order.paidAt !== null);

function isBefore(a: Referral, b: Referral): boolean {
  const [one, other] = [a.judged?.placedAt ?? 0, b.judged?.placedAt ?? 0];
  return one < other || (one === other && a.referralId < b.referralId);
}

/** What stands of it was told before it was known who its friend is. Whatever else is wrong with it may be said first. */
function isToldOtherwise({ standing: { state, reason } }: Referral, isLater: boolean): boolean {
  return isLater ? state !== 'refused' && state !== 'clawed-back' : reason === 'same-friend';
}

export class Telling {
  readonly #needs: TellingNeeds;

  constructor(needs: TellingNeeds) {
    this.#needs = needs;
  }

  async tell(storeId: StoreId, referral: Referral): Promise<Told> {
    const { persons, directory, clock } = this.#needs;
    const { judged } = referral;
    const now = clock();
    const [order, program] = await Promise.all([
      judged === null ? null : this.#needs.orders.read(storeId, judged.orderId),
      judged === null ? directory.programAt(storeId, now) : directory.programOfVersion(storeId, judged.programVersion),
    ]);
    const terms = program.active ? program.referrals : null;
    const advocate = await persons.present(storeId, judged?.advocateId ?? newestAdvocate(referral));
    const friend = referral.friendId === null ? null : await persons.present(storeId, referral.friendId);
    const same = await this.#sameFriend(storeId, referral, friend);
    const people = { ...(await this.#people(storeId, referral, { advocate, friend, order })), sameFriend: same.isLater };
    const facts = { ...standsFor(referral, order, program), terms, windowEndsAt: windowEnd(referral, terms), people };
    const outcome = outcomeOf(facts, now);
    // A ban takes nothing from a friend who has it.
    const banned = people.banned && referral.standing.friendPoints === 0;
    const friendOutcome = outcomeOf({ ...facts, people: { ...people, gone: null, banned } }, now);
    const friendTakes = await this.#friendTakes(storeId, friend, judged?.placedAt ?? now);
    const position = outcome.countsFrom === null ? null : await this.#position(storeId, advocate, referral, outcome.countsFrom);
    return { program, terms, advocate, friend, placedAt: judged?.placedAt ?? null, outcome, friendOutcome, friendTakes, position, others: same.others }; // prettier-ignore
  }

  async #people(
    storeId: StoreId,
    { judged }: Referral,
    { advocate, friend, order }: { advocate: MemberId; friend: MemberId | null; order: StoredOrder | null },
  ): Promise<Omit<ReferralFacts['people'], 'sameFriend'>> {
    const { persons, members, entries, namesOf, isBanned } = this.#needs;
    const buyer = order?.memberId == null ? null : await persons.present(storeId, order.memberId);
    const [member, closed, names] = await Promise.all([
      members.get(storeId, advocate),
      entries.closing(storeId, advocate),
      namesOf(storeId, advocate),
    ]);
    const left = judged !== null && member !== null && isAway(member, judged.placedAt);
    return {
      samePerson: advocate === friend || advocate === buyer,
      banned: await isBanned(storeId, names),
      gone: closed?.how === 'erased' ? 'erased' : left ? 'left' : null,
    };
  }

  async #friendTakes(storeId: StoreId, friend: MemberId | null, at: number): Promise<Told['friendTakes']> {
    const member = friend === null ? null : await this.#needs.members.get(storeId, friend);
    if (member === null || isAway(member, at)) return 'nothing';
    return member.kind === 'guest' ? 'points-of-a-guest' : 'points';
  }

  /** Two friends turned out to be one person: who bought first counts. */
  async #sameFriend(storeId: StoreId, referral: Referral, friend: MemberId | null): Promise<{ isLater: boolean; others: string[] }> {
    if (friend === null) return { isLater: false, others: [] };
    const found = await this.#needs.referrals.ofFriends(storeId, await this.#needs.namesOf(storeId, friend));
    const bought = found.filter(({ judged }) => judged !== null);
    if (bought.length + (referral.judged === null ? 1 : 0) < 2) return { isLater: false, others: [] };
    const orders = await Promise.all(bought.map((each) => this.#orderOf(storeId, each.judged?.orderId)));
    const holding = bought.filter((_, at) => holdsPlace(orders[at] ?? null));
    const first = holding.reduce<Referral | null>((best, each) => (best === null || isBefore(each, best) ? each : best), null);
    const isLater = (each: Referral): boolean => each.judged !== null && first !== null && first.referralId !== each.referralId;
    const others = bought.filter((each) => each.referralId !== referral.referralId && isToldOtherwise(each, isLater(each)));
    return { isLater: isLater(referral), others: others.map(({ referralId }) => referralId) };
  }

  async #orderOf(storeId: StoreId, orderId: OrderId | undefined): Promise<StoredOrder | null> {
    return orderId === undefined ? null : this.#needs.orders.read(storeId, orderId);
  }

  async #position(storeId: StoreId, advocate: MemberId, { referralId }: Referral, countsFrom: number): Promise<number> {
    const counting = await this.#needs.referrals.counting(storeId, [advocate]);
    return 1 + counting.filter((other) => other.referralId !== referralId && sortsBefore(other, { referralId, countsFrom })).length;
  }
}

/** By when they began to count, and by name where that is the same instant. */
function sortsBefore(a: Referral, b: { readonly referralId: string; readonly countsFrom: number }): boolean {
  const from = a.standing.countsFrom ?? Number.POSITIVE_INFINITY;
  return from < b.countsFrom || (from === b.countsFrom && a.referralId < b.referralId);
}

function newestAdvocate({ touches, advocateId }: Referral): MemberId {
  return touches.at(-1)?.advocateId ?? advocateId;
}

/** A customer is told apart from a cheat also where the score is the same. */
function whyWithheld({ voucherId, verdict, reasons }: Claim): ReferralFacts['claimRefused'] {
  if (voucherId !== null) return null;
  if (reasons.some(({ signal }) => signal === 'existing-customer')) return 'not-new';
  return verdict === 'refuse' ? 'fraud' : null;
}

function standsFor({ judged, claim, decision, standing }: Referral, order: StoredOrder | null, program: Program) {
  return {
    order: order === null ? null : referredOrder(order, program),
    claimed: claim !== null,
    claimRefused: claim === null ? null : whyWithheld(claim),
    verdict: judged?.verdict ?? null,
    isNew: judged?.isNew ?? true,
    decision: decision?.decision ?? null,
    counted: standing.firstCountedAt !== null,
  };
}
