import { z } from 'zod';
import { factor } from '../../program/fields.ts';
import { ruleKind, type MatchedLine, type Yield, sumOf } from './rule.ts';

const WHOLE = 10_000;

/** `factor - 1` times what was given for money on the lines: multipliers add up and never multiply each other. */
export function multiplied(factorBasisPoints: number, lines: readonly MatchedLine[]): Yield {
  const points = sumOf(lines, (line) => line.moneyPoints);
  return {
    numerator: BigInt(points) * BigInt(factorBasisPoints - WHOLE),
    denominator: BigInt(WHOLE),
    rate: { points: factorBasisPoints, per: WHOLE, unit: 'factor' },
    weights: lines.map((line) => line.moneyPoints),
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
  base: 'factor',
  gives: (params, lines) => multiplied(params.factorBasisPoints, lines),
});
