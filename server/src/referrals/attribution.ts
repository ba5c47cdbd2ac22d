// Whose friend an order is of, and what is decided about it when it is first looked at and never again: which advocate, whether the friend is new, the score.
// Every step may be done again; what two do at the same moment is settled by the indexes of the referrals, and then it is looked at once more.
import { randomUUID } from 'node:crypto';
import type { Persons } from '../ledger/persons.ts';
import type { OrderId, StoreId } from '../loyalty/ids.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import { attributed, type PlacedBy, type Trail } from '../loyalty/referrals/attribution.ts';
import { scored } from '../loyalty/referrals/fraud/score.ts';
import type { ReferralTerms } from '../loyalty/referrals/terms.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { buyerOf, type BuyersNeeds } from './buyers.ts';
import type { EvidenceGatherer } from './evidence-gatherer.ts';
import type { NewFriends, Newness, Someone } from './new-friend.ts';
import type { Found, Paths } from './paths.ts';
import { everReferred } from './ever-referred.ts';
import { ReferralBusy } from './referral-desk.ts';
import type { ReferralStore } from './referral-store.ts';
import { TOUCHES_MAX, type Judged, type Referral, type ReferralChange, type Touch } from './referral.ts';

export interface AttributionNeeds extends BuyersNeeds {
  readonly referrals: Pick<ReferralStore, 'create' | 'change' | 'ofOrder'>;
  readonly orders: Pick<OrderStore, 'read' | 'ofMember'>;
  readonly directory: Pick<StoreDirectory, 'programs' | 'programAt'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly paths: Paths;
  readonly newFriends: NewFriends;
  readonly evidence: EvidenceGatherer;
  readonly placedBy: (store: StoreRecord, channel: string | null) => PlacedBy;
  readonly clock: () => number;
}

const LOOKS_MAX = 20;
/** Of somebody whose first order came to nothing, so many others are looked at. */
const ORDERS_LOOKED_AT = 20;

const ENDED: ReadonlySet<OrderState['standing']> = new Set<OrderState['standing']>(['cancelled', 'failed', 'deleted', 'test']);

/** It ended without anybody having paid for it: as if it had never been. */
const cameToNothing = ({ standing, payment }: Pick<OrderState, 'standing' | 'payment'>): boolean =>
  ENDED.has(standing) && payment === 'unpaid';

/** Whether an order can be somebody's first. What was before the store came to us is history, and a subscription that goes on is no first order. */
function canBeFirst({ startsAt }: Pick<StoreRecord, 'startsAt'>, order: OrderState): boolean {
  if (order.placedAt < startsAt || order.subscriptionRenewal === true) return false;
  return order.standing === 'open' || order.standing === 'refunded' || (order.standing === 'cancelled' && order.payment !== 'unpaid');
}

/** What is to be judged, and into which referral it goes. */
interface Case {
  readonly store: StoreRecord;
  readonly stored: StoredOrder;
  readonly buyer: Someone;
  readonly found: Found;
  readonly trail: Trail;
  /** Null: it has to be made. */
  readonly into: Referral | null;
  /** Whoever bought is another referral's friend, who has bought before. */
  readonly isOld: boolean;
}

/** A friend's code on an order that names nobody: the friend is who claimed it. */
const claimant = ({ friendKey }: Pick<Referral, 'friendKey'>): Someone => ({
  memberIds: [],
  externalId: null,
  email: null,
  phone: null,
  country: null,
  friendKey,
  prints: { mailbox: null, phone: null },
});

export class Attribution {
  readonly #needs: AttributionNeeds;

  constructor(needs: AttributionNeeds) {
    this.#needs = needs;
  }

  /**
   * The referral of an order, found or made, and judged. Null: the order is nobody's referral. Costs nothing where no version of the program ever had referrals.
   * @throws StoreUnreachable when the store has to be asked about the friend's past and is silent: nobody is taken for new by that.
   */
  async look(store: StoreRecord, stored: StoredOrder): Promise<Referral | null> {
    const { referrals } = this.#needs;
    if (!(await everReferred(this.#needs, store.storeId))) return null;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const known = await referrals.ofOrder(store.storeId, stored.orderId);
      const answer = known === null ? await this.#judge(store, stored) : await this.#judged(store, known, stored);
      if (answer !== 'again') return answer;
    }
    throw new ReferralBusy(`the friend of order ${stored.orderId} changes too often just now`);
  }

  /** An order that came to nothing gives its place to the friend's next one. */
  async #judged(store: StoreRecord, known: Referral, stored: StoredOrder): Promise<Referral | 'again'> {
    if (!cameToNothing(stored.order) || known.friendId === null) return known;
    const others = await this.#needs.orders.ofMember(store.storeId, known.friendId, ORDERS_LOOKED_AT);
    const next = others.toSorted((a, b) => a.order.placedAt - b.order.placedAt).find(({ orderId, order }) => orderId !== stored.orderId && canBeFirst(store, order)); // prettier-ignore
    if (next === undefined) return known;
    const judged = await this.#judge(store, next);
    return judged === 'again' ? judged : (judged ?? known);
  }

  async #judge(store: StoreRecord, stored: StoredOrder): Promise<Referral | null | 'again'> {
    const { order } = stored;
    if (!canBeFirst(store, order)) return null;
    const { version, referrals: terms } = await this.#needs.directory.programAt(store.storeId, order.placedAt);
    if (terms === null) return null;
    const one = await this.#caseOf(store, stored, terms);
    if (one === null) return null;
    const judged = await this.#judgementOf(one, terms, version);
    return one.into === null ? this.#create(one, judged) : this.#keep(one, one.into, judged);
  }

