import { z } from 'zod';
import { points } from '../../program/fields.ts';
import { amountOf, amountWeights, ruleKind, type MatchedLine, type Yield } from './rule.ts';

/** Once for an order of which anything that counts is left. */
export function bonus(given: number, lines: readonly MatchedLine[]): Yield {
  const earns = amountOf(lines) > 0n;
  return {
    numerator: earns ? BigInt(given) : 0n,
    denominator: 1n,
    rate: { points: given, per: 1, unit: 'order' },
    weights: amountWeights(lines),
  };
}

export const bonusPerOrder = ruleKind({
  kind: 'bonus-per-order',
  params: z.strictObject({ points }),
  sentence: {
    en: 'Customers earn {points, plural, one {# extra point} other {# extra points}} for the order',
    fa: 'مشتری برای سفارش {points} امتیاز اضافه می‌گیرد',
    he: '{points, plural, one {צוברים נקודה נוספת} two {צוברים שתי נקודות נוספות} other {צוברים # נקודות נוספות}} על ההזמנה',
  },
  shopper: {
    en: '{points} more for the order',
    fa: '{points} بیشتر برای سفارش',
    he: 'עוד {points} על ההזמנה',
  },
  base: 'fixed',
  gives: (params, { lines }) => bonus(params.points, lines),
});
