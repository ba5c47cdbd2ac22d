import { findCustomer } from '../shop/customer.ts';
import { usesOf } from '../shop/discount.ts';
import type { Discount } from '../shop/discount.ts';
import { gid } from '../shop/ids.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { moneyV2 } from './money.ts';
import type { Nodes } from './nodes.ts';

function statusOf({ startsAt, endsAt }: Discount, now: number): 'SCHEDULED' | 'ACTIVE' | 'EXPIRED' {
  if (endsAt !== null && endsAt <= now) return 'EXPIRED';
  return startsAt > now ? 'SCHEDULED' : 'ACTIVE';
}

function minimum({ minimumSubtotal, minimumQuantity }: Discount, currency: string) {
  if (minimumSubtotal !== null)
    return { __typename: 'DiscountMinimumSubtotal', greaterThanOrEqualToSubtotal: moneyV2(minimumSubtotal, currency) };
  if (minimumQuantity !== null) return { __typename: 'DiscountMinimumQuantity', greaterThanOrEqualToQuantity: String(minimumQuantity) };
  return null;
}

function gets({ percentageBp, amount, productIds, variantIds }: Discount, currency: string) {
  const all = productIds === null && variantIds === null;
  return {
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    value:
      percentageBp === null
        ? { __typename: 'DiscountAmount', amount: moneyV2(amount ?? 0, currency), appliesOnEachItem: false }
        : { __typename: 'DiscountPercentage', percentage: percentageBp / 10_000 },
    items: all ? { __typename: 'AllDiscountItems', allItems: true } : { __typename: 'AllDiscountItems', allItems: false },
  };
}

export function discountNode(nodes: Nodes, discount: Discount): object {
  const { shop } = nodes;
  const { currency } = shop.settings.get();
  const used = usesOf(shop, discount.id);
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
      discountClasses: [
        discount.kind === 'DiscountCodeFreeShipping' ? 'SHIPPING' : discount.variantIds || discount.productIds ? 'PRODUCT' : 'ORDER',
      ],
      codes,
      codesCount: { count: 1, precision: 'EXACT' },
      context: discount.customerIds
        ? { __typename: 'DiscountCustomers', customers: () => customers.map((one) => nodes.customer(one)) }
        : { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' },
      minimumRequirement: minimum(discount, currency),
      customerGets: gets(discount, currency),
    },
  };
}
