// How likely it is that a friend is the advocate, or nobody: named signals with weights, added up. Pure: what is known comes in, a score with reasons goes out.
import type { Verdict } from '../outcome.ts';
import type { ReferralThresholds } from '../terms.ts';
import { isComplete, type Evidence } from './evidence.ts';
import { SIGNALS } from './signals/index.ts';
import type { Seen } from './signal.ts';

/** One signal that held, what it weighs, and what it saw: counts and kinds, never an address or a name. */
export interface Reason {
  /** Its file's name in `signals/`. */
  readonly signal: string;
  readonly weight: number;
  readonly seen: Seen;
}

export interface Score {
  /** 0 to 100: the sum of the weights, cut at 100. */
  readonly score: number;
  /** The heaviest first. */
  readonly reasons: readonly Reason[];
}

/** Certain. */
export const SCORE_MAX = 100;

/** What the weights are made for: one of them that an honest household shows is looked at, two that only one person shows are refused. */
export const USUAL_THRESHOLDS: ReferralThresholds = { reviewFrom: 30, refuseFrom: 80 };

/** Of any order of the signals the same: the sum, and reasons sorted by weight and name. */
export function scoreOf(evidence: Evidence): Score {
  const reasons = SIGNALS.flatMap(({ name, look }): Reason[] => {
    const found = look(evidence);
    return found === null ? [] : [{ signal: name, ...found }];
  });
  const sum = reasons.reduce((total, { weight }) => total + weight, 0);
  const heaviestFirst = reasons.toSorted((a, b) => b.weight - a.weight || (a.signal < b.signal ? -1 : 1));
  return { score: Math.min(SCORE_MAX, sum), reasons: heaviestFirst };
}

/** `complete` false: something could not be found out, and then nothing is allowed by itself. */
export function verdictOf(score: number, { reviewFrom, refuseFrom }: ReferralThresholds, complete: boolean): Verdict {
  if (score >= refuseFrom) return 'refuse';
  return score >= reviewFrom || !complete ? 'review' : 'allow';
}

/** The score and what follows from it by the merchant's thresholds. */
export function scored(evidence: Evidence, thresholds: ReferralThresholds): Score & { readonly verdict: Verdict } {
  const score = scoreOf(evidence);
  return { ...score, verdict: verdictOf(score.score, thresholds, isComplete(evidence)) };
}
