// What rewards and the floor of an order say about each other, and what a store's platform has not: a reward that nobody could use is told before it is
// published.
import type { Reward } from '../rewards/reward.ts';
import type { RedemptionPolicy } from './policies.ts';
import type { ProblemCode, ProgramProblem } from './problems.ts';

const WHOLE = 10_000;

function codeOf(reward: Reward, floor: number): { readonly at: readonly string[]; readonly code: ProblemCode } | null {
  switch (reward.kind) {
    case 'percent-off':
      return reward.params.basisPoints > WHOLE - floor ? { at: ['params', 'basisPoints'], code: 'below-the-floor' } : null;
    case 'amount-off':
    case 'variable-amount':
      return floor === WHOLE ? { at: ['kind'], code: 'below-the-floor' } : null;
    // What a product costs is the store's: only a minimum keeps its part of the order small.
    case 'free-product':
      return reward.minimumOrderMinor === null ? { at: ['minimumOrderMinor'], code: 'minimum-needed' } : null;
    case 'free-shipping':
    case 'gift-card':
    case 'store-credit':
    case 'custom':
      return null;
  }
}

/** Empty where there is no floor. */
export function floorProblems(rewards: readonly Reward[], { floorBasisPoints }: RedemptionPolicy): ProgramProblem[] {
  if (floorBasisPoints === 0) return [];
  return rewards.flatMap((reward, index) => {
    const found = reward.on ? codeOf(reward, floorBasisPoints) : null;
    return found === null ? [] : [{ path: ['rewards', index, ...found.at], code: found.code }];
  });
}

/** Rewards that are switched on though no store of this platform can give them: members would never see them. */
export function platformProblems(rewards: readonly Reward[], cannotGive: readonly string[]): ProgramProblem[] {
  return rewards.flatMap(({ on, kind }, index) =>
    on && cannotGive.includes(kind) ? [{ path: ['rewards', index, 'kind'], code: 'not-on-this-platform' as const }] : [],
  );
}
