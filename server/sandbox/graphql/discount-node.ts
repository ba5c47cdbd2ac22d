import { categoryOf } from '../shop/catalogue.ts';
import { findCustomer } from '../shop/customer.ts';
import { classOf, shownUsesOf, statusOf } from '../shop/discount.ts';
import type { Discount, Goods } from '../shop/discount.ts';
import { gid } from '../shop/ids.ts';
import { toText } from '../shop/money.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { moneyV2 } from './money.ts';
import type { Nodes } from './nodes.ts';
import { collectionNode, productNodeById, variantNodeById } from './products.ts';

function minimum({ minimumSubtotal, minimumQuantity }: Discount, currency: string) {
  if (minimumSubtotal !== null)
    return { __typename: 'DiscountMinimumSubtotal', greaterThanOrEqualToSubtotal: moneyV2(minimumSubtotal, currency) };
  if (minimumQuantity !== null) return { __typename: 'DiscountMinimumQuantity', greaterThanOrEqualToQuantity: String(minimumQuantity) };
  return null;
}

function items({ productIds, variantIds, collectionIds }: Goods): object {
  if (collectionIds !== null) {
    const found = collectionIds.flatMap((id) => categoryOf(id) ?? []);
    return { __typename: 'DiscountCollections', collections: (args: PageArgs) => connection(found, args, String, collectionNode) };
  }
  if (productIds === null && variantIds === null) return { __typename: 'AllDiscountItems', allItems: true };
  const some = (ids: number[] | null, find: (id: number) => object | null) => (args: PageArgs) =>
    connection(ids ?? [], args, String, (id) => find(id) ?? {});
  return {
    __typename: 'DiscountProducts',
    products: some(productIds, productNodeById),
    productVariants: some(variantIds, variantNodeById),
  };
}

function worth({ percentageBp, amount, onEachItem }: Discount, currency: string): object {
  return percentageBp === null
    ? { __typename: 'DiscountAmount', amount: moneyV2(amount ?? 0, currency), appliesOnEachItem: onEachItem }
    : { __typename: 'DiscountPercentage', percentage: percentageBp / 10_000 };
}

function gets(discount: Discount, currency: string) {
  const quantity = { __typename: 'DiscountQuantity', quantity: String(discount.getsQuantity ?? 1) };
  const value = worth(discount, currency);
  return {
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    value: discount.buys === null ? value : { __typename: 'DiscountOnQuantity', quantity, effect: value },
    items: items(discount),
  };
}

function buys(discount: Discount, currency: string) {
  const { quantity = null, amount = null, ...goods } = discount.buys ?? { productIds: null, variantIds: null, collectionIds: null };
  const value =
    quantity === null
      ? { __typename: 'DiscountPurchaseAmount', amount: toText(amount ?? 0, currency) }
      : { __typename: 'DiscountQuantity', quantity: String(quantity) };
  return { isOneTimePurchase: true, isSubscription: false, value, items: items(goods) };
}

function destination({ countries, restOfWorld }: Discount): object {
  if (countries === null) return { __typename: 'DiscountCountryAll', allCountries: true };
  return { __typename: 'DiscountCountries', countries, includeRestOfWorld: restOfWorld };
}

/** Each kind asks only for its own of these. */
const conditions = (discount: Discount, currency: string) => ({
  minimumRequirement: minimum(discount, currency),
  customerGets: gets(discount, currency),
  customerBuys: buys(discount, currency),
  usesPerOrderLimit: discount.usesPerOrder,
  destinationSelection: destination(discount),
  maximumShippingPrice: discount.maximumShipping === null ? null : moneyV2(discount.maximumShipping, currency),
});

export function discountNode(nodes: Nodes, discount: Discount): object {
  const { shop } = nodes;
  const { currency } = shop.settings.get();
  const used = shownUsesOf(shop, discount.id);
  const codes = (args: PageArgs) =>
    connection(
      [discount],
      args,
      (one) => String(one.id),
      (one) => ({ __typename: 'DiscountRedeemCode', id: gid('DiscountRedeemCode', one.id), code: one.code, asyncUsageCount: used }),
    );
  const customers = (discount.customerIds ?? []).flatMap((id) => findCustomer(shop, id) ?? []);
  return {
    __typename: 'DiscountCodeNode',
    id: gid('DiscountCodeNode', discount.id),
    codeDiscount: {
      __typename: discount.kind,
      title: discount.title,
      summary: discount.title,
      shortSummary: discount.title,
      status: statusOf(discount, shop.now()),
      startsAt: isoUtc(discount.startsAt),
      endsAt: discount.endsAt === null ? null : isoUtc(discount.endsAt),
      createdAt: isoUtc(discount.createdAt),
      updatedAt: isoUtc(discount.updatedAt),
      usageLimit: discount.usageLimit,
      asyncUsageCount: used,
      appliesOncePerCustomer: discount.oncePerCustomer,
      combinesWith: { ...discount.combinesWith },
      tags: discount.tags,
      discountClasses: [classOf(discount)],
      codes,
      codesCount: { count: 1, precision: 'EXACT' },
      context: discount.customerIds
        ? { __typename: 'DiscountCustomers', customers: () => customers.map((one) => nodes.customer(one)) }
        : { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' },
      ...conditions(discount, currency),
    },
  };
}
