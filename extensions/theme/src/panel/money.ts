// Minor units as the server counts them, shown by Intl.

export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/**
 * Currencies whose smallest unit is not a hundredth. It repeats the table of the server's `loyalty/money.ts`, because Intl counts some
 * differently (IQD) and does not know the Iranian toman (IRT) at all; a test compares the two.
 */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3, BIF: 0, CLP: 0, DJF: 0, GNF: 0, IQD: 3, IRR: 0, IRT: 0, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3,
  OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}; // prettier-ignore

export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

export function showMinor(format: string, amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  return formatter(format, currency, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amountMinor / 10 ** digits);
}

/** A whole amount without its empty decimals: "€1" in "for every €1". */
export function showUnits(format: string, units: number, currency: string): string {
  const digits = Number.isInteger(units) ? 0 : Math.max(2, minorDigits(currency));
  return formatter(format, currency, { minimumFractionDigits: 0, maximumFractionDigits: digits }).format(units);
}

/** The same rate in the smallest numbers that leave whole units whole: 50000 points for 10000.00 are "5 for every 1", and not "1 for every 0.20". */
export function easilySaid(points: number, { amountMinor, currency }: Money): { readonly points: number; readonly per: Money } {
  const common = commonDivisor(points, amountMinor);
  const least = amountMinor / common;
  const unit = 10 ** minorDigits(currency);
  const times = unit % least === 0 ? unit / least : 1;
  return { points: (points / common) * times, per: { amountMinor: least * times, currency } };
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

function formatter(format: string, currency: string, digits: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(format, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits });
}
