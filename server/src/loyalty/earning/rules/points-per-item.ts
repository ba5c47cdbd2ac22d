import { z } from 'zod';
import { points } from '../../program/fields.ts';
import { ruleKind } from './rule.ts';

/** Points for every piece that was kept and paid for: a gift, or a piece whose whole price was given back, earns nothing. */
export const pointsPerItem = ruleKind({
  kind: 'points-per-item',
  params: z.strictObject({ points }),
  sentence: {
    en: 'Customers earn {points, plural, one {# point} other {# points}} for every item',
    fa: 'مشتری برای هر کالا {points} امتیاز می‌گیرد',
    he: '{points, plural, one {צוברים נקודה אחת} two {צוברים שתי נקודות} other {צוברים # נקודות}} על כל פריט',
  },
  shopper: {
    en: '{points} for every item',
    fa: '{points} برای هر کالا',
    he: '{points} על כל פריט',
  },
  base: 'fixed',
  gives: (params, { lines }) => {
    const pieces = lines.map((line) => BigInt(line.amount > 0 ? line.quantity : 0));
    return {
      numerator: BigInt(params.points) * pieces.reduce((sum, each) => sum + each, 0n),
      denominator: 1n,
      rate: { points: params.points, per: 1, unit: 'item' },
      weights: pieces,
    };
  },
});
