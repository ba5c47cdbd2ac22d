// Levels must be reachable and in order: a higher one never asks for less than a lower one. Members' prices must be for levels that there are, and few
// enough for a cart to know them all.
import { CONFIGURATION_BYTES_MAX, configurationBytes, tierDiscountConfiguration } from '../tiers/members-prices.ts';
import type { TierLevel, Tiers } from '../tiers/tiers.ts';
import type { ProgramProblem } from './problems.ts';

const METRICS = ['spendMinor', 'points', 'orders'] as const;
type Metric = (typeof METRICS)[number];

function below(level: TierLevel, lower: TierLevel, metric: Metric): boolean {
  const [here, there] = [level.threshold[metric], lower.threshold[metric]];
  return here !== null && there !== null && here < there;
}

function asksForMore(level: TierLevel, lower: TierLevel): boolean {
  return METRICS.some((metric) => level.threshold[metric] !== lower.threshold[metric]);
}

/** The lowest level may ask for nothing: everybody is in it. */
export function tierProblems(tiers: Tiers | null): ProgramProblem[] {
  return (tiers?.levels ?? []).flatMap((level, index, levels): ProgramProblem[] => {
    const path = ['tiers', 'levels', index, 'threshold'];
    const lower = levels[index - 1];
    if (lower === undefined) return [];
    if (METRICS.every((metric) => level.threshold[metric] === null)) return [{ path, code: 'no-threshold' }];
    const wrong = METRICS.filter((metric) => below(level, lower, metric));
    if (wrong.length > 0) return wrong.map((metric) => ({ path: [...path, metric], code: 'levels-not-ascending' }));
    return asksForMore(level, lower) ? [] : [{ path, code: 'levels-not-ascending' }];
  });
}

/** Counted as if the program were on: it must be able to be. */
export function memberPriceProblems(tiers: Tiers | null, currency: string): ProgramProblem[] {
  const known = new Set(tiers?.levels.map(({ id }) => id));
  const unknown = (tiers?.memberPrices ?? []).flatMap(({ tierIds }, index) =>
    tierIds.flatMap((id, at): ProgramProblem[] =>
      known.has(id) ? [] : [{ path: ['tiers', 'memberPrices', index, 'tierIds', at], code: 'unknown-tier' }],
    ),
  );
  const discount = tierDiscountConfiguration({ active: true, currency, tiers });
  const isTooMuch = discount !== null && configurationBytes(discount) > CONFIGURATION_BYTES_MAX;
  return isTooMuch ? [...unknown, { path: ['tiers', 'memberPrices'], code: 'too-many-prices' }] : unknown;
}
