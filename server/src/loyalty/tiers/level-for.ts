// Which level figures reach.
import type { TierFigures } from './figures.ts';
import type { TierLevel, Tiers } from './tiers.ts';

const METRICS = ['spendMinor', 'points', 'orders'] as const;

/** A level that asks for nothing is everybody's. */
function reaches(figures: TierFigures, { threshold }: TierLevel, need: Tiers['need']): boolean {
  const asked = METRICS.filter((metric) => threshold[metric] !== null);
  const met = asked.filter((metric) => figures[metric] >= (threshold[metric] ?? 0));
  return asked.length === 0 || (need === 'all' ? met.length === asked.length : met.length > 0);
}

/** The highest level that the figures reach; null: none. */
export function levelFor(figures: TierFigures, { levels, need }: Tiers): TierLevel | null {
  return levels.findLast((level) => reaches(figures, level, need)) ?? null;
}

/** How high a level is, 0 the lowest; -1: none, or one that the program no longer has. */
export function rankOf(tierId: string | null, { levels }: Tiers): number {
  return levels.findIndex(({ id }) => id === tierId);
}

/** What is missing to the next level, metric by metric; null where nobody can go higher. */
export function nextLevel(figures: TierFigures, tiers: Tiers, tierId: string | null): { level: TierLevel; missing: TierFigures } | null {
  const level = tiers.levels[rankOf(tierId, tiers) + 1];
  if (level === undefined) return null;
  const missing = (metric: (typeof METRICS)[number]): number => Math.max(0, (level.threshold[metric] ?? 0) - figures[metric]);
  return { level, missing: { spendMinor: missing('spendMinor'), points: missing('points'), orders: missing('orders') } };
}
