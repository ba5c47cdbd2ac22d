// Money as WooCommerce writes it: decimal strings with two places (woocommerce.md §4).

export const decimal = (minor: number): string => (minor / 100).toFixed(2).replace(/^-0\.00$/, '0.00');

export const sumOf = <T>(all: readonly T[], amount: (one: T) => number): number => all.reduce((sum, one) => sum + amount(one), 0);

/** Decimal text or a number, in minor units. */
export function minorOf(text: unknown): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new RangeError(`no amount: ${String(text)}`);
  return Math.round(value * 100);
}

/** `amount` in parts as large as the weights say, to the last minor unit. */
export function shared(amount: number, weights: readonly number[]): number[] {
  const whole = sumOf(weights, (weight) => weight);
  if (whole === 0) return weights.map(() => 0);
  let [before, given] = [0, 0];
  return weights.map((weight) => {
    before += weight;
    const until = Math.round((amount * before) / whole);
    const part = until - given;
    given = until;
    return part;
  });
}
