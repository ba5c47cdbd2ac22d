// A cart becomes lines: coupons lower the lines' totals, so that taxes and refunds are right (woocommerce.md §8, "virtual coupon").
import { shared, sumOf } from './money.ts';
import { ShopRefuses, type Shop } from './shop.ts';
import type { Coupon, CouponLine, DiscountKind, Line } from './types.ts';

export interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

/** What a plugin answers for a code that no coupon has (`woocommerce_get_shop_coupon_data`). `amount`: minor units, or hundredths of a percent. */
export interface VirtualCoupon {
  readonly code: string;
  readonly kind: DiscountKind;
  readonly amount: number;
}

export interface PricedCart {
  readonly lines: readonly Line[];
  readonly coupons: readonly CouponLine[];
}

export function productBySku(shop: Shop, sku: string) {
  const product = [...shop.products.values()].find((one) => one.sku === sku);
  if (product === undefined) throw new ShopRefuses(404, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
  return product;
}

export function couponByCode(shop: Shop, code: string): Coupon | null {
  return [...shop.coupons.values()].find((one) => one.status === 'publish' && one.code === code.toLowerCase()) ?? null;
}

/** fixed_cart larger than the goods gives the goods only (woocommerce.md §6). */
function discountOf({ kind, amount }: Pick<VirtualCoupon, 'kind' | 'amount'>, goods: number): number {
  return kind === 'percent' ? Math.round((goods * amount) / 10_000) : Math.min(goods, amount);
}

export function priceCart(shop: Shop, wanted: readonly Wanted[], codes: readonly (string | VirtualCoupon)[], email: string): PricedCart {
  let lines: Line[] = wanted.map(({ sku, quantity }) => {
    const product = productBySku(shop, sku);
    const subtotal = product.price * quantity;
    return { id: shop.nextItem(), product, quantity, subtotal, total: subtotal };
  });
  const coupons: CouponLine[] = [];
  for (const code of codes) {
    const coupon = typeof code === 'string' ? usable(shop, code, email) : { ...code, id: 0, code: code.code.toLowerCase() };
    const goods = sumOf(lines, ({ total }) => total);
    const discount = discountOf(coupon, goods);
    const parts = shared(discount, lines.map(({ total }) => total)); // prettier-ignore
    lines = lines.map((line, index) => ({ ...line, total: line.total - (parts[index] ?? 0) }));
    coupons.push({ id: shop.nextItem(), couponId: coupon.id, code: coupon.code, kind: coupon.kind, amount: coupon.amount, discount });
  }
  return { lines, coupons };
}

const refused = (message: string): ShopRefuses => new ShopRefuses(400, 'woocommerce_rest_cart_coupon_error', message);

/** woocommerce.md §6: used up, over, or somebody else's. A guest's address has to be known. */
function usable(shop: Shop, code: string, email: string): Coupon {
  const coupon = couponByCode(shop, code);
  // A stranger's typing a virtual code finds nothing either [seen].
  if (coupon === null) throw refused(`Coupon "${code}" cannot be applied because it does not exist.`);
  const { usage_limit: limit, email_restrictions: emails } = coupon.rest;
  if (typeof limit === 'number' && coupon.usageCount >= limit) throw refused(`Usage limit for coupon "${code}" has been reached.`);
  if (coupon.expiresAt !== null && coupon.expiresAt <= shop.now()) throw refused(`Coupon "${code}" has expired.`);
  if (Array.isArray(emails) && emails.length > 0 && !emails.map(String).some((one) => one.toLowerCase() === email.toLowerCase()))
    throw refused(email === '' ? 'Please enter a valid email at checkout to use this coupon code.' : `Please enter a valid email to use coupon code "${code}".`); // prettier-ignore
  return coupon;
}
