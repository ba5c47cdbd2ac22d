import { minorFromDecimal } from '../../../loyalty/money.ts';
import { Unreadable } from '../../platform.ts';

/** A money bag of Shopify as either form gives it; the shop's side only. */
export interface ShopMoney {
  readonly amount: string;
  readonly currency: string;
}

/** The amount in the order's currency; a shop amount in any other currency means that we misunderstand the payload. */
export function minorOf(field: string, money: ShopMoney, currency: string): number {
  if (money.currency !== currency) throw new Unreadable(field, `in ${money.currency}, but the order is in ${currency}`);
  return minorOfText(field, money.amount, currency);
}

export function minorOfText(field: string, text: string, currency: string): number {
  const minor = minorFromDecimal(text, currency);
  if (minor === null) throw new Unreadable(field, 'not a decimal amount');
  return minor;
}

/** An ISO instant as milliseconds. */
export function instantOf(field: string, text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Unreadable(field, 'not a date and time');
  return at;
}
