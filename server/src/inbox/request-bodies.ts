// What is asked from inside, as it lies in the inbox: a merchant's click, a tick of the clock. The topics are part of stored data.
import { z } from 'zod';

export const ADJUST = 'request/adjust';
export const UNDO_ADJUST = 'request/undo-adjust';
export const MERGE = 'request/merge';
export const UNDO_MERGE = 'request/undo-merge';
export const ACTION = 'request/action';
export const ERASE = 'request/erase';
/** A store asks for it in the name of somebody whom we may know or not. */
export const ERASE_PERSON = 'request/erase-person';
/** An account became somebody's; an address was proven to be theirs by a link in a mail to it. */
export const ACCOUNT_OPENED = 'request/account-opened';
export const ADDRESS_PROVEN = 'request/address-proven';
/** Somebody who is signed in agrees to something or takes it back; joins the program or leaves it. */
export const CONSENTS = 'request/consents';
export const MEMBERSHIP = 'request/membership';
export const CREDIT_PAST = 'request/credit-past';
export const EXPIRE = 'clock/expire';
export const PURGE = 'clock/purge-inbox';
/** Somebody decided about a referral, or its time came. */
export const REFERRAL_LOOK = 'request/referral-look';
export const TIER_ENTRY = 'request/tier-entry';

/** Somebody who came by a member's link asks for the code of a friend. */
export const REFERRAL_CLAIM = 'request/referral-claim';

/** A member asks for a reward, or gives it back; what a store did for it. */
export const REDEEM = 'request/redeem';
export const CANCEL_REWARD = 'request/cancel-reward';
export const CODE_MADE = 'effect/code-made';
export const REWARD_REFUSED = 'effect/reward-refused';
export const REWARD_GIVEN = 'effect/reward-given';
export const CODE_REMOVED = 'effect/code-removed';

/** `approvedBy`: who answers for an adjustment above the program's limit; null when nobody with that right asked. */
export const adjustBody = z.object({
  memberId: z.string(),
  points: z.int(),
  requestId: z.string(),
  by: z.string(),
  /** The merchant's words; kept as a note outside the ledger once the adjustment is written. */
  reason: z.string(),
  approvedBy: z.string().nullable().default(null),
  /** For staff alone; kept like the reason, under a name of its own. */
  note: z.string().nullable().default(null),
});
/** `requestId` is the one of the adjustment that is taken back. */
export const undoAdjustBody = z.object({ memberId: z.string(), requestId: z.string(), by: z.string() });
export const mergeBody = z.object({ mergeId: z.string(), from: z.string(), into: z.string(), by: z.string() });
/**
 * Somebody did something that earns. `actionKey` names it among all of its kind, for ever: the review's id, the survey's answer. What is not said
 * of it is taken to be what the rule is about.
 */
export const actionBody = z.object({
  memberId: z.string(),
  ruleId: z.string(),
  actionKey: z.string().min(1).max(1_000),
  happenedAt: z.int(),
  network: z.string().nullable().default(null),
  event: z.string().nullable().default(null),
  withPhoto: z.boolean().default(false),
  bought: z.boolean().default(false),
});
/** Somebody entered a level for the first time. */
export const tierEntryBody = z.object({ memberId: z.string(), tierId: z.string(), enteredAt: z.number() });
/** `at` is when it was asked for: orders placed before stay with the erased member. */
export const eraseBody = z.object({ memberId: z.string(), by: z.string(), at: z.number() });
export const erasePersonBody = z.object({ externalId: z.string().nullable(), email: z.string().nullable(), at: z.number() });
/** `subjects` are keyed (privacy/subject-key.ts); what came after `before` is of somebody new. */
export const purgeBody = z.object({ subjects: z.array(z.string()), before: z.number() });
export const expireBody = z.object({ memberId: z.string(), dueAt: z.number() });
export const referralLookBody = z.object({ referralId: z.string() });
const gives = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount-off'), amountMinor: z.int() }),
  z.object({ kind: z.literal('percent-off'), basisPoints: z.int() }),
  z.object({ kind: z.literal('free-shipping'), maximumMinor: z.int().nullable() }),
  z.object({ kind: z.literal('free-product'), variantId: z.string() }),
]);
export const redeemBody = z.object({
  reservationId: z.string(),
  memberId: z.string(),
  rewardId: z.string(),
  steps: z.int(),
  cart: z.object({ token: z.string(), amountMinor: z.int() }).nullable(),
  // Left out in what was asked for before carts of shops could hold rewards.
  forOrder: z.string().nullable().default(null),
  quoted: z.object({ points: z.int(), gives }).nullable().default(null),
  at: z.number(),
});
/** `why`: who wants it back. */
export const cancelRewardBody = z.object({ reservationId: z.string(), why: z.enum(['expired', 'cancelled', 'abandoned', 'failure']) });
export const codeMadeBody = z.object({ reservationId: z.string(), externalId: z.string() });
/** The store will not do it: the points go back. */
export const rewardRefusedBody = z.object({ reservationId: z.string(), reason: z.string() });
/** A gift card or store credit is the member's: nothing comes back from it. */
export const rewardGivenBody = z.object({ reservationId: z.string() });
/** The code is gone in the store; `orderIds`: orders that the store knows with it all the same. */
export const codeRemovedBody = z.object({ reservationId: z.string(), orderIds: z.array(z.string()) });

