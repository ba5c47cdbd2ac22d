import { z } from 'zod';
import { amountMinor, points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

export const giftCard = rewardKind({
  kind: 'gift-card',
  params: z.strictObject({ points, amountMinor }),
  sentence: {
    en: 'A gift card of {amountMinor} for {points, plural, one {# point} other {# points}}',
    fa: 'کارت هدیهٔ {amountMinor} در برابر {points} امتیاز',
    he: 'כרטיס מתנה בסך {amountMinor} תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: {
    en: 'A gift card of {amountMinor}',
    fa: 'کارت هدیهٔ {amountMinor}',
    he: 'כרטיס מתנה בסך {amountMinor}',
  },
  price: (params) => params,
});
