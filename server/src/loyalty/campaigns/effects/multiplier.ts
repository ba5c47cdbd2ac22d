import { multiplied } from '../../earning/rules/multiplier.ts';
import { factor } from '../../program/fields.ts';
import { effectKind } from './effect.ts';

export const multiplierEffect = effectKind({
  kind: 'multiplier',
  fields: { factorBasisPoints: factor },
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
  gives: ({ factorBasisPoints }, question) => multiplied(factorBasisPoints, question),
});
