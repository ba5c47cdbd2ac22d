/** Money is an integer number of minor units; text exists only at the edges (bodies, GraphQL, pages). */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function toText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Reads "12.5" as 1250; undefined for anything that is not a plain decimal of at most the currency's places. */
export function fromText(text: string, currency: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const decimals = decimalsOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  const minor = Number(`${match[2]}${fraction.padEnd(decimals, '0')}`);
  return match[1] === '-' ? -minor : minor;
}

export interface MoneySet {
  shop_money: { amount: string; currency_code: string };
  presentment_money: { amount: string; currency_code: string };
}

/** The sandbox sells in one currency, so both sides of a set are equal. */
export function moneySet(minor: number, currency: string): MoneySet {
  const money = () => ({ amount: toText(minor, currency), currency_code: currency });
  return { shop_money: money(), presentment_money: money() };
}

/** Splits an amount over weights so that the parts sum up exactly; the largest remainders get the odd units. */
export function split(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((amount * weight) / total));
  const order = weights
    .map((weight, index) => ({ index, rest: (amount * weight) % total }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = amount - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** The tax in (or on) an amount, rounded half up per line as Shopify does. */
export function taxOf(amount: number, rateBp: number, included: boolean): number {
  return Math.round((amount * rateBp) / (included ? 10_000 + rateBp : 10_000));
}
