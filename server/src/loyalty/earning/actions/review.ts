import { z } from 'zod';
import { points } from '../../program/fields.ts';
import { actionKind } from './action.ts';

export const review = actionKind({
  kind: 'review',
  /** More for a review with a picture; null: no more. A review of something that was not bought counts only where the merchant wants it to. */
  params: { pointsForPhoto: points.nullable(), onlyBuyers: z.boolean() },
  sentence: {
    en: 'A product review gives {points, plural, one {# point} other {# points}}',
    fa: 'برای هر دیدگاه دربارهٔ محصول {points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על ביקורת מוצר',
  },
  shopper: ({ pointsForPhoto }) =>
    pointsForPhoto === null
      ? {
          en: '{points} for a product review',
          fa: '{points} برای هر دیدگاه دربارهٔ محصول',
          he: '{points} על ביקורת מוצר',
        }
      : {
          en: '{points} for a product review, {pointsForPhoto} with a picture',
          fa: '{points} برای هر دیدگاه دربارهٔ محصول و {pointsForPhoto} همراه عکس',
          he: '{points} על ביקורת מוצר, {pointsForPhoto} עם תמונה',
        },
  verified: 'surely',
  once: null,
});
