// The nearest reward.
import { offerOf } from '../rewards/offer.ts';
import { priceOf, stepsOf, type Reward } from '../rewards/reward.ts';
import type { Having, OfferKind } from './offer.ts';

interface Near {
  readonly reward: Reward;
  readonly missingPoints: number;
  readonly price: number;
}

/** Only what points alone are missing to; a reward for another level, or one that is gone, is not near however cheap it is. */
function near(reward: Reward, { points, tierId, used, stockLeft, now }: Having): Near[] {
  const balance = { points: Math.max(0, points), stockLeft: stockLeft(reward) };
  const offer = offerOf(reward, { tierId, used: used(reward) }, balance, now);
  const price = priceOf(reward, stepsOf(reward).min)?.points ?? 0;
  if (offer.available) return [{ reward, missingPoints: 0, price }];
  return offer.reason === 'not-enough-points' ? [{ reward, missingPoints: offer.missingPoints, price }] : [];
}

/** Of several that the points are enough for, the one that costs most; else the one to which least is missing. The first of equals. */
export const nearestReward: OfferKind = (having) => {
  const all = having.program.rewards.flatMap((reward) => near(reward, having));
  const [nearest] = all.toSorted((a, b) => a.missingPoints - b.missingPoints || b.price - a.price);
  return nearest === undefined ? null : { kind: 'reward', name: nearest.reward.name, missingPoints: nearest.missingPoints };
};
