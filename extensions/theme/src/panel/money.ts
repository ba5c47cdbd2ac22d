// Minor units as the server counts them, shown by Intl.
import { minorDigits } from '#contract/currencies.ts';

export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
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
