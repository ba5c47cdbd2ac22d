/** Reads what an app wants a code to be, and says what is wrong with it as Shopify would. */
import type { Discount } from '../shop/discount.ts';
import { fromText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import { benefitOf } from './discount-benefit.ts';
import { problemsOf } from './discount-problems.ts';
import type { InputError } from './discount-problems.ts';
import { numbersIn } from './discount-shapes.ts';
import type { DiscountInput } from './discount-shapes.ts';

function conditions(shop: Shop, input: DiscountInput) {
  const { currency } = shop.settings.get();
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity;
  const customers = input.context?.customers?.add ?? input.customerSelection?.customers?.add;
  const maximum = input.maximumShippingPrice;
  return {
    minimumSubtotal: subtotal ? (fromText(subtotal, currency) ?? null) : null,
    minimumQuantity: quantity ? Number(quantity) : null,
    maximumShipping: maximum ? (fromText(maximum, currency) ?? null) : null,
    countries: input.destination?.countries?.add ?? null,
    restOfWorld: input.destination?.countries?.includeRestOfWorld ?? false,
    usageLimit: input.usageLimit ?? null,
    oncePerCustomer: input.appliesOncePerCustomer ?? false,
    customerIds: customers ? (numbersIn(customers, 'Customer') ?? []) : null,
  };
}

const times = ({ startsAt, endsAt }: DiscountInput, now: number) => ({
  startsAt: startsAt ? Date.parse(startsAt) : now,
  endsAt: endsAt ? Date.parse(endsAt) : null,
});

export function fromInput(shop: Shop, kind: Discount['kind'], input: DiscountInput): { discount?: Discount; errors: InputError[] } {
  const benefit = benefitOf(shop, kind, input);
  const errors = [...problemsOf(input, shop.settings.get().currency), ...benefit.errors];
  if (errors.length > 0) return { errors };
  const now = shop.now();
  const discount: Discount = {
    id: shop.nextId('discount'),
    kind,
    code: input.code?.trim() ?? '',
    title: input.title?.trim() ?? '',
    ...benefit.benefit,
    ...conditions(shop, input),
    combinesWith: {
      orderDiscounts: input.combinesWith?.orderDiscounts ?? false,
      productDiscounts: input.combinesWith?.productDiscounts ?? false,
      shippingDiscounts: input.combinesWith?.shippingDiscounts ?? false,
    },
    tags: input.tags ?? [],
    ...times(input, now),
    createdAt: now,
    updatedAt: now,
  };
  return { discount, errors };
}
