// A coupon as the REST API answers it (rest/13, rest/17).
import { decimal } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import type { Coupon } from '../shop/types.ts';
import { dates } from './dates.ts';
import { links } from './links.ts';

export function couponBody(shop: Shop, coupon: Coupon) {
  const { id, code, status, kind, amount, rest } = coupon;
  return {
    id,
    code,
    amount: decimal(amount),
    status,
    ...dates(shop, 'date_created', coupon.createdAt),
    ...dates(shop, 'date_modified', coupon.createdAt),
    discount_type: kind,
    ...dates(shop, 'date_expires', coupon.expiresAt),
    usage_count: coupon.usageCount,
    ...rest,
    minimum_amount: decimal(Number(rest['minimum_amount'])),
    maximum_amount: decimal(Number(rest['maximum_amount'])),
    used_by: coupon.usedBy,
    _links: links(shop, 'coupons', id),
  };
}
