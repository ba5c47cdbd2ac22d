import { z } from 'zod';
import { productIds } from '../../program/fields.ts';
import { conditionKind } from './condition.ts';

/** Lines of these products, by the store's ids. A line that belongs to no product is none of them. */
export const product = conditionKind({
  kind: 'product',
  about: 'line',
  params: z.strictObject({ ids: productIds }),
  sentence: {
    en: 'The product is one of {ids}',
    fa: 'محصول یکی از این‌ها باشد: {ids}',
    he: 'המוצר הוא אחד מאלה: {ids}',
  },
  shopper: {
    en: 'selected products',
    fa: 'محصول‌های منتخب',
    he: 'מוצרים נבחרים',
  },
  needs: [],
  holds: (params, { line }) => line.productId !== null && params.ids.includes(line.productId),
});