/** `seenBy`: how it became known. `awards`: the account is new, and not one that we only hear of now. */
export const accountOpenedBody = z.object({
  memberId: z.string(),
  at: z.number(),
  seenBy: z.enum(['store', 'session', 'link']),
  awards: z.boolean().default(true),
});
/** `guestId` waits under the address of this key (members/address-key.ts); `memberId` is who is signed in. */
export const addressProvenBody = z.object({ memberId: z.string(), guestId: z.string(), addressKey: z.string(), at: z.number() });
const agreed = z.object({
  kind: z.enum(['terms', 'newsletter', 'birthday']),
  version: z.string(),
  /** What was shown beside the box. */
  wording: z.string(),
  url: z.string().optional(),
  birthday: z.string().nullable(),
});
const surface = z.enum(['thank-you', 'order-status', 'account', 'panel', 'mail']);
export const consentsBody = z.object({
  memberId: z.string(),
  surface,
  at: z.number(),
  give: z.array(agreed),
  takeBack: z.array(agreed.shape.kind),
});
/** `terms`: those that were agreed to by joining; null: there are none, or these were agreed to before. */
export const membershipBody = z.object({
  memberId: z.string(),
  surface,
  at: z.number(),
  action: z.enum(['join', 'leave']),
  terms: agreed.nullable(),
});

/** Orders placed in `from <= placedAt < until` are to count; `after`: how far a piece before this one came. */
export const creditPastBody = z.object({ from: z.number(), until: z.number(), after: z.number().nullable(), by: z.string() });

/**
 * `code`: of the link. `voucher`: the code that was told, which is made for nobody else; null: none is given. `trace`: what the claim shows of who is behind it,
 * as keyed hashes (referrals/trace-store.ts).
 */
export const referralClaimBody = z.object({
  code: z.string(),
  email: z.string(),
  locale: z.enum(['en', 'fa', 'he']),
  channel: z.enum(['copy', 'whatsapp', 'telegram', 'email', 'x', 'facebook', 'sms', 'qr', 'native', 'link']),
  trace: z.looseObject({}),
  at: z.number(),
  voucher: z.object({ voucherId: z.string(), endsAt: z.number() }).nullable(),
});

export type ReferralClaimBody = z.infer<typeof referralClaimBody>;
export type AccountOpenedBody = z.infer<typeof accountOpenedBody>;
export type AddressProvenBody = z.infer<typeof addressProvenBody>;
export type ConsentsBody = z.infer<typeof consentsBody>;
export type MembershipBody = z.infer<typeof membershipBody>;
export type CreditPastBody = z.infer<typeof creditPastBody>;
export type AdjustBody = z.infer<typeof adjustBody>;
export type UndoAdjustBody = z.infer<typeof undoAdjustBody>;
export type MergeBody = z.infer<typeof mergeBody>;
export type ActionBody = z.infer<typeof actionBody>;
export type TierEntryBody = z.infer<typeof tierEntryBody>;
export type ReferralLookBody = z.infer<typeof referralLookBody>;
export type EraseBody = z.infer<typeof eraseBody>;
export type ErasePersonBody = z.infer<typeof erasePersonBody>;
export type PurgeBody = z.infer<typeof purgeBody>;
export type ExpireBody = z.infer<typeof expireBody>;
export type RedeemBody = z.infer<typeof redeemBody>;
export type CancelRewardBody = z.infer<typeof cancelRewardBody>;
export type CodeMadeBody = z.infer<typeof codeMadeBody>;
export type RewardRefusedBody = z.infer<typeof rewardRefusedBody>;
export type RewardGivenBody = z.infer<typeof rewardGivenBody>;
export type CodeRemovedBody = z.infer<typeof codeRemovedBody>;
