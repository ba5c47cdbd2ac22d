import { z } from 'zod';
import { amountMinor, percent, points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

/** `maximumMinor`: no more than this is taken off; null: no such bound. */
export const percentOff = rewardKind({
  kind: 'percent-off',
  params: z.strictObject({ points, basisPoints: percent, maximumMinor: amountMinor.nullable() }),
  sentence: {
    en: '{basisPoints} off an order for {points, plural, one {# point} other {# points}}',
    fa: '{basisPoints} تخفیف سفارش در برابر {points} امتیاز',
    he: '{basisPoints} הנחה על הזמנה תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: ({ maximumMinor }) =>
    maximumMinor === null
      ? {
          en: '{basisPoints} off an order',
          fa: '{basisPoints} تخفیف سفارش',
          he: '{basisPoints} הנחה על הזמנה',
        }
      : {
          en: '{basisPoints} off an order, {maximumMinor} at most',
          fa: '{basisPoints} تخفیف سفارش، حداکثر {maximumMinor}',
          he: '{basisPoints} הנחה על הזמנה, עד {maximumMinor}',
        },
  price: ({ points: price }) => ({ points: price, amountMinor: null }),
});
