// Exact numbers of points become whole ones in one place, as the program says; halves go up, because the member should not pay for a tie.
import { POINTS_MAX } from '../../points.ts';
import type { Rounding } from '../../program/program.ts';

/** `numerator` / `denominator`, not negative. More points than there can be are as many as there can be. */
export function roundPoints(numerator: bigint, denominator: bigint, rounding: Rounding): number {
  const added = { floor: 0n, nearest: denominator, ceil: 2n * (denominator - 1n) }[rounding];
  return Math.min(Number((2n * numerator + added) / (2n * denominator)), POINTS_MAX);
}
