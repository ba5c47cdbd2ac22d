// What referrals say about the rewards of the catalogue: only those that are a code can be given to a friend or an advocate, and taken back.
import type { ReferralGift, ReferralTerms } from '../referrals/terms.ts';
import { codeTerms } from '../rewards/code-terms.ts';
import type { Reward } from '../rewards/reward.ts';
import { stepsOf } from '../rewards/reward.ts';
import type { RedemptionPolicy } from './policies.ts';
import type { ProblemCode, ProgramProblem } from './problems.ts';

type Path = readonly (string | number)[];

interface Catalogue {
  readonly rewards: readonly Reward[];
  readonly redemption: RedemptionPolicy;
}

function giftProblem(gift: ReferralGift, { rewards, redemption }: Catalogue): ProblemCode | null {
  if (gift.kind !== 'reward') return null;
  const reward = rewards.find(({ id }) => id === gift.rewardId);
  if (reward === undefined || !reward.on) return 'unknown-reward';
  // Of a reward with a choice the least is given.
  const terms = codeTerms(reward, stepsOf(reward).min, redemption, null);
  return terms === null || typeof terms === 'string' ? 'reward-without-code' : null;
}

function giftProblems(path: Path, gift: ReferralGift, catalogue: Catalogue): ProgramProblem[] {
  const code = giftProblem(gift, catalogue);
  return code === null ? [] : [{ path: [...path, 'rewardId'], code }];
}

export function referralProblems(referrals: ReferralTerms | null, catalogue: Catalogue): ProgramProblem[] {
  if (referrals === null) return [];
  const { friend, advocate, thresholds } = referrals;
  const steps = advocate.flatMap(({ from, every, gift }, index): ProgramProblem[] => {
    const path = ['referrals', 'advocate', index];
    const twice = advocate.findIndex((other) => other.from === from && other.every === every) < index;
    const unsorted = index > 0 && (advocate[index - 1]?.from ?? 0) > from;
    return [
      ...(twice || unsorted ? [{ path: [...path, 'from'], code: 'steps-not-ascending' as const }] : []),
      ...giftProblems([...path, 'gift'], gift, catalogue),
    ];
  });
  const backwards = thresholds.refuseFrom < thresholds.reviewFrom;
  return [
    ...giftProblems(['referrals', 'friend'], friend, catalogue),
    ...steps,
    ...(backwards ? [{ path: ['referrals', 'thresholds', 'refuseFrom'], code: 'ends-before-it-begins' as const }] : []),
  ];
}
