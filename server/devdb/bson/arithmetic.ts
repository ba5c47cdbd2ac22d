/** Arithmetic with MongoDB's result types: the wider type of both, and int32 becomes a long when it must. */
import { numeric } from './order.ts';
import { Double } from './value.ts';
import type { Num } from './value.ts';

const LONGEST = 2n ** 63n;

/** A whole number as int32 when both were int32 and it fits, else as a long; undefined when it does not fit a long. */
export function whole(value: bigint, wide: boolean): Num | undefined {
  if (!wide && value >= -2_147_483_648n && value <= 2_147_483_647n) return Number(value);
  return value >= -LONGEST && value < LONGEST ? value : undefined;
}

export const isWide = (...values: readonly Num[]): boolean => values.some((value) => typeof value === 'bigint');
export const asDouble = (value: Num): number => Number(numeric(value));

type Exact = (a: bigint, b: bigint) => bigint;
type Rough = (a: number, b: number) => number;

/** undefined means: both are whole numbers, and the result does not fit 64 bits. */
function combine(a: Num, b: Num, exact: Exact, rough: Rough): Num | undefined {
  if (a instanceof Double || b instanceof Double) return new Double(rough(asDouble(a), asDouble(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const simple = rough(a, b);
    if ((simple | 0) === simple) return simple === 0 ? 0 : simple;
  }
  return whole(exact(BigInt(a), BigInt(b)), isWide(a, b));
}

export const add = (a: Num, b: Num): Num | undefined =>
  combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );

export const subtract = (a: Num, b: Num): Num | undefined =>
  combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );

export const multiply = (a: Num, b: Num): Num | undefined =>
  combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );

/** For results of expressions, where MongoDB goes on in floating point. */
export function orDouble(result: Num | undefined, rough: number): Num {
  return result ?? new Double(rough);
}

/** A JavaScript number as the narrowest type: for counts and sizes. */
export function fromNumber(value: number): Num {
  if (!Number.isInteger(value)) return new Double(value);
  if ((value | 0) === value) return value === 0 ? 0 : value;
  return Number.isSafeInteger(value) ? BigInt(value) : new Double(value);
}
