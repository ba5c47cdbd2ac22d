// Where a referral stands and what it deserves, told from facts and nothing else. Source: ledger.md, "Referral rewards are restated".
import { availableFrom } from '../earning/dates.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { ReferralTerms } from './terms.ts';

/**
 * `invited`: came by a link. `claimed`: asked for what is promised, and has a code where one is. `ordered`: bought, not paid yet. `on-hold`: paid, the hold runs. `in-review`: a person has to decide.
 * `rewarded`: it counts. `refused`: it never counted and does not. `clawed-back`: it counted and does not any more. `lapsed`: the window passed without an order.
 */
export const REFERRAL_STATES = ['invited', 'claimed', 'ordered', 'on-hold', 'in-review', 'rewarded', 'refused', 'clawed-back', 'lapsed'] as const; // prettier-ignore
export type ReferralState = (typeof REFERRAL_STATES)[number];

/** Why it deserves nothing (any more). A closed set: the admin and the storefront have words for each. */
export const REFERRAL_REASONS = [
  'not-new',
  'same-person',
  'same-friend',
  'fraud',
  'by-person',
  'banned',
  'below-minimum',
  'cancelled',
  'refunded',
  'cap-reached',
  'program-off',
  'advocate-left',
  'advocate-erased',
  'nothing-promised',
] as const;
export type ReferralReason = (typeof REFERRAL_REASONS)[number];

export type Verdict = 'allow' | 'review' | 'refuse';

/** As much of an order as a referral follows from. */
export type ReferredOrder = Pick<OrderState, 'placedAt' | 'standing' | 'payment' | 'paidAt' | 'fulfilledAt' | 'deliveredAt'> & {
  /** Goods after discounts and refunds, in minor units of the program's currency; null: another currency. */
  readonly goodsMinor: number | null;
};

export interface ReferralFacts {
  /** Null: nobody bought anything yet. */
  readonly order: ReferredOrder | null;
  /** Null: the program in force when the order was placed has no referrals, or is paused. */
  readonly terms: ReferralTerms | null;
  readonly claimed: boolean;
  /** Why a claim was turned down; an order is judged by itself all the same. Null: it was not, or nobody claimed. */
  readonly claimRefused: 'not-new' | 'fraud' | null;
  /** The end of the window of the newest touch. */
  readonly windowEndsAt: number;
  /** Decided when the order was first looked at. */
  readonly verdict: Verdict | null;
  readonly isNew: boolean;
  /** What a person decided since; it outweighs the verdict, but never makes an old customer new or an advocate their own friend. */
  readonly decision: 'approve' | 'refuse' | null;
  /** What is wrong with who it is about, as it is known now. */
  readonly people: {
    readonly samePerson: boolean;
    readonly sameFriend: boolean;
    readonly banned: boolean;
    readonly gone: 'left' | 'erased' | null;
  };
  /** It counted before. */
  readonly counted: boolean;
}

export interface Outcome {
  readonly state: ReferralState;
  readonly reason: ReferralReason | null;
  /** When time alone changes it; null: never. */
  readonly dueAt: number | null;
  /** Since when it counts, by the order and the hold: what it is sorted by among the advocate's; null: it does not count. */
  readonly countsFrom: number | null;
}

const NEVER = { dueAt: null, countsFrom: null } as const;

/** Nothing is deserved, whatever becomes of the order: because of who it is about, or of what was decided. */
function objection({ order, terms, verdict, isNew, decision, people, counted }: ReferralFacts): ReferralReason | null {
  if (people.gone === 'erased') return 'advocate-erased';
  if (people.samePerson) return 'same-person';
  if (people.sameFriend) return 'same-friend';
  if (decision === 'refuse') return 'by-person';
  // What was rewarded before a ban stays rewarded.
  if (people.banned && !counted) return 'banned';
  if (order === null) return null;
  if (people.gone === 'left') return 'advocate-left';
  if (terms === null) return 'program-off';
  if (!isNew) return 'not-new';
  return verdict === 'refuse' && decision !== 'approve' ? 'fraud' : null;
}

/** What the order itself has against it; it may be right again tomorrow. */
function orderObjection({ standing, goodsMinor }: ReferredOrder, { minimumMinor }: ReferralTerms): ReferralReason | null {
  if (standing === 'refunded') return 'refunded';
  if (standing !== 'open') return 'cancelled';
  if (goodsMinor === 0) return 'refunded';
  // In another currency nobody can say how much it was.
  return minimumMinor !== null && (goodsMinor ?? 0) < minimumMinor ? 'below-minimum' : null;
}

function beforeOrder({ claimed, claimRefused, windowEndsAt }: ReferralFacts, now: number): Outcome {
  if (claimRefused !== null) return { state: 'refused', reason: claimRefused, ...NEVER };
  if (now > windowEndsAt) return { state: 'lapsed', reason: null, ...NEVER };
  return { state: claimed ? 'claimed' : 'invited', reason: null, dueAt: windowEndsAt + 1, countsFrom: null };
}

/** Where a referral stands at an instant. The same facts and the same instant say the same for ever. */
export function outcomeOf(facts: ReferralFacts, now: number): Outcome {
  const { order, terms, verdict, decision, counted } = facts;
  const refused = (reason: ReferralReason): Outcome => ({ state: counted ? 'clawed-back' : 'refused', reason, ...NEVER });
  const against = objection(facts);
  if (against !== null) return refused(against);
  if (order === null || terms === null) return beforeOrder(facts, now);
  const wrong = orderObjection(order, terms);
  if (wrong !== null) return refused(wrong);
  // Paid once and not any more: the money went back, by whatever way.
  if (order.payment !== 'paid') return counted ? refused('refunded') : { state: 'ordered', reason: null, ...NEVER };
  if (verdict !== 'allow' && decision === null) return { state: 'in-review', reason: null, ...NEVER };
  const from = availableFrom(order, terms.hold);
  if (from === null || now < from) return { state: 'on-hold', reason: null, dueAt: from, countsFrom: null };
  return { state: 'rewarded', reason: null, dueAt: null, countsFrom: from };
}