  /** Null: nobody's link brought it, or the friend's first order was another one. */
  async #caseOf(store: StoreRecord, stored: StoredOrder, { windowDays }: ReferralTerms): Promise<Case | null> {
    const { order } = stored;
    const named = await buyerOf(this.#needs, store, stored);
    const found = await this.#needs.paths.of(store, stored, named);
    const buyer = named ?? (found.byCode === null ? null : claimant(found.byCode));
    const placedBy = this.#needs.placedBy(store, order.channel);
    const attribution = attributed({ trails: found.trails, placedAt: order.placedAt, placedBy, windowDays });
    if (buyer === null || attribution.kind === 'none') return null;
    const { trail } = attribution;
    const known = found.byFriend ?? found.byAddress;
    const into = trail.by === 'code' ? found.byCode : trail.by === 'phone' ? found.byPhone : known;
    if (into !== null && (await this.#hasBought(store.storeId, into))) return null;
    const isOther = known !== null && known.referralId !== into?.referralId;
    const isOld = isOther && (await this.#hasBought(store.storeId, known));
    // Somebody else's code on the order of a friend who bought before: the code was had for nothing, and that is shown.
    return { store, stored, buyer, found, trail, into, isOld };
  }

  async #hasBought(storeId: StoreId, { judged }: Referral): Promise<boolean> {
    if (judged === null) return false;
    const first = await this.#needs.orders.read(storeId, judged.orderId);
    return first === null || !cameToNothing(first.order);
  }

  async #judgementOf(one: Case, terms: ReferralTerms, programVersion: number): Promise<Judged> {
    const { store, stored, buyer, trail, into } = one;
    const { order, orderId } = stored;
    const advocateId = await this.#needs.persons.present(store.storeId, trail.advocateId);
    const newness = await this.#newness(one, orderId);
    const theirs = (into?.touches ?? []).filter((touch) => touch.advocateId === trail.advocateId && touch.by !== 'attribute');
    const cameAt = theirs.length === 0 ? null : Math.min(...theirs.map(({ at }) => at));
    const evidence = await this.#needs.evidence.atOrder(store, { stored, referral: into, advocateId, cameAt, someone: buyer, newness });
    const { score, reasons, verdict } = scored(evidence, terms.thresholds);
    const whose = { advocateId, code: trail.code, channel: trail.channel, by: trail.by, isNew: newness.knownBy === null };
    const which = { orderId, orderName: order.name, placedAt: order.placedAt, at: this.#needs.clock() };
    return { ...which, ...whose, programVersion, score, reasons, verdict };
  }

  async #newness({ store, stored, buyer, isOld }: Case, orderId: OrderId): Promise<Newness> {
    if (isOld) return { knownBy: 'customer', complete: true, since: null };
    return this.#needs.newFriends.look(store, buyer, { orderId, at: stored.order.placedAt });
  }

  async #create(one: Case, judged: Judged): Promise<Referral | 'again'> {
    const { store, buyer } = one;
    const now = this.#needs.clock();
    const nothing = {
      position: null,
      dueAt: null,
      firstCountedAt: null,
      advocatePoints: 0,
      friendPoints: 0,
      advocateVoucherId: null,
      lossMinor: 0,
    };
    const referral: Referral = {
      storeId: store.storeId,
      referralId: randomUUID(),
      friendKey: buyer.friendKey,
      friendId: buyer.memberIds.at(-1) ?? null,
      touches: touchesOf(one),
      claim: null,
      judged,
      decision: null,
      standing: { state: 'invited', reason: null, since: now, countsFrom: null, ...nothing },
      advocateId: judged.advocateId,
      createdAt: now,
      revision: 1,
    };
    return (await this.#needs.referrals.create(referral)) ? referral : 'again';
  }

  /** What the same friend came by elsewhere is told here from now on. */
  async #keep(one: Case, into: Referral, judged: Judged): Promise<Referral | 'again'> {
    const { referrals } = this.#needs;
    const { buyer, found, isOld } = one;
    const other = found.byFriend !== null && found.byFriend.referralId !== into.referralId && !isOld ? found.byFriend : null;
    // Before the friend becomes this one's: a member is the friend of one referral only.
    if (other !== null && typeof (await referrals.change(other, { friendId: null })) === 'string') return 'again';
    const friend = isOld ? {} : { friendId: buyer.memberIds.at(-1) ?? into.friendId };
    const address = into.friendKey === null && found.byAddress === null ? { friendKey: buyer.friendKey } : {};
    const change: ReferralChange = { judged, advocateId: judged.advocateId, touches: touchesOf(one), ...friend, ...address };
    const kept = await referrals.change(into, change);
    return typeof kept === 'string' ? 'again' : kept;
  }
}

/** Everything by which this friend came, and now this order's mark. */
function touchesOf({ into, found, trail, isOld }: Case): Touch[] {
  const others = isOld ? [] : [found.byFriend, found.byAddress].filter((one) => one !== null && one.referralId !== into?.referralId);
  const each = new Map(others.flatMap((one) => (one === null ? [] : [[one.referralId, one.touches] as const])));
  const all = [...(into?.touches ?? []), ...[...each.values()].flat()];
  const { advocateId, code, channel, at } = trail;
  const mark: Touch[] = trail.by === 'attribute' ? [{ advocateId, code, channel, at, by: 'attribute' }] : [];
  return [...all, ...mark].toSorted((a, b) => a.at - b.at).slice(-TOUCHES_MAX);
}
