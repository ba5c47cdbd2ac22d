// What most shops promise: where a merchant begins who has nothing to say yet, every number in sight to be changed.
import { USUAL_THRESHOLDS } from './fraud/score.ts';
import type { ReferralGift, ReferralTerms } from './terms.ts';

const POINTS: ReferralGift = { kind: 'points', points: 100 };

/** `friend` left out: points. A discount at once is what makes somebody buy who has no points yet, where there is one to give. */
export function usualReferrals(friend: ReferralGift = POINTS): ReferralTerms {
  return {
    friend,
    advocate: [{ from: 1, every: true, gift: POINTS }],
    minimumMinor: null,
    hold: { days: 14, after: 'payment' },
    windowDays: 30,
    codeDays: 30,
    caps: { day: null, month: 10, lifetime: null },
    programCap: null,
    thresholds: USUAL_THRESHOLDS,
  };
}
