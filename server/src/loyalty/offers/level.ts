// The next level, and what is missing to it.
import { keptGoods } from '../earning/net-goods.ts';
import { levelFor, nextLevel, rankOf } from '../tiers/level-for.ts';
import type { TierFigures } from '../tiers/figures.ts';
import type { Bought, OfferKind } from './offer.ts';

const NOTHING: TierFigures = { spendMinor: 0, points: 0, orders: 0 };

/** What is measured of somebody, with an order on top that is not among it yet: a guest starts from nothing but this order. */
export function figuresWith({ order }: Bought, points: number, before: TierFigures = NOTHING): TierFigures {
  const spend = keptGoods(order, false).reduce((sum, { kept }) => sum + kept, 0);
  return { spendMinor: before.spendMinor + spend, points: before.points + points, orders: before.orders + (spend > 0 ? 1 : 0) };
}

const missing = (asked: number | null, left: number): number | null => (asked === null || left === 0 ? null : left);

/** Above the level they are in, and above the one that their figures reach: what the order just placed brings is theirs in a moment. */
export const nextOne: OfferKind = ({ program, tierId, figures }) => {
  const { tiers } = program;
  if (tiers === null) return null;
  const reached = levelFor(figures, tiers)?.id ?? null;
  const highest = rankOf(reached, tiers) > rankOf(tierId, tiers) ? reached : tierId;
  const next = nextLevel(figures, tiers, highest);
  if (next === null) return null;
  const { threshold, name } = next.level;
  return {
    kind: 'level',
    name,
    missingSpendMinor: missing(threshold.spendMinor, next.missing.spendMinor),
    missingPoints: missing(threshold.points, next.missing.points),
    missingOrders: missing(threshold.orders, next.missing.orders),
  };
};
