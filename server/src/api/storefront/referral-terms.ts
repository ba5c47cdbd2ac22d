// What bringing a friend gives, as the program promises it: the same for everybody, in one language.
import type { Locale, storefront } from '../../contract/index.ts';
import type { ReferralGiftView } from '../../contract/referrals.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { ReferralGift } from '../../loyalty/referrals/terms.ts';
import { priceOf, stepsOf } from '../../loyalty/rewards/reward.ts';
import { money } from '../views/money.ts';
import { ownWords } from './saying.ts';

type Promising = Pick<Program, 'rewards' | 'currency'>;
const NOTHING: ReferralGiftView = { kind: 'nothing', points: null, name: null, worth: null };

/** Of a reward with a choice the least is given. One that is not in the catalogue any more promises nothing. */
export function giftView(gift: ReferralGift, { rewards, currency }: Promising, locale: Locale): ReferralGiftView {
  if (gift.kind === 'points') return { ...NOTHING, kind: 'points', points: gift.points };
  const reward = gift.kind === 'reward' ? rewards.find(({ id }) => id === gift.rewardId) : undefined;
  if (reward === undefined) return NOTHING;
  const amountMinor = priceOf(reward, stepsOf(reward).min)?.amountMinor ?? null;
  const worth = amountMinor === null ? null : money(amountMinor, currency);
  return { ...NOTHING, kind: 'reward', name: ownWords(reward.name, locale), worth };
}

/** Null: there are no referrals, or they promise nothing while the program is paused. */
export function referralTermsView(program: Program, locale: Locale): storefront.StorefrontProgram['referrals'] {
  const { referrals, currency, active } = program;
  if (referrals === null || !active) return null;
  const { friend, advocate, minimumMinor, hold } = referrals;
  return {
    friend: giftView(friend, program, locale),
    steps: advocate.map(({ from, every, gift }) => ({ from, every, gift: giftView(gift, program, locale) })),
    minimum: minimumMinor === null ? null : money(minimumMinor, currency),
    holdDays: hold.days,
  };
}
