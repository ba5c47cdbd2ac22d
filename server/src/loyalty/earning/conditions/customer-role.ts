import { z } from 'zod';
import { names } from '../../program/fields.ts';
import { anyOf, conditionKind } from './condition.ts';

/** What the store calls a kind of account: staff, wholesale, B2B, ... */
export const customerRole = conditionKind({
  kind: 'customer-role',
  about: 'buyer',
  params: z.strictObject({ roles: names.meta({ field: 'tags' }) }),
  sentence: {
    en: 'The customer has the role {roles}',
    fa: 'نقش مشتری یکی از این‌ها باشد: {roles}',
    he: 'התפקיד של הלקוח או הלקוחה הוא אחד מאלה: {roles}',
  },
  shopper: {
    en: 'selected customers',
    fa: 'مشتریان منتخب',
    he: 'חלק מהלקוחות',
  },
  needs: ['customer-roles'],
  holds: (params, { buyer }) => (buyer.customerRoles === null ? null : anyOf(params.roles, buyer.customerRoles)),
});
