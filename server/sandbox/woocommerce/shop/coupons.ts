// Coupons as the REST API makes them.
import { z } from 'zod';
import { minorOf } from './money.ts';
import { ShopRefuses, type Shop } from './shop.ts';
import type { Coupon } from './types.ts';

/** `date_expires_gmt` is not among them: it is silently ignored (woocommerce.md §1.9, rest/15). */
const wish = z.object({
  code: z.string().min(1),
  amount: z.union([z.string(), z.number()]).default('0'),
  discount_type: z.enum(['fixed_cart', 'percent', 'fixed_product']).default('fixed_cart'),
  date_expires: z.string().nullish(),
  description: z.string().default(''),
  individual_use: z.boolean().default(false),
  product_ids: z.array(z.number()).default([]),
  excluded_product_ids: z.array(z.number()).default([]),
  usage_limit: z.number().nullable().default(null),
  usage_limit_per_user: z.number().nullable().default(null),
  limit_usage_to_x_items: z.number().nullable().default(null),
  free_shipping: z.boolean().default(false),
  product_categories: z.array(z.number()).default([]),
  excluded_product_categories: z.array(z.number()).default([]),
  exclude_sale_items: z.boolean().default(false),
  minimum_amount: z.union([z.string(), z.number()]).default('0'),
  maximum_amount: z.union([z.string(), z.number()]).default('0'),
  email_restrictions: z.array(z.string()).default([]),
  meta_data: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
});

/** With an offset it is honoured exactly; without one it is the site's time; a bare date is midnight at the start of that day (woocommerce.md §1.9). */
export function instantOf(text: string, gmtOffset: number): number {
  if (/[Zz]$|[+-]\d\d:?\d\d$/.test(text)) return Date.parse(text);
  const local = Date.parse(`${text.length === 10 ? `${text}T00:00:00` : text}Z`);
  return local - gmtOffset * 3_600_000;
}

export function makeCoupon(shop: Shop, body: unknown): Coupon {
  const said = wish.safeParse(body);
  if (!said.success) throw new ShopRefuses(400, 'rest_invalid_param', 'Invalid parameter(s)');
  const { code: stated, amount, discount_type: kind, date_expires: expires, meta_data: meta, ...rest } = said.data;
  const code = stated.toLowerCase();
  // rest/14-post-coupon-duplicate
  if ([...shop.coupons.values()].some((one) => one.code === code))
    throw new ShopRefuses(400, 'woocommerce_rest_coupon_code_already_exists', 'The coupon code already exists');
  const now = shop.now();
  const coupon: Coupon = {
    id: shop.nextId(),
    code,
    status: 'publish',
    kind,
    amount: minorOf(amount),
    createdAt: now,
    expiresAt: expires == null || expires === '' ? null : instantOf(expires, shop.gmtOffset),
    rest: {
      ...rest,
      minimum_amount: minorOf(rest.minimum_amount),
      maximum_amount: minorOf(rest.maximum_amount),
      meta_data: meta.map((one) => ({ id: shop.nextMeta(), ...one })),
    },
    usageCount: 0,
    usedBy: [],
  };
  shop.coupons.set(coupon.id, coupon);
  shop.fire('woocommerce_new_coupon', coupon.id);
  return coupon;
}

export function couponOf(shop: Shop, id: number): Coupon {
  const coupon = shop.coupons.get(id);
  if (coupon === undefined) throw new ShopRefuses(404, 'woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.');
  return coupon;
}

/** Without force it goes to the trash and `coupon.deleted` is told; with it, nothing is (woocommerce.md §1.7). */
export function removeCoupon(shop: Shop, id: number, force: boolean): Coupon {
  const coupon = couponOf(shop, id);
  if (force) {
    shop.coupons.delete(id);
    return coupon;
  }
  const before = { ...coupon };
  coupon.status = 'trash';
  shop.fire('wp_trash_post', id);
  return before;
}
