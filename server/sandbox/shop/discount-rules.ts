/** Whether a code can be used in a cart, and with which others. The answers are keys of the checkout's words. */
import { collectionIdOf } from './catalogue.ts';
import type { Product } from './catalogue.ts';
import { classOf, usedBy, usesOf } from './discount.ts';
import type { Discount, DiscountClass, Goods } from './discount.ts';
import type { Shop } from './shop.ts';

/** Why a code cannot be used. */
export type DiscountRefusal =
  'unknown' | 'notYet' | 'ended' | 'usedUp' | 'notYours' | 'minimum' | 'nothing' | 'destination' | 'notTogether' | 'tooMany';

export interface WantedLine {
  product: Product;
  variantId: number;
  price: number;
  quantity: number;
}

export interface Buyer {
  customerId: number | undefined;
  country: string | undefined;
}

/** Shopify takes five codes off goods and one off shipping in one checkout. */
const MOST_OF_GOODS = 5;
const MOST_OF_SHIPPING = 1;

const COMBINES = { ORDER: 'orderDiscounts', PRODUCT: 'productDiscounts', SHIPPING: 'shippingDiscounts' } as const;

/** Gift cards are money: no discount takes anything off them. */
export function speaksOf({ productIds, variantIds, collectionIds }: Goods, { product, variantId }: WantedLine): boolean {
  if (product.giftCard) return false;
  if (productIds === null && variantIds === null && collectionIds === null) return true;
  if (productIds?.includes(product.id) === true || variantIds?.includes(variantId) === true) return true;
  return collectionIds?.includes(collectionIdOf(product.category)) === true;
}

const sum = (lines: readonly WantedLine[], of: (line: WantedLine) => number): number => lines.reduce((total, line) => total + of(line), 0);

function goodsRefusal(discount: Discount, lines: readonly WantedLine[]): DiscountRefusal | undefined {
  const fitting = lines.filter((line) => speaksOf(discount, line));
  const { minimumSubtotal, minimumQuantity } = discount;
  if (minimumSubtotal !== null && sum(fitting, (line) => line.price * line.quantity) < minimumSubtotal) return 'minimum';
  if (minimumQuantity !== null && sum(fitting, (line) => line.quantity) < minimumQuantity) return 'minimum';
  return fitting.length === 0 ? 'nothing' : undefined;
}

/** A minimum is measured on the goods a code speaks of, before any discount: documents do not say it, the sandbox chose. */
function cartRefusal(discount: Discount, lines: readonly WantedLine[], shipping: number, country: string | undefined) {
  const refusal = goodsRefusal(discount, lines);
  if (refusal !== undefined || discount.kind !== 'DiscountCodeFreeShipping') return refusal;
  const { maximumShipping, countries, restOfWorld } = discount;
  if (maximumShipping !== null && shipping > maximumShipping) return 'nothing';
  const delivers = countries === null || restOfWorld || country === undefined || countries.includes(country);
  return delivers ? undefined : 'destination';
}

export interface Cart {
  lines: readonly WantedLine[];
  shipping: number;
  buyer: Buyer;
}

export function whyNot(shop: Shop, discount: Discount | undefined, { lines, shipping, buyer }: Cart): DiscountRefusal | undefined {
  const now = shop.now();
  if (!discount) return 'unknown';
  if (discount.startsAt > now) return 'notYet';
  if (discount.endsAt !== null && discount.endsAt <= now) return 'ended';
  if (discount.usageLimit !== null && usesOf(shop, discount.id) >= discount.usageLimit) return 'usedUp';
  const { customerId } = buyer;
  if (discount.customerIds && (customerId === undefined || !discount.customerIds.includes(customerId))) return 'notYours';
  if (discount.oncePerCustomer && customerId !== undefined && usedBy(shop, discount.id, customerId)) return 'usedUp';
  return cartRefusal(discount, lines, shipping, buyer.country);
}

/** What decides with which others a discount is used: its class, and the classes it allows. */
interface Company {
  class: DiscountClass;
  combinesWith: Discount['combinesWith'];
}

const companyOf = (one: Discount): Company => ({ class: classOf(one), combinesWith: one.combinesWith });
const agree = (one: Company, other: Company): boolean => one.combinesWith[COMBINES[other.class]] && other.combinesWith[COMBINES[one.class]];

/** An automatic discount steps back where a code that was entered does not allow it. Shopify would take whichever is more: the sandbox chose. */
export const agreesWithAll = (one: Company, accepted: readonly Discount[]): boolean =>
  accepted.every((other) => agree(one, companyOf(other)));

/** Codes entered earlier stay; one that does not agree with all of them, from both sides, is refused. */
export function beside(discount: Discount, accepted: readonly Discount[]): DiscountRefusal | undefined {
  if (accepted.some((other) => other.id === discount.id || !agree(companyOf(discount), companyOf(other)))) return 'notTogether';
  const shipping = classOf(discount) === 'SHIPPING';
  const alike = accepted.filter((other) => (classOf(other) === 'SHIPPING') === shipping).length;
  return alike >= (shipping ? MOST_OF_SHIPPING : MOST_OF_GOODS) ? 'tooMany' : undefined;
}
