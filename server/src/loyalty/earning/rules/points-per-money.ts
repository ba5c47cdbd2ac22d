import { z } from 'zod';
import { rates } from '../../program/fields.ts';
import { amountOf, ruleKind } from './rule.ts';

/** Points for what was paid, at the rate of the order's own currency. An order in a currency without a rate gets nothing: nobody guesses an exchange rate. */
export const pointsPerMoney = ruleKind({
  kind: 'points-per-money',
  params: z.strictObject({ rates }),
  sentence: {
    en: 'Customers earn {rates} they spend',
    fa: 'مشتری به ازای خرید خود امتیاز می‌گیرد: {rates}',
    he: 'צוברים נקודות על כל קנייה: {rates}',
  },
  shopper: {
    en: '{rates} you spend',
    fa: '{rates} خرید',
    he: '{rates} בקנייה',
  },
  base: 'money',
  gives: (params, { lines, currency }) => {
    const rate = params.rates.find((each) => each.currency === currency);
    if (rate === undefined) return null;
    return {
      numerator: amountOf(lines) * BigInt(rate.points),
      denominator: BigInt(rate.perMinor),
      rate: { points: rate.points, per: rate.perMinor, unit: 'minor' },
      weights: lines.map((line) => BigInt(line.amount) * BigInt(rate.points)),
    };
  },
});
