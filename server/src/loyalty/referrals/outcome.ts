// Where a referral stands and what it deserves, told from facts and nothing else. Source: ledger.md, "Referral rewards are restated".
import type { OrderState } from '../orders/order-state.ts';
import type { ReferralTerms } from './terms.ts';

/**
 * `invited`: came by a link. `claimed`: has a code. `ordered`: bought, not paid yet. `on-hold`: paid, the hold runs. `in-review`: a person has to decide.
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
