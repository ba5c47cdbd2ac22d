import { z } from 'zod';
import { tierIds } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

export const tier = conditionKind({
  kind: 'tier',
  about: 'buyer',
  params: z.strictObject({ tierIds }),
  sentence: {
    en: 'The member is in the tier {tierIds}',
    fa: 'عضو در یکی از این سطح‌ها باشد: {tierIds}',
    he: 'הדרגה במועדון היא אחת מאלה: {tierIds}',
  },
  shopper: {
    en: 'members in {tierIds}',
    fa: 'اعضای {tierIds}',
    he: 'מי שבדרגה {tierIds}',
  },
  needs: ['tier'],
  holds: (params, { buyer }) => buyer.tierId !== null && params.tierIds.includes(buyer.tierId),
});
