// Somebody who left the program and may have joined it again: while they are away nothing is earned and nothing is written to them.
import type { Member } from './member-store.ts';

/** From leaving until joining again; null: they did not. */
export interface Away {
  readonly from: number;
  readonly until: number | null;
}

export function isAway({ away }: Pick<Member, 'away'>, at: number): boolean {
  return away?.some(({ from, until }) => at >= from && (until === null || at < until)) ?? false;
}
