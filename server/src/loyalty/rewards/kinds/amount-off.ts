import { z } from 'zod';
import { amountMinor, points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

export const amountOff = rewardKind({
  kind: 'amount-off',
  params: z.strictObject({ points, amountMinor }),
  sentence: {
    en: '{amountMinor} off an order for {points, plural, one {# point} other {# points}}',
    fa: '{amountMinor} تخفیف سفارش در برابر {points} امتیاز',
    he: '{amountMinor} הנחה על הזמנה תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: {
    en: '{amountMinor} off an order',
    fa: '{amountMinor} تخفیف سفارش',
    he: '{amountMinor} הנחה על הזמנה',
  },
  price: (params) => params,
});
