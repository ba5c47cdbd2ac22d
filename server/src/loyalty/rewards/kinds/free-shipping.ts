import { z } from 'zod';
import { amountMinor, points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

/** `maximumMinor`: for shipping that costs no more than this; null: whatever it costs. */
export const freeShipping = rewardKind({
  kind: 'free-shipping',
  params: z.strictObject({ points, maximumMinor: amountMinor.nullable() }),
  sentence: {
    en: 'Free shipping for {points, plural, one {# point} other {# points}}',
    fa: 'ارسال رایگان در برابر {points} امتیاز',
    he: 'משלוח חינם תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: ({ maximumMinor }) =>
    maximumMinor === null
      ? {
          en: 'Free shipping',
          fa: 'ارسال رایگان',
          he: 'משלוח חינם',
        }
      : {
          en: 'Free shipping that costs {maximumMinor} at most',
          fa: 'ارسال رایگان تا هزینهٔ {maximumMinor}',
          he: 'משלוח חינם עד {maximumMinor}',
        },
  price: ({ points: price }) => ({ points: price, amountMinor: null }),
});
