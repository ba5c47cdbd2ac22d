/** Reads what an app wants a code to be, and says what is wrong with it as Shopify would. */
import type { Discount } from '../shop/discount.ts';
import { numberIn } from '../shop/ids.ts';
import { fromText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';

type Maybe<Value> = Value | null | undefined;

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
  customerGets?: Maybe<{
    value?: Maybe<{ percentage?: Maybe<number>; discountAmount?: Maybe<{ amount?: Maybe<string>; appliesOnEachItem?: Maybe<boolean> }> }>;
    items?: Maybe<{ all?: Maybe<boolean>; products?: Maybe<{ productsToAdd?: Maybe<string[]>; productVariantsToAdd?: Maybe<string[]> }> }>;
  }>;
}

export interface InputError {
  field: string[];
  code: string;
  message: string;
}

const MAX_CODE_LENGTH = 255;

function shared(input: DiscountInput): InputError[] {
  const errors: InputError[] = [];
  const add = (field: string[], code: string, message: string) => void errors.push({ field, code, message });
  const code = input.code?.trim() ?? '';
  if (code === '') add(['code'], 'BLANK', "Code can't be blank");
  if (code.length > MAX_CODE_LENGTH) add(['code'], 'TOO_LONG', `Code is too long (maximum is ${MAX_CODE_LENGTH} characters)`);
  if (!input.title?.trim()) add(['title'], 'BLANK', "Title can't be blank");
  if (!input.context && !input.customerSelection) add(['context'], 'BLANK', "Context can't be blank");
  if (input.startsAt && input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt)) {
    add(['endsAt'], 'END_DATE_BEFORE_START_DATE', 'Ends at must be after the start date');
  }
  if (input.usageLimit !== null && input.usageLimit !== undefined && input.usageLimit < 1)
    add(['usageLimit'], 'GREATER_THAN', 'Usage limit must be greater than 0');
  if (input.minimumRequirement?.subtotal && input.minimumRequirement.quantity) {
    add(['minimumRequirement'], 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT', 'Minimum subtotal and quantity cannot both be present');
  }
  return errors;
}

function value(shop: Shop, input: DiscountInput): { percentageBp: number | null; amount: number | null; errors: InputError[] } {
  const { percentage, discountAmount } = input.customerGets?.value ?? {};
  const { currency } = shop.settings.get();
  const wrong = (field: string, message: string) => ({
    percentageBp: null,
    amount: null,
    errors: [{ field: ['customerGets', 'value', field], code: 'VALUE_OUTSIDE_RANGE', message }],
  });
  if (typeof percentage === 'number') {
    if (percentage <= 0 || percentage > 1) return wrong('percentage', 'Value must be between 0.0 and 1.0');
    return { percentageBp: Math.round(percentage * 10_000), amount: null, errors: [] };
  }
  const amount = fromText(discountAmount?.amount ?? '', currency);
  if (amount === undefined || amount <= 0) return wrong('discountAmount', 'Value must be greater than 0');
  return { percentageBp: null, amount, errors: [] };
}

const numbers = (ids: Maybe<string[]>, type: string): number[] | null => {
  const found = (ids ?? []).flatMap((id) => numberIn(id, type) ?? []);
  return found.length > 0 ? found : null;
};

export function fromInput(shop: Shop, kind: Discount['kind'], input: DiscountInput): { discount?: Discount; errors: InputError[] } {
  const basic = kind === 'DiscountCodeBasic';
  const worth = basic ? value(shop, input) : { percentageBp: null, amount: null, errors: [] };
  const errors = [...shared(input), ...worth.errors];
  const items = input.customerGets?.items;
  if (basic && !items) errors.push({ field: ['customerGets', 'items'], code: 'BLANK', message: "Items can't be blank" });
  if (errors.length > 0) return { errors };
  const now = shop.now();
  const { currency } = shop.settings.get();
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity;
  const customers = input.context?.customers?.add ?? input.customerSelection?.customers?.add;
  const discount: Discount = {
    id: shop.nextId('discount'),
    kind,
    code: input.code?.trim() ?? '',
    title: input.title?.trim() ?? '',
    percentageBp: worth.percentageBp,
    amount: worth.amount,
    minimumSubtotal: subtotal ? (fromText(subtotal, currency) ?? null) : null,
    minimumQuantity: quantity ? Number(quantity) : null,
    productIds: basic ? numbers(items?.products?.productsToAdd, 'Product') : null,
    variantIds: basic ? numbers(items?.products?.productVariantsToAdd, 'ProductVariant') : null,
    usageLimit: input.usageLimit ?? null,
    oncePerCustomer: input.appliesOncePerCustomer ?? false,
    customerIds: customers ? (numbers(customers, 'Customer') ?? []) : null,
    combinesWith: {
      orderDiscounts: input.combinesWith?.orderDiscounts ?? false,
      productDiscounts: input.combinesWith?.productDiscounts ?? false,
      shippingDiscounts: input.combinesWith?.shippingDiscounts ?? false,
    },
    tags: input.tags ?? [],
    startsAt: input.startsAt ? Date.parse(input.startsAt) : now,
    endsAt: input.endsAt ? Date.parse(input.endsAt) : null,
    createdAt: now,
    updatedAt: now,
  };
  return { discount, errors };
}
