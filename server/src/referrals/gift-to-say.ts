// What is promised, in the words of a mail. Which reward it is by the merchant's name for it.
import type { Program } from '../loyalty/program/program.ts';
import type { ReferralGift } from '../loyalty/referrals/terms.ts';
import type { GiftInMail } from '../mail/templates/referral-gift.ts';

/** Null: nothing is promised, or a reward that is not in the catalogue any more. */
export function giftToSay(gift: ReferralGift, { rewards }: Pick<Program, 'rewards'>): GiftInMail | null {
  if (gift.kind === 'points') return gift;
  const reward = gift.kind === 'reward' ? rewards.find(({ id }) => id === gift.rewardId) : undefined;
  return reward === undefined ? null : { kind: 'reward', name: reward.name };
}
