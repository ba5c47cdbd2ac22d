// What referrals begin with when they are switched on: what most shops promise, complete, and every number in sight to be changed.
import { asText } from '../../../fields/json-schema.ts';
import type { Entry } from '../terms.ts';

const POINTS = 100;

/** A friend gets a reward where there is one to give: a discount at once is what makes somebody buy who has no points yet. */
export function firstReferrals(giveable: readonly Entry[]): unknown {
  const [reward] = giveable;
  return {
    friend: reward === undefined ? { kind: 'points', points: POINTS } : { kind: 'reward', rewardId: asText(reward.id) },
    advocate: [{ from: 1, every: true, gift: { kind: 'points', points: POINTS } }],
    minimumMinor: null,
    hold: { days: 14, after: 'payment' },
    windowDays: 30,
    codeDays: 30,
    caps: { day: null, month: 10, lifetime: null },
    programCap: null,
    thresholds: { reviewFrom: 30, refuseFrom: 80 },
  };
}
