/** The inputs of the three kinds of discount codes, as far as the shop reads them. */
import type { Discount, Goods } from '../shop/discount.ts';
import { numberIn } from '../shop/ids.ts';

export type Maybe<Value> = Value | null | undefined;

export interface ItemsInput {
  all?: Maybe<boolean>;
  collections?: Maybe<{ add?: Maybe<string[]> }>;
  products?: Maybe<{ productsToAdd?: Maybe<string[]>; productVariantsToAdd?: Maybe<string[]> }>;
}

export interface GetsValueInput {
  percentage?: Maybe<number>;
  discountAmount?: Maybe<{ amount?: Maybe<string>; appliesOnEachItem?: Maybe<boolean> }>;
  discountOnQuantity?: Maybe<{ quantity?: Maybe<string>; effect?: Maybe<{ percentage?: Maybe<number>; amount?: Maybe<string> }> }>;
}

/** Of the three inputs (Basic, FreeShipping, Bxgy); the schema has seen to it that each has only its own fields. */
export interface DiscountInput {
  title?: Maybe<string>;
  code?: Maybe<string>;
  startsAt?: Maybe<string>;
  endsAt?: Maybe<string>;
  usageLimit?: Maybe<number>;
  appliesOncePerCustomer?: Maybe<boolean>;
  context?: Maybe<{ all?: Maybe<string>; customers?: Maybe<{ add?: Maybe<string[]> }> }>;
  customerSelection?: Maybe<{ all?: Maybe<boolean>; customers?: Maybe<{ add?: Maybe<string[]> }> }>;
  combinesWith?: Maybe<Partial<Discount['combinesWith']>>;
  tags?: Maybe<string[]>;
  minimumRequirement?: Maybe<{
    subtotal?: Maybe<{ greaterThanOrEqualToSubtotal?: Maybe<string> }>;
    quantity?: Maybe<{ greaterThanOrEqualToQuantity?: Maybe<string> }>;
  }>;
  customerGets?: Maybe<{ value?: Maybe<GetsValueInput>; items?: Maybe<ItemsInput> }>;
  customerBuys?: Maybe<{ value?: Maybe<{ amount?: Maybe<string>; quantity?: Maybe<string> }>; items?: Maybe<ItemsInput> }>;
  usesPerOrderLimit?: Maybe<string | number>;
  destination?: Maybe<{
    all?: Maybe<boolean>;
    countries?: Maybe<{ add?: Maybe<string[]>; includeRestOfWorld?: Maybe<boolean> }>;
  }>;
  maximumShippingPrice?: Maybe<string>;
}

export const numbersIn = (ids: Maybe<string[]>, type: string): number[] | null => {
  const found = (ids ?? []).flatMap((id) => numberIn(id, type) ?? []);
  return found.length > 0 ? found : null;
};

export const goodsOf = (items: Maybe<ItemsInput>): Goods => ({
  productIds: numbersIn(items?.products?.productsToAdd, 'Product'),
  variantIds: numbersIn(items?.products?.productVariantsToAdd, 'ProductVariant'),
  collectionIds: numbersIn(items?.collections?.add, 'Collection'),
});

/** Everything, or at least one thing: an empty choice must not become everything. */
export function saysWhat(items: Maybe<ItemsInput>): boolean {
  const { productIds, variantIds, collectionIds } = goodsOf(items);
  return items?.all === true || productIds !== null || variantIds !== null || collectionIds !== null;
}
