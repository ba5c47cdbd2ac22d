import { z } from 'zod';
import { tags } from '../../program/fields.ts';
import { anyOf, conditionKind } from './condition.ts';

/** Lines of products with one of these tags, whether the order itself carries the tag or the product had it when the order was judged. */
export const productTag = conditionKind({
  kind: 'product-tag',
  about: 'line',
  params: z.strictObject({ tags }),
  sentence: {
    en: 'The product has the tag {tags}',
    fa: 'محصول یکی از این برچسب‌ها را داشته باشد: {tags}',
    he: 'למוצר יש אחת מהתגיות: {tags}',
  },
  shopper: {
    en: 'selected products',
    fa: 'محصول‌های منتخب',
    he: 'מוצרים נבחרים',
  },
  needs: ['product-tags'],
  holds: (params, { line, product }) => {
    if (anyOf(params.tags, line.tags)) return true;
    if (line.productId === null) return false;
    return product === null ? null : anyOf(params.tags, product.tags);
  },
});
