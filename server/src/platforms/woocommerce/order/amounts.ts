// Texts of one order become integers: money of its currency by its digits, `_gmt` dates as UTC.
import { minorFromDecimal } from '../../../loyalty/money.ts';
import { Unreadable } from '../../platform.ts';

export type ReadMoney = (text: string, field: string) => number;

export function moneyOf(currency: string): ReadMoney {
  return (text, field) => {
    const minor = minorFromDecimal(text, currency);
    if (minor === null) throw new Unreadable(field, 'not a decimal number');
    return minor;
  };
}

export function instant(text: string, field: string): number {
  const at = Date.parse(`${text}Z`);
  if (Number.isNaN(at)) throw new Unreadable(field, 'not a date');
  return at;
}

export function instantOrNull(text: string | null, field: string): number | null {
  return text === null ? null : instant(text, field);
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0);
}

/** What a line or a fee costs as the shop's customers see prices. */
export type ReadPriced = (line: { readonly total: string; readonly total_tax: string }, field: string) => number;

/** Totals of the REST answer are without tax whatever the shop shows: where its prices contain tax, what customers paid for the goods does too. */
export const pricedOf =
  (taxesIncluded: boolean, money: ReadMoney): ReadPriced =>
  ({ total, total_tax: tax }, field) =>
    money(total, `${field}.total`) + (taxesIncluded ? money(tax, `${field}.total_tax`) : 0);
