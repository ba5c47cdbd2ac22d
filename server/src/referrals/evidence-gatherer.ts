// Everything that a score may look at, found out: the friend beside the advocate and beside the advocate's other friends, and how much came by one link or from
// one place. From here on nobody knows an address. What should be known and could not be found out is said to be missing.
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import {
  MISSING,
  NOTHING_SEEN,
  type Evidence,
  type Missing,
  type OfAdvocate,
  type OfOrder,
  type OfSource,
} from '../loyalty/referrals/fraud/evidence.ts';
import type { PlacedBy } from '../loyalty/referrals/attribution.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { amongOthers, compared, showsNothing } from './compare.ts';
import type { NewFriends, Newness, Someone } from './new-friend.ts';
import { isDisposable } from './normal/disposable.ts';
import { NOTHING_SHOWN, printsOf } from './prints.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Referral } from './referral.ts';
import { claimSubject, orderSubject, type Prints, type Trace, type TraceStore } from './trace-store.ts';

export interface EvidenceNeeds {
  readonly traceStore: Pick<TraceStore, 'ofOrders' | 'ofClaims' | 'claims'>;
  readonly referrals: Pick<ReferralStore, 'ofAdvocates' | 'ofFriends'>;
  readonly orders: Pick<OrderStore, 'ofMember' | 'countBefore'>;
  readonly members: Pick<MemberStore, 'many' | 'find'>;
  readonly persons: Pick<Persons, 'present'>;
  /** All members that a person is. */
  readonly namesOf: (storeId: StoreId, person: MemberId) => Promise<readonly MemberId[]>;
  readonly newFriends: NewFriends;
  readonly placedBy: (store: StoreRecord, channel: string | null) => PlacedBy;
  readonly clock: () => number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SECOND_MS = 1_000;
/** Of an advocate, what they showed lately says enough. */
const ORDERS_LOOKED_AT = 20;
/** So many of the newest friends of an advocate are compared. */
const FRIENDS_LOOKED_AT = 100;
/** A circle of people who brought each other is not longer than anybody plans. */
const RING_MAX = 5;
/** Reasons that say that a friend was none. */
const BAD_ENDS = new Set(['fraud', 'by-person', 'same-person']);

export interface ClaimAsked {
  readonly advocateId: MemberId;
  /** `emailKey` of the address. */
  readonly friendKey: string;
  readonly email: string;
  /** What the claim showed (Traces.ofClaim), as it came through the inbox. */
  readonly trace: object;
}

export interface OrderAsked {
  readonly stored: StoredOrder;
  /** The friend's referral, where there is one already. */
  readonly referral: Referral | null;
  readonly advocateId: MemberId;
  /** When the friend first came by a link of this advocate's; null: only the order says that they did. */
  readonly cameAt: number | null;
  readonly someone: Someone;
  readonly newness: Newness;
}

/** Somebody, under every id that is known, and everything they showed. */
interface Person {
  readonly ids: readonly MemberId[];
  readonly members: readonly Member[];
  readonly prints: readonly Prints[];
}

/** This friend, beside whom the advocate's others are counted. */
interface Subject {
  readonly subject: string;
  readonly friendKeys: readonly string[];
  readonly referralId: string | null;
  readonly traces: readonly Trace[];
}

export class EvidenceGatherer {
  readonly #needs: EvidenceNeeds;

  constructor(needs: EvidenceNeeds) {
    this.#needs = needs;
  }

