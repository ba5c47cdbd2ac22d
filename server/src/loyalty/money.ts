// Money is an integer of minor units and a currency. Text from a store becomes minor units here, exactly, by its digits.
import { minorDigits } from './currencies.ts';

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/;

/**
 * Reads a decimal text ("12.50", "-3", "0.005") as minor units of its currency. Digits beyond the currency's are rounded half away from
 * zero, as shops round their own totals. Returns null for text that is not a plain decimal number: the caller says which field was wrong.
 */
export function minorFromDecimal(text: string, currency: string): number | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').padEnd(digits + 1, '0');
  const kept = Number(`${match[2] ?? '0'}${fraction.slice(0, digits)}`);
  const rounded = kept + (Number(fraction[digits]) >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(rounded)) return null;
  return match[1] === '-' && rounded !== 0 ? -rounded : rounded;
}

/** Minor units as the decimal text that stores read: 1250 EUR is "12.50", -5 EUR is "-0.05", 3 JPY is "3". Exact. */
export function decimalFromMinor(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Splits `total` in proportion to `weights` so that the parts sum to the total exactly (largest remainder; equal remainders: the earlier).
 * All weights zero: everything goes to the first. Source: Hamilton's method of apportionment.
 */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  if (weights.length === 1) return [total];
  if (total === 0) return weights.map(() => 0);
  return splitByExactWeights(total, weights.map(BigInt)); // prettier-ignore
}

/** The same for weights that may be larger than a number can count. */
export function splitByExactWeights(total: number, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (weights.length === 0) return [];
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = weights.map((weight) => BigInt(total) * weight);
  const parts = exact.map((value) => Number(value / sum));
  const missing = total - parts.reduce((a, b) => a + b, 0);
  if (missing === 0) return parts;
  const order = exact
    .map((value, index) => ({ index, rest: value % sum }))
    .toSorted((a, b) => Number(b.rest - a.rest) || a.index - b.index);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
