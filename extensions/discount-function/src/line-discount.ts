// What one line of a cart gets: a members' price or the level's percentage, whichever is more, never both. A cart has 200 lines and few instructions
// for each: what is the same for all lines is made ready first, and a price is only read where one was promised.
import type { Input, Line } from './api.ts';
import type { Configuration, Level, Prices } from './configuration.ts';
import { minorDigits } from '../../../server/src/contract/currencies.ts';
import { converted, minorOf, shareOf } from './money.ts';

/** How much less each piece costs, in minor units of the cart's currency. */
export type LineDiscount = number | 'percent' | null;

export interface Terms {
  readonly basisPoints: number;
  readonly leftOut: Configuration['leftOut'];
  readonly products: Prices;
  readonly variants: Prices;
  /** Of the prices. */
  readonly currency: string;
  readonly cartCurrency: string;
  readonly cartDigits: number;
  /** From the shop's money to the cart's, as decimal text. */
  readonly rate: string;
}

const NO_PRICES: Prices = {};
const PRODUCT_GID = 'gid://shopify/Product/'.length;
const VARIANT_GID = 'gid://shopify/ProductVariant/'.length;

/** A discount that may not be about products knows no prices. */
export function termsOf({ currency, leftOut }: Configuration, level: Level, input: Input): Terms {
  const hasPrices = input.discount.discountClasses.includes('PRODUCT');
  const cartCurrency = input.cart.cost.subtotalAmount.currencyCode;
  return {
    basisPoints: level.basisPoints,
    leftOut,
    products: hasPrices ? level.products : NO_PRICES,
    variants: hasPrices ? level.variants : NO_PRICES,
    currency,
    cartCurrency,
    cartDigits: minorDigits(cartCurrency),
    rate: input.presentmentCurrencyRate,
  };
}

/** How much less than its price a piece costs; 0: no less, or it cannot be said exactly. */
function offBy(promised: number, price: number | null, { currency, cartCurrency, cartDigits, rate }: Terms): number {
  const membersPrice = currency === cartCurrency ? promised : converted(promised, rate, minorDigits(currency), cartDigits);
  return price === null || membersPrice === null || membersPrice > price ? 0 : price - membersPrice;
}

export function lineDiscount({ cost, merchandise }: Line, terms: Terms): LineDiscount {
  const { id, product } = merchandise;
  if (product === undefined || product.isGiftCard) return null;
  const productId = product.id.slice(PRODUCT_GID);
  const basisPoints = product.inAnyCollection || terms.leftOut[productId] === true ? 0 : terms.basisPoints;
  // A price of the variant says more than one of its product.
  const promised = terms.variants[id.slice(VARIANT_GID)] ?? terms.products[productId];
  if (promised !== undefined) {
    const price = minorOf(cost.amountPerQuantity.amount, terms.cartDigits);
    const off = offBy(promised, price, terms);
    if (off > 0 && off >= shareOf(price ?? 0, basisPoints)) return off;
  }
  return basisPoints > 0 ? 'percent' : null;
}
