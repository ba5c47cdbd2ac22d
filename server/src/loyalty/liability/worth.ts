// Points as money. A position is rounded once; everything between two positions is shared out so that it sums to their difference.

/** What the program says a point is worth: minor units of its currency per 1000 points, so that a tenth of a cent can be said exactly. */
export interface PointValue {
  readonly minorPer1000Points: number;
}

const SCALE = 1_000n;

function floorOf(numerator: bigint): bigint {
  const quotient = numerator / SCALE;
  return numerator % SCALE < 0n ? quotient - 1n : quotient;
}

const exactly = (points: number, value: PointValue): bigint => BigInt(points) * BigInt(value.minorPer1000Points);

/** Points in minor units, rounded half up to a whole one. @throws RangeError when either is no integer. */
export function worthOf(points: number, value: PointValue): number {
  return Number(floorOf(exactly(points, value) + SCALE / 2n));
}

/**
 * Shares `total` minor units among amounts of points whose worth it is: each gets its worth rounded down, and what is missing goes, a unit
 * each, to the largest remainders (equal ones: the earlier). `total` must be within one unit of their exact worth, as a difference of two
 * rounded positions is; then nothing that is worth a whole number of units gets more or less than that.
 */
export function shareWorth(total: number, amounts: readonly number[], value: PointValue): number[] {
  const exact = amounts.map((points) => exactly(points, value));
  const parts = exact.map((worth) => Number(floorOf(worth)));
  const rests = exact.map((worth, index) => ({ index, rest: worth - floorOf(worth) * SCALE }));
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const lucky = rests.toSorted((a, b) => Number(b.rest - a.rest) || a.index - b.index).slice(0, missing);
  for (const { index } of lucky) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
