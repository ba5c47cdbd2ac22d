// A wish for a code as a coupon of WooCommerce. What a coupon cannot say is refused, never left out: a code must not give more than was promised.
import { decimalFromMinor } from '../../../loyalty/money.ts';
import { StoreRefused, type CodeWish, type MoneyAmount } from '../../platform.ts';

/** A judgement of ours in the store's place: nothing was asked for, so nothing was done. */
const JUDGED = 422;
const MARK = '_lasting_code';

const decimal = ({ amountMinor, currency }: MoneyAmount): string => decimalFromMinor(amountMinor, currency);

/** Basis points as WooCommerce writes a percentage: "12.50". */
const percentage = (basisPoints: number): string => (basisPoints / 100).toFixed(2);

/** `date_expires` with its offset: without one it would be the shop's own time, and `date_expires_gmt` is silently ignored. */
export const expiry = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function idsOf(ids: readonly string[]): number[] {
  const numbers = ids.map(Number);
  if (!numbers.every(Number.isSafeInteger)) throw new StoreRefused(JUDGED, 'a product or category without a number');
  return numbers;
}

function goodsOf({ appliesTo }: CodeWish): object {
  if (appliesTo.kind === 'all') return {};
  return appliesTo.kind === 'products' ? { product_ids: idsOf(appliesTo.ids) } : { product_categories: idsOf(appliesTo.ids) };
}

function givenBy(wish: CodeWish): object {
  const { gives } = wish;
  switch (gives.kind) {
    case 'amount-off':
      return { discount_type: 'fixed_cart', amount: decimal(gives.amount), ...goodsOf(wish) };
    case 'percent-off':
      return { discount_type: 'percent', amount: percentage(gives.basisPoints), ...goodsOf(wish) };
    case 'free-shipping':
      // A coupon knows no greatest price of shipping.
      if (gives.maximum !== null) throw new StoreRefused(JUDGED, 'free shipping up to a price');
      return { discount_type: 'fixed_cart', amount: '0', free_shipping: true, ...goodsOf(wish) };
    case 'free-product':
      return { discount_type: 'percent', amount: '100', product_ids: idsOf([gives.variantId]), limit_usage_to_x_items: 1 };
  }
}

/** An address with a star would be everybody's. */
function holderOf({ email }: CodeWish): object {
  if (email === null) return {};
  if (email.includes('*')) throw new StoreRefused(JUDGED, 'not the address of one person');
  return { email_restrictions: [email] };
}

export function couponOf(wish: CodeWish): object {
  const { code, title, minimum, combines, endsAt } = wish;
  return {
    code,
    description: title,
    ...givenBy(wish),
    ...holderOf(wish),
    usage_limit: 1,
    usage_limit_per_user: 1,
    // There is one switch for all kinds of other coupons.
    individual_use: !(combines.order || combines.product),
    ...(minimum === null ? {} : { minimum_amount: decimal(minimum) }),
    ...(endsAt === null ? {} : { date_expires: expiry(endsAt) }),
    meta_data: [{ key: MARK, value: '1' }],
  };
}
