// The shapes of the server's contract, types only. The extension folders have a package.json of their own, from where `#contract` cannot be reached.
import type { consentWish, startAnswer, AccountOffer, ConsentAsked, ConsentGiven, ConsentKind, Membership, PersonalOffer, Surface } from '#contract/accounts.ts'; // prettier-ignore
import type { Explanation, HistoryLine, historyPage } from '#contract/history.ts';
import type { Estimate, HeldReward, HeldState, OrderPoints, RedeemRequest } from '#contract/redemption.ts';
import type { changeLinkAnswer, OwnReferrals } from '#contract/referrals.ts';
import type { Problem } from '#contract/refusals.ts';
import type { Offer, Reward, StorefrontLook, StorefrontMe, StorefrontProgram } from '#contract/storefront.ts';
import type { Saying } from '#contract/saying.ts';
import type { Money } from '#contract/shapes.ts';

export type HistoryPage = (typeof historyPage)['_output'];
export type ConsentWish = (typeof consentWish)['_output'];
export type StartAnswer = (typeof startAnswer)['_output'];
export type ChangeLinkAnswer = (typeof changeLinkAnswer)['_output'];
export type ShareChannel = keyof OwnReferrals['shareUrls'];
export type { OwnReferrals };
export type { AccountOffer, ConsentAsked, ConsentGiven, ConsentKind, Membership, PersonalOffer, Surface };
export type Member = NonNullable<StorefrontMe['member']>;
export type { Estimate, Explanation, HeldReward, HeldState, HistoryLine, Money, Offer, OrderPoints, Problem };
export type { RedeemRequest, Reward, Saying, StorefrontLook, StorefrontMe, StorefrontProgram };
