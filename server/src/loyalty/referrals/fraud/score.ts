// How likely it is that a friend is the advocate, or nobody: named signals with weights, added up. Pure: what is known comes in, a score with reasons goes out.
import type { ReferralThresholds } from '../terms.ts';
import type { Verdict } from '../outcome.ts';

/** One signal that held, what it weighs, and what it saw: counts and kinds, never an address or a name. */
export interface Reason {
  /** Its file's name in `signals/`. */
  readonly signal: string;
  readonly weight: number;
  readonly seen: Readonly<Record<string, string | number | boolean>>;
}

export interface Score {
  /** 0 to 100: the sum of the weights, cut at 100. */
  readonly score: number;
  /** The heaviest first. */
  readonly reasons: readonly Reason[];
}

/** `complete` false: something could not be found out, and then nothing is allowed by itself. */
export function verdictOf(score: number, { reviewFrom, refuseFrom }: ReferralThresholds, complete: boolean): Verdict {
  if (score >= refuseFrom) return 'refuse';
  return score >= reviewFrom || !complete ? 'review' : 'allow';
}
