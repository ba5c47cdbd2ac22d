import { z } from 'zod';
import { collectionIds } from '../../program/fields.ts';
import { anyOf, conditionKind } from './condition.ts';

/** Lines of products that were in one of these collections or categories when the order was judged. */
export const collection = conditionKind({
  kind: 'collection',
  about: 'line',
  params: z.strictObject({ ids: collectionIds }),
  sentence: {
    en: 'The product is in the collection {ids}',
    fa: 'محصول در یکی از این دسته‌ها باشد: {ids}',
    he: 'המוצר שייך לאחת הקטגוריות: {ids}',
  },
  shopper: {
    en: 'products of selected collections',
    fa: 'محصول‌های دسته‌های منتخب',
    he: 'מוצרים מקטגוריות נבחרות',
  },
  needs: ['product-collections'],
  holds: (params, { line, product }) => {
    if (line.productId === null) return false;
    return product === null ? null : anyOf(params.ids, product.collections);
  },
});
