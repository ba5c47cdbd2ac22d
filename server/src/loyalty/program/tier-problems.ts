// Levels must be reachable and in order: a higher one never asks for less than a lower one.
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
