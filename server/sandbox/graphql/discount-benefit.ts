/** What a code gives, read from the input of its kind: money or a percentage off goods, pieces of them, or the shipping. */
import type { Discount } from '../shop/discount.ts';
import { fromText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import type { InputError } from './discount-problems.ts';
import { goodsOf, saysWhat } from './discount-shapes.ts';
import type { DiscountInput, GetsValueInput, Maybe } from './discount-shapes.ts';

type Benefit = Pick<
  Discount,
  'percentageBp' | 'amount' | 'onEachItem' | 'productIds' | 'variantIds' | 'collectionIds' | 'buys' | 'getsQuantity' | 'usesPerOrder'
>;

const NOTHING: Benefit = {
  percentageBp: null,
  amount: null,
  onEachItem: false,
  productIds: null,
  variantIds: null,
  collectionIds: null,
  buys: null,
  getsQuantity: null,
  usesPerOrder: null,
};

export type BenefitRead = { benefit: Benefit; errors: InputError[] };

const refused = (field: string[], code: string, message: string): BenefitRead => ({
  benefit: NOTHING,
  errors: [{ field, code, message }],
});

/** A percentage (a share of one) or an amount of money; undefined when it is neither or out of range. */
function worth(currency: string, percentage: Maybe<number>, amount: Maybe<string>): Pick<Benefit, 'percentageBp' | 'amount'> | undefined {
  if (typeof percentage === 'number')
    return percentage > 0 && percentage <= 1 ? { percentageBp: Math.round(percentage * 10_000), amount: null } : undefined;
  const minor = fromText(amount ?? '', currency);
  return minor !== undefined && minor > 0 ? { percentageBp: null, amount: minor } : undefined;
}

function basic(currency: string, input: DiscountInput): BenefitRead {
  const value: GetsValueInput = input.customerGets?.value ?? {};
  const { percentage, discountAmount } = value;
  if (value.discountOnQuantity)
    return refused(
      ['customerGets', 'value', 'discountOnQuantity'],
      'INVALID',
      'Discount on quantity is only permitted with bxgy discounts.',
    );
  const read = worth(currency, percentage, discountAmount?.amount);
  const field = typeof percentage === 'number' ? 'percentage' : 'discountAmount';
  if (!read)
    return refused(['customerGets', 'value', field], 'VALUE_OUTSIDE_RANGE', 'Value must be between 0.0 and 1.0, or an amount above 0');
  if (!saysWhat(input.customerGets?.items)) return refused(['customerGets', 'items'], 'BLANK', "Items can't be blank");
  const onEachItem = discountAmount?.appliesOnEachItem ?? false;
  return { benefit: { ...NOTHING, ...read, ...goodsOf(input.customerGets?.items), onEachItem }, errors: [] };
}

const positive = (value: Maybe<string | number>): number | undefined => {
  const number = Number(value ?? 0);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

function bxgy(currency: string, input: DiscountInput): BenefitRead {
  const { quantity: piecesText, effect } = input.customerGets?.value?.discountOnQuantity ?? {};
  const read = worth(currency, effect?.percentage, effect?.amount);
  const pieces = positive(piecesText);
  const { amount: amountText, quantity: quantityText } = input.customerBuys?.value ?? {};
  const quantity = positive(quantityText);
  const amount = fromText(amountText ?? '', currency);
  if (!read) return refused(['customerGets', 'value', 'discountOnQuantity', 'effect'], 'VALUE_OUTSIDE_RANGE', 'Effect must be above 0');
  if (pieces === undefined)
    return refused(['customerGets', 'value', 'discountOnQuantity', 'quantity'], 'GREATER_THAN', 'Quantity must be greater than 0');
  if (quantity === undefined && !(amount !== undefined && amount > 0))
    return refused(['customerBuys', 'value'], 'BLANK', "Customer buys value can't be blank");
  for (const side of ['customerGets', 'customerBuys'] as const)
    if (!saysWhat(input[side]?.items)) return refused([side, 'items'], 'BLANK', "Items can't be blank");
  const buys = {
    ...goodsOf(input.customerBuys?.items),
    quantity: quantity ?? null,
    amount: quantity === undefined ? (amount ?? null) : null,
  };
  const gets = goodsOf(input.customerGets?.items);
  return {
    benefit: { ...NOTHING, ...read, ...gets, buys, getsQuantity: pieces, usesPerOrder: positive(input.usesPerOrderLimit) ?? null },
    errors: [],
  };
}

export function benefitOf(shop: Shop, kind: Discount['kind'], input: DiscountInput): BenefitRead {
  const { currency } = shop.settings.get();
  if (kind === 'DiscountCodeBasic') return basic(currency, input);
  return kind === 'DiscountCodeBxgy' ? bxgy(currency, input) : { benefit: NOTHING, errors: [] };
}
