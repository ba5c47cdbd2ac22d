import { z } from 'zod';
import { countries } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

/** Where the order goes, else where the bill goes. */
export const country = conditionKind({
  kind: 'country',
  about: 'buyer',
  params: z.strictObject({ countries }),
  sentence: {
    en: 'The order goes to {countries}',
    fa: 'مقصد سفارش یکی از این کشورها باشد: {countries}',
    he: 'ההזמנה נשלחת לאחת מהמדינות: {countries}',
  },
  shopper: {
    en: 'orders to {countries}',
    fa: 'سفارش به مقصد {countries}',
    he: 'הזמנות למשלוח אל {countries}',
  },
  needs: ['country'],
  holds: (params, { buyer }) => (buyer.country === null ? null : params.countries.includes(buyer.country)),
});
