/** Discounts made, changed and deleted, by the app or by the merchant: kept and announced in one transaction. */
import { gid } from './ids.ts';
import { deleteDiscountRow, saveDiscount, statusOf } from './discount.ts';
import type { Discount } from './discount.ts';
import type { Shop } from './shop.ts';
import { isoUtc } from './time.ts';

/** The body of discounts/create and discounts/update: small, and without the code. From memory of Shopify's docs, not confirmed; so is that of discounts/delete. */
function discountBody(shop: Shop, discount: Discount) {
  return {
    admin_graphql_api_id: gid('DiscountCodeNode', discount.id),
    title: discount.title,
    status: statusOf(discount, shop.now()),
    created_at: isoUtc(discount.createdAt),
    updated_at: isoUtc(discount.updatedAt),
  };
}

export function addDiscount(shop: Shop, discount: Discount): Discount {
  return shop.db.transaction(() => {
    saveDiscount(shop, discount);
    shop.queue.add(discount.createdAt, [['discounts/create', discountBody(shop, discount)]]);
    return discount;
  });
}

export function changeDiscount(shop: Shop, discount: Discount, change: Partial<Discount>): Discount {
  return shop.db.transaction(() => {
    const changed = saveDiscount(shop, { ...discount, ...change, updatedAt: shop.now() });
    shop.queue.add(changed.updatedAt, [['discounts/update', discountBody(shop, changed)]]);
    return changed;
  });
}

/** False when there is no such discount. */
export function removeDiscount(shop: Shop, id: number): boolean {
  return shop.db.transaction(() => {
    const gone = deleteDiscountRow(shop, id);
    const at = shop.now();
    if (gone) shop.queue.add(at, [['discounts/delete', { admin_graphql_api_id: gid('DiscountCodeNode', id), deleted_at: isoUtc(at) }]]);
    return gone;
  });
}
