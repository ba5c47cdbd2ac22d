// What a proof of the ledger asks about referrals: for every name that stands for one in an order's place, what it deserves now, by the same telling that the desk gives by.
import type { OrderClaim } from '../ledger/verification/ports.ts';
import type { OrderId, StoreId } from '../loyalty/ids.ts';
import { ledgerName, referralNamed, SIDES, type Side } from '../loyalty/referrals/subject.ts';
import type { ReferralDesk } from './referral-desk.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Referral } from './referral.ts';

export interface ReferralClaimsNeeds {
  readonly referrals: Pick<ReferralStore, 'every' | 'read' | 'ofOrder' | 'due' | 'ofAdvocates'>;
  readonly desk: Pick<ReferralDesk, 'postedTo'>;
  readonly clock: () => number;
}

const BATCH = 200;
/** With more than this due at once, the job is behind: nothing can be said of any of them. */
const DUE_MAX = 10_000;

export class ReferralClaims {
  readonly #needs: ReferralClaimsNeeds;

  constructor(needs: ReferralClaimsNeeds) {
    this.#needs = needs;
  }

  async *claims(storeId: StoreId): AsyncIterable<OrderClaim[]> {
    let batch: OrderClaim[] = [];
    for await (const referral of this.#needs.referrals.every(storeId)) {
      batch.push(...(await this.#both(storeId, referral)));
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  /** Of names that stand for referrals; the others are orders. */
  async claimsOf(storeId: StoreId, names: readonly OrderId[]): Promise<OrderClaim[]> {
    const claims: OrderClaim[] = [];
    for (const name of names) {
      const named = referralNamed(name);
      const referral = named === null ? null : await this.#needs.referrals.read(storeId, named.referralId);
      if (named !== null && referral !== null) claims.push(await this.#claim(storeId, referral, named.side));
    }
    return claims;
  }

  /** Names that something still works on: their time came, or what is waiting is about their order or about them. */
  async inProgress(storeId: StoreId, orders: readonly OrderId[], looks: readonly string[]): Promise<OrderId[]> {
    const due = await this.#needs.referrals.due(storeId, this.#needs.clock(), DUE_MAX);
    const named = await Promise.all(looks.map((id) => this.#needs.referrals.read(storeId, id)));
    const ofOrders = await Promise.all(orders.map((id) => this.#needs.referrals.ofOrder(storeId, id)));
    const touched = [...due, ...named, ...ofOrders].filter((each) => each !== null);
    // One that starts or stops counting moves the others of its advocate.
    const beside = await this.#needs.referrals.ofAdvocates(storeId, [...new Set(touched.map(({ advocateId }) => advocateId))]);
    return [...touched, ...beside].flatMap(({ referralId }) => SIDES.map((side) => ledgerName(referralId, side)));
  }

  #both(storeId: StoreId, referral: Referral): Promise<OrderClaim[]> {
    return Promise.all(SIDES.map((side) => this.#claim(storeId, referral, side)));
  }

  async #claim(storeId: StoreId, referral: Referral, side: Side): Promise<OrderClaim> {
    const { referralId, revision, standing, judged } = referral;
    const memberId = side === 'advocate' ? referral.advocateId : referral.friendId;
    const known = { orderId: ledgerName(referralId, side), memberId, revision, seenAt: standing.since, judgedBy: judged?.programVersion ?? null, earns: false }; // prettier-ignore
    if (judged === null) return { ...known, deserved: [] };
    try {
      return { ...known, deserved: (await this.#needs.desk.postedTo(storeId, referral, side)).tranches };
    } catch (error) {
      return { ...known, deserved: error instanceof Error ? error.message : String(error) };
    }
  }
}
