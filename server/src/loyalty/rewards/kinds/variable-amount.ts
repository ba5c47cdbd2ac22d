import { z } from 'zod';
import { amountMinor, points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

const steps = z.int().min(1).max(1_000_000);

/** The member chooses how many steps, by a slider: each costs as much and is worth as much as the one before. */
export const variableAmount = rewardKind({
  kind: 'variable-amount',
  params: z.strictObject({ pointsPerStep: points, amountMinorPerStep: amountMinor, minSteps: steps, maxSteps: steps.nullable() }),
  sentence: {
    en: '{amountMinorPerStep} off an order for every {pointsPerStep, plural, one {# point} other {# points}}, as many times as the member likes',
    fa: '{amountMinorPerStep} تخفیف سفارش به ازای هر {pointsPerStep} امتیاز، به دلخواه عضو',
    he: '{amountMinorPerStep} הנחה על הזמנה תמורת כל {pointsPerStep, plural, one {נקודה} two {שתי נקודות} other {# נקודות}}, לפי בחירה',
  },
  shopper: {
    en: '{amountMinorPerStep} off an order for every {pointsPerStep}',
    fa: '{amountMinorPerStep} تخفیف سفارش به ازای هر {pointsPerStep}',
    he: '{amountMinorPerStep} הנחה על הזמנה תמורת כל {pointsPerStep}',
  },
  steps: ({ minSteps, maxSteps }) => ({ min: minSteps, max: maxSteps }),
  price: ({ pointsPerStep, amountMinorPerStep }, chosen) => {
    const price = { points: pointsPerStep * chosen, amountMinor: amountMinorPerStep * chosen };
    return Number.isSafeInteger(price.points) && Number.isSafeInteger(price.amountMinor) ? price : null;
  },
});
