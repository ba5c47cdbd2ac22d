// The shapes of the server's contract, types only: the schemas themselves would cost more than the whole panel.
import type { AccountOffer, ConsentAsked, ConsentGiven, ConsentKind, Membership, PersonalOffer } from '#contract/accounts.ts';
import type { Explanation, HistoryKind, HistoryLine, historyPage } from '#contract/history.ts';
import type {
  Offer,
  OfferReason,
  Reward,
  StorefrontLook,
  StorefrontMe,
  StorefrontProgram,
  StorefrontTerms,
  WayState,
  WayToEarn,
} from '#contract/storefront.ts';
import type { changeLinkAnswer, giftCode, OwnReferrals, ownFriend, ReferralGiftView } from '#contract/referrals.ts';
import type { Estimate, HeldReward, HeldState } from '#contract/redemption.ts';
import type { Saying, ShownValue } from '#contract/saying.ts';

export type HistoryPage = (typeof historyPage)['_output'];
export type Member = NonNullable<StorefrontMe['member']>;
export type ChangeLinkAnswer = (typeof changeLinkAnswer)['_output'];
export type GiftCode = (typeof giftCode)['_output'];
export type OwnFriend = (typeof ownFriend)['_output'];
export type ReferralTerms = NonNullable<StorefrontProgram['referrals']>;
export type ShareChannel = keyof OwnReferrals['shareUrls'];
export type { OwnReferrals, ReferralGiftView };
export type { AccountOffer, ConsentAsked, ConsentGiven, ConsentKind, Membership, PersonalOffer };
export type { Estimate, Explanation, HeldReward, HeldState, HistoryKind, HistoryLine, Offer, OfferReason, Reward, Saying, ShownValue };
export type { StorefrontLook, StorefrontMe, StorefrontProgram, StorefrontTerms, WayState, WayToEarn };
