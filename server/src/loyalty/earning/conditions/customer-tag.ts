import { z } from 'zod';
import { tags } from '../../program/fields.ts';
import { anyOf, conditionKind } from './condition.ts';

export const customerTag = conditionKind({
  kind: 'customer-tag',
  about: 'buyer',
  params: z.strictObject({ tags }),
  sentence: {
    en: 'The customer has the tag {tags}',
    fa: 'مشتری یکی از این برچسب‌ها را داشته باشد: {tags}',
    he: 'ללקוח או ללקוחה יש אחת מהתגיות: {tags}',
  },
  shopper: {
    en: 'selected customers',
    fa: 'مشتریان منتخب',
    he: 'חלק מהלקוחות',
  },
  needs: ['customer-tags'],
  holds: (params, { buyer }) => (buyer.customerTags === null ? null : anyOf(params.tags, buyer.customerTags)),
});