  /** @throws StoreUnreachable: whoever carries the claim out comes back later. */
  async atClaim(store: StoreRecord, { advocateId, friendKey, email, trace }: ClaimAsked): Promise<Evidence> {
    const { members, newFriends, clock } = this.#needs;
    const { storeId } = store;
    const now = clock();
    const shown = isTrace(trace) ? [trace] : [];
    const [guest, account] = await Promise.all([
      members.find(storeId, { guestEmailKey: friendKey }),
      members.find(storeId, { provenEmailKey: friendKey }),
    ]);
    const ids = [guest, account].flatMap((member) => member?.memberId ?? []);
    const [friend, advocate] = await Promise.all([this.#person(store, ids, [friendKey], shown), this.#person(store, [advocateId], [])]);
    const { mailbox } = printsOf(store, { ...NOTHING_SHOWN, email });
    const known = { memberIds: ids, externalId: account?.externalId ?? null, email, phone: null, country: null };
    const newness = await newFriends.look(store, { ...known, friendKey, prints: { mailbox, phone: null } }, { orderId: null, at: now });
    const asked = { subject: claimSubject(friendKey, advocateId), friendKeys: [friendKey], referralId: null, traces: shown };
    const lacks = { traces: shown.length === 0, advocate: advocate.members.length === 0, history: !newness.complete };
    return {
      ...(await this.#seen(store, friend, advocate, asked, now)),
      missing: missingOf(lacks),
      friend: {
        boughtBefore: newness.knownBy,
        accountBeforeLink: account === null ? null : account.joinedAt < now,
        disposableMail: isDisposable(email),
      },
    };
  }

  /** The store has been asked about the friend's past by then (`newness`). */
  async atOrder(store: StoreRecord, asked: OrderAsked): Promise<Evidence> {
    const { stored, referral, advocateId, cameAt, someone, newness } = asked;
    const { order, orderId } = stored;
    const friendKeys = [...new Set([referral?.friendKey ?? null, someone.friendKey].flatMap((key) => key ?? []))];
    const [own] = await this.#needs.traceStore.ofOrders(store.storeId, [orderId]);
    const [friend, advocate] = await Promise.all([
      this.#person(store, someone.memberIds, friendKeys, own === undefined ? [] : [own]),
      this.#person(store, [advocateId], []),
    ]);
    const claims = await this.#needs.traceStore.ofClaims(store.storeId, friendKeys);
    const subject = {
      subject: orderSubject(orderId),
      friendKeys,
      referralId: referral?.referralId ?? null,
      traces: [...claims, ...(own === undefined ? [] : [own])],
    };
    const seen = await this.#seen(store, friend, advocate, subject, cameAt ?? order.placedAt);
    const lacks = {
      traces: own === undefined || showsNothing(own),
      advocate: advocate.members.length === 0,
      friend: friend.members.length === 0,
      history: !newness.complete,
    };
    return {
      ...seen,
      missing: missingOf(lacks),
      friend: {
        boughtBefore: newness.knownBy,
        accountBeforeLink: cameAt === null ? null : hadAccount(friend.members, newness.since, cameAt),
        disposableMail: someone.email !== null && isDisposable(someone.email),
      },
      order: this.#order(store, stored, cameAt),
    };
  }

  async #seen(
    store: StoreRecord,
    friend: Person,
    advocate: Person,
    asked: Subject,
    cameAt: number,
  ): Promise<Omit<Evidence, 'missing' | 'friend'>> {
    const { storeId } = store;
    const theirs = await this.#needs.referrals.ofAdvocates(storeId, advocate.ids);
    const [among, counts, source, broughtByFriend] = await Promise.all([
      this.#among(storeId, friend, theirs, asked),
      this.#ofAdvocate(storeId, advocate, theirs, asked),
      this.#source(storeId, asked),
      this.#isRing(storeId, advocate.ids, friend.ids),
    ]);
    const joined = advocate.members.map(({ joinedAt }) => joinedAt);
    const memberForMs = joined.length === 0 ? null : Math.max(0, cameAt - Math.min(...joined));
    return {
      alike: { member: friend.ids.some((id) => advocate.ids.includes(id)), ...compared(friend.prints, advocate.prints) },
      among,
      advocate: { ...counts, memberForMs, broughtByFriend },
      source,
      order: NOTHING_SEEN.order,
    };
  }

  async #person(
    store: StoreRecord,
    memberIds: readonly MemberId[],
    friendKeys: readonly string[],
    more: readonly Prints[] = [],
  ): Promise<Person> {
    const { members, persons, namesOf, orders, traceStore } = this.#needs;
    const { storeId } = store;
    const present = await Promise.all(memberIds.map((id) => persons.present(storeId, id)));
    const names = await Promise.all([...new Set(present)].map((person) => namesOf(storeId, person)));
    const ids = [...new Set([...memberIds, ...names.flat()])];
    const [found, bought] = await Promise.all([
      members.many(storeId, ids),
      Promise.all(ids.map((id) => orders.ofMember(storeId, id, ORDERS_LOOKED_AT))),
    ]);
    const keys = new Set([...friendKeys, ...found.flatMap(({ guestEmailKey, provenEmailKey }) => [guestEmailKey, provenEmailKey])]);
    const traces = await Promise.all([
      traceStore.ofOrders(storeId, bought.flat().map(({ orderId }) => orderId)), // prettier-ignore
      traceStore.ofClaims(storeId, [...keys].flatMap((key) => key ?? [])), // prettier-ignore
    ]);
    const said = found.map(({ profile: { email, phone, firstName, lastName } }) =>
      printsOf(store, { ...NOTHING_SHOWN, email, phone, firstName, lastName }),
    );
    return { ids, members: found, prints: [...said, ...traces.flat(), ...more] };
  }

  async #among(storeId: StoreId, friend: Person, theirs: readonly Referral[], asked: Subject): Promise<Evidence['among']> {
    const { traceStore } = this.#needs;
    const isThis = ({ referralId, friendKey }: Referral): boolean =>
      referralId === asked.referralId || (friendKey !== null && asked.friendKeys.includes(friendKey));
    const others = theirs.filter((one) => !isThis(one)).slice(-FRIENDS_LOOKED_AT);
    const [orders, claims] = await Promise.all([
      traceStore.ofOrders(storeId, others.flatMap(({ judged }) => judged?.orderId ?? [])), // prettier-ignore
      traceStore.ofClaims(storeId, others.flatMap(({ friendKey }) => friendKey ?? [])), // prettier-ignore
    ]);
    const shown = others.map(({ judged, friendKey }) => [
      ...orders.filter(({ orderId }) => orderId !== null && orderId === judged?.orderId),
      ...claims.filter((claim) => claim.friendKey === friendKey),
    ]);
    return amongOthers(friend.prints, shown);
  }

