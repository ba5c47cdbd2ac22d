import { z } from 'zod';
import { amountMinor, points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

export const storeCredit = rewardKind({
  kind: 'store-credit',
  params: z.strictObject({ points, amountMinor }),
  sentence: {
    en: 'Store credit of {amountMinor} for {points, plural, one {# point} other {# points}}',
    fa: '{amountMinor} اعتبار فروشگاه در برابر {points} امتیاز',
    he: 'זיכוי בחנות בסך {amountMinor} תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: {
    en: '{amountMinor} of store credit',
    fa: '{amountMinor} اعتبار فروشگاه',
    he: 'זיכוי בחנות בסך {amountMinor}',
  },
  price: (params) => params,
});
