import type { Evidence } from './evidence.ts';

/** What a signal saw, for whoever decides: counts and kinds. */
export type Seen = Readonly<Record<string, string | number | boolean>>;

export interface Found {
  /** 1 to 100; 100: certain. 0 only for what is said but weighs nothing. */
  readonly weight: number;
  readonly seen: Seen;
}

/** One thing that makes a referral doubtful. More of it never weighs less. */
export interface Signal {
  /** Its file's name; part of what is stored, so it never changes. */
  readonly name: string;
  /** Null: it does not hold, or nothing is known of it. */
  readonly look: (evidence: Evidence) => Found | null;
}

/** The weight of the greatest step that a count reaches; null below the first. Steps ascend in both. */
export function stepWeight(count: number, steps: readonly (readonly [from: number, weight: number])[]): number | null {
  return steps.findLast(([from]) => count >= from)?.[1] ?? null;
}
