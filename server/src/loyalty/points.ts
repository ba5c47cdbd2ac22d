// Points are integers with a name. Every way to make one is here, so a fraction, NaN or a negative amount cannot slip in.
declare const pointsBrand: unique symbol;

/** A positive or zero integer number of points, at most {@link POINTS_MAX}. */
export type Points = number & { readonly [pointsBrand]: true };

/** 10^12: far above any honest balance, far below where doubles lose integers, so sums of a million lots stay exact. */
export const POINTS_MAX = 1_000_000_000_000;

export function isPoints(amount: number): amount is Points {
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= POINTS_MAX;
}

/** @throws RangeError when the amount is not an integer from 0 to {@link POINTS_MAX}: a bug of the caller, never a person's input. */
export function points(amount: number): Points {
  if (!isPoints(amount)) throw new RangeError(`not an amount of points: ${amount}`);
  return amount;
}

export const NO_POINTS = points(0);
