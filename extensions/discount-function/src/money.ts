// Money in a cart is decimal text; here it is whole minor units, read and written by its digits, never by a float. What cannot be counted exactly is
// null, and nobody gets a discount from it.

const DECIMAL = /^(\d{1,15})(?:\.(\d{1,15}))?$/;

const exact = (value: number): number | null => (Number.isSafeInteger(value) ? value : null);

/** "12.50" with 2 digits is 1250; digits beyond are left away, so a price is never taken for more than it is. Null: no plain amount. */
export function minorOf(text: string, digits: number): number | null {
  const match = DECIMAL.exec(text);
  return match === null ? null : exact(Number(`${match[1] ?? ''}${(match[2] ?? '').padEnd(digits, '0').slice(0, digits)}`));
}

/** 1250 with 2 digits is "12.50". */
export function textOf(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** 1250 basis points are "12.5" percent. */
export function percentOf(basisPoints: number): string {
  return textOf(basisPoints, 2).replace(/\.?0+$/, '');
}

/** The share of a whole number, rounded down; exact however large, as no product exceeds what is divided. */
export function shareOf(whole: number, basisPoints: number): number {
  const rest = whole % 10_000;
  return ((whole - rest) / 10_000) * basisPoints + Math.floor((rest * basisPoints) / 10_000);
}

/** Minor units of one currency in those of another, rounded up: a converted price is never lower than the one that was promised. */
export function converted(minor: number, rate: string, from: number, to: number): number | null {
  const match = DECIMAL.exec(rate);
  if (match === null) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  const product = exact(minor * Number(`${match[1] ?? ''}${fraction}`));
  if (product === null || product <= 0) return null;
  const power = to - from - fraction.length;
  if (power >= 0) return exact(product * 10 ** power);
  const divisor = 10 ** -power;
  const rest = product % divisor;
  return (product - rest) / divisor + (rest > 0 ? 1 : 0);
}