  async #ofAdvocate(
    storeId: StoreId,
    { ids }: Person,
    theirs: readonly Referral[],
    { subject, referralId }: Subject,
  ): Promise<Omit<OfAdvocate, 'memberForMs' | 'broughtByFriend'>> {
    const { traceStore, orders, clock } = this.#needs;
    const now = clock();
    const claims = (since: number) => traceStore.claims(storeId, { since, except: subject, advocateIds: ids });
    const [claimsLastHour, claimsLastDay, bought] = await Promise.all([
      claims(now - HOUR_MS),
      claims(now - DAY_MS),
      orders.countBefore(storeId, ids, now),
    ]);
    const others = theirs.filter((one) => one.referralId !== referralId);
    return {
      hasBought: bought > 0,
      claimsLastHour,
      claimsLastDay,
      ordersLastDay: others.filter(({ judged }) => judged !== null && judged.at >= now - DAY_MS).length,
      refusedBefore: others.filter(({ judged, standing: { reason } }) => judged !== null && reason !== null && BAD_ENDS.has(reason)).length,
    };
  }

  async #source(storeId: StoreId, { subject, traces }: Subject): Promise<OfSource> {
    const now = this.#needs.clock();
    const newest = traces.toSorted((a, b) => b.at - a.at);
    const first = (kind: 'network' | 'device'): string | null => newest.find((trace) => trace[kind] !== null)?.[kind] ?? null;
    const [network, device] = [first('network'), first('device')];
    const claims = this.#needs.traceStore;
    const except = traces.find(({ kind }) => kind === 'claim')?.subject ?? subject;
    return {
      networkClaimsLastHour: network === null ? 0 : await claims.claims(storeId, { since: now - HOUR_MS, except, network }),
      deviceClaimsLastDay: device === null ? 0 : await claims.claims(storeId, { since: now - DAY_MS, except, device }),
      referrer: newest.find(({ referrer }) => referrer !== null)?.referrer ?? null,
      automated: traces.some(({ automated }) => automated),
    };
  }

  /** The friend brought the advocate, or whoever brought the advocate was brought by the friend, and so on. */
  async #isRing(storeId: StoreId, advocateIds: readonly MemberId[], friendIds: readonly MemberId[]): Promise<boolean> {
    let brought: readonly MemberId[] = advocateIds;
    for (let step = 0; step < RING_MAX && brought.length > 0; step += 1) {
      const by = await this.#needs.referrals.ofFriends(storeId, brought);
      const bringers = [...new Set(by.map(({ advocateId }) => advocateId))];
      if (bringers.some((id) => friendIds.includes(id))) return true;
      brought = bringers.filter((id) => !brought.includes(id));
    }
    return false;
  }

  #order(store: StoreRecord, { order }: StoredOrder, cameAt: number | null): OfOrder {
    return {
      // A store tells whole seconds.
      beforeLink: cameAt !== null && order.placedAt < cameAt - (cameAt % SECOND_MS),
      free: order.lines.every(({ net }) => net === 0),
      madeByStaff: this.#needs.placedBy(store, order.channel) === 'staff',
      renewal: order.subscriptionRenewal === true,
    };
  }
}

function hadAccount(members: readonly Member[], since: number | null, cameAt: number): boolean | null {
  const accounts = members.filter(({ kind }) => kind === 'account').map(({ joinedAt }) => joinedAt);
  if (accounts.length === 0) return members.length === 0 ? null : false;
  return Math.min(...accounts, since ?? Infinity) < cameAt;
}

const missingOf = (lacks: Readonly<Partial<Record<Missing, boolean>>>): Missing[] => MISSING.filter((what) => lacks[what] === true);

/** Written by ourselves; nothing at all where a claim came before claims were traced. */
const isTrace = (trace: object): trace is Trace => 'subject' in trace && 'network' in trace;
