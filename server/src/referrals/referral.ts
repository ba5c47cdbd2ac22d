// A referral as it is kept: one friend of one store, and everything that is known of how they came. No address, name or network of anybody is in it.
import type { ReferralReason, ReferralState, Verdict } from '../loyalty/referrals/outcome.ts';
import type { Reason } from '../loyalty/referrals/fraud/score.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import { ATTRIBUTED_BY, type AttributedBy } from '../loyalty/referrals/attribution.ts';
import { SHARE_CHANNELS, type ShareChannel } from '../loyalty/referrals/channel.ts';

export { ATTRIBUTED_BY, SHARE_CHANNELS, type AttributedBy, type ShareChannel };

/** The friend came by somebody's link. */
export interface Touch {
  readonly advocateId: MemberId;
  /** The code of the link, as it was then. */
  readonly code: string;
  readonly at: number;
  readonly by: 'claim' | 'visit' | 'attribute';
  readonly channel: ShareChannel;
}

/** More than this are of nobody's interest; the oldest go. */
export const TOUCHES_MAX = 20;

/** What was found out for a score, in words of `loyalty/referrals/fraud`: shown side by side to who decides. */
export interface Scored {
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly verdict: Verdict;
}

export interface Claim extends Scored {
  readonly advocateId: MemberId;
  readonly at: number;
  /** The friend's code; null: the friend is given nothing, or the claim was not accepted. */
  readonly voucherId: string | null;
}

/** Decided when the friend's order was first looked at, and never again. */
export interface Judged extends Scored {
  readonly orderId: OrderId;
  readonly orderName: string;
  readonly placedAt: number;
  readonly at: number;
  readonly advocateId: MemberId;
  readonly code: string;
  readonly channel: ShareChannel;
  readonly by: AttributedBy;
  readonly programVersion: number;
  readonly isNew: boolean;
}

export interface Decision {
  readonly decision: 'approve' | 'refuse';
  readonly at: number;
  /** The name of whoever decided, and their id. */
  readonly by: string;
  readonly byId?: string;
  /** The merchant's words; empty: none. */
  readonly note: string;
}

/** What stands now. Told from the rest and from the order at every look. */
export interface Standing {
  readonly state: ReferralState;
  readonly reason: ReferralReason | null;
  readonly since: number;
  readonly countsFrom: number | null;
  /** Among the advocate's friends who count, 1 for the first; null: it does not count. */
  readonly position: number | null;
  readonly dueAt: number | null;
  /** When it first counted; null: it never did. */
  readonly firstCountedAt: number | null;
  /** Given and not taken back. Vouchers by their ids (voucher.ts). */
  readonly advocatePoints: number;
  readonly friendPoints: number;
  readonly advocateVoucherId: string | null;
  /** Worth of codes that were used and could not be taken back, in minor units of the store's currency. */
  readonly lossMinor: number;
}

export interface Referral {
  readonly storeId: StoreId;
  readonly referralId: string;
  /** `emailKey` (members/address-key.ts) of the address with which the friend claimed, or of the order's; null: not known. */
  readonly friendKey: string | null;
  /** The member that the friend is; null: not known yet. */
  readonly friendId: MemberId | null;
  /** Oldest first, at most {@link TOUCHES_MAX}. Never empty. */
  readonly touches: readonly Touch[];
  readonly claim: Claim | null;
  readonly judged: Judged | null;
  readonly decision: Decision | null;
  readonly standing: Standing;
  /** Whose friend it is now: of the judgement, else of the newest touch. */
  readonly advocateId: MemberId;
  readonly createdAt: number;
  /** Every write names the one it replaces. */
  readonly revision: number;
}

export type ReferralChange = Partial<
  Pick<Referral, 'friendKey' | 'friendId' | 'touches' | 'claim' | 'judged' | 'decision' | 'standing' | 'advocateId'>
>;
