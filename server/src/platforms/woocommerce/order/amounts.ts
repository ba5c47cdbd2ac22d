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
