import { z } from 'zod';
import { factor } from '../../program/fields.ts';
import { ruleKind, type RuleQuestion, type Yield } from './rule.ts';

const WHOLE = 10_000;

/**
 * `factor - 1` times what is given for money on the lines: multipliers add up and never multiply each other. It is what is given before rounding, so that
 * three times 45.5 points are 136 and not 135, and a refund of one line never adds to another.
 */
export function multiplied(factorBasisPoints: number, { lines, moneyDenominator }: RuleQuestion): Yield {
  const money = lines.reduce((sum, line) => sum + line.money, 0n);
  return {
    numerator: money * BigInt(factorBasisPoints - WHOLE),
    denominator: BigInt(WHOLE) * moneyDenominator,
    rate: { points: factorBasisPoints, per: WHOLE, unit: 'factor' },
    weights: lines.map((line) => line.money),
  };
}

export const multiplier = ruleKind({
  kind: 'multiplier',
  params: z.strictObject({ factorBasisPoints: factor }),
  sentence: {
    en: 'What is earned by spending is multiplied by {factorBasisPoints}',
    fa: 'امتیاز خرید {factorBasisPoints} برابر می‌شود',
    he: 'הנקודות על הקנייה מוכפלות פי {factorBasisPoints}',
  },
  shopper: {
    en: '{factorBasisPoints} times the points for what you spend',
    fa: '{factorBasisPoints} برابر امتیازِ خرید',
    he: 'פי {factorBasisPoints} מהנקודות על הקנייה',
  },
  base: 'factor',
  gives: (params, question) => multiplied(params.factorBasisPoints, question),
});
