// The rows of a funnel added up: over all of them, by surface, by day.
import type { accounts } from '#contract/index.ts';

export const STEPS = ['offered', 'opened', 'started', 'created', 'claimed', 'secondOrder'] as const;
export type Step = (typeof STEPS)[number];
export type Sums = Readonly<Record<Step | 'revenueAfterMinor', number>>;

const FIELDS = [...STEPS, 'revenueAfterMinor'] as const;

export function sumOf(rows: readonly accounts.FunnelRow[]): Sums {
  const added = (field: (typeof FIELDS)[number]): number => rows.reduce((sum, row) => sum + row[field], 0);
  return Object.fromEntries(FIELDS.map((field) => [field, added(field)])) as Sums;
}

/** In the order in which they first come. */
export function sumsBy<K extends 'surface' | 'day'>(rows: readonly accounts.FunnelRow[], by: K): [accounts.FunnelRow[K], Sums][] {
  const keys = [...new Set(rows.map((row) => row[by]))];
  return keys.map((key) => [key, sumOf(rows.filter((row) => row[by] === key))]);
}

/** In hundredths of a percent, not rounded; null: of nothing there is no share. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 10_000;
}
