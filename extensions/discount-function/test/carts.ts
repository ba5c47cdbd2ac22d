// Carts as Shopify would hand them to the function, one fact at a time.
import type { Input, Line } from '../src/api.ts';

export interface LineWish {
  readonly price: string;
  readonly productId?: string;
  readonly variantId?: string;
  readonly giftCard?: boolean;
  readonly inCollection?: boolean;
}

export function aLine(at: number, wish: LineWish): Line {
  const { price, productId = `${100 + at}`, variantId = `${200 + at}`, giftCard = false, inCollection = false } = wish;
  return {
    id: `gid://shopify/CartLine/${at}`,
    cost: { amountPerQuantity: { amount: price } },
    merchandise: {
      id: `gid://shopify/ProductVariant/${variantId}`,
      product: { id: `gid://shopify/Product/${productId}`, isGiftCard: giftCard, inAnyCollection: inCollection },
    },
  };
}

/** A level without benefits, and what it has beside that. */
export function aLevel(id: string, change: object = {}): object {
  return { id, basisPoints: 0, names: { en: id }, products: {}, variants: {}, ...change };
}

/** Gold: 12.5 percent off, and product 101 for 20.00. */
export function aConfiguration(change: object = {}): object {
  const names = { en: 'Gold', fa: 'طلایی', he: 'זהב' };
  const levels = [
    aLevel('silver', { basisPoints: 500, names: { en: 'Silver' } }),
    aLevel('gold', { basisPoints: 1_250, names, products: { 101: 2_000 } }),
  ];
  return { format: 1, currency: 'EUR', levels, leftOut: { 103: true }, ...change };
}

/** One level with these benefits. */
export function gold(change: object, more: object = {}): object {
  return aConfiguration({ levels: [aLevel('gold', change)], ...more });
}

export interface CartWish {
  readonly lines: readonly Line[];
  readonly configuration?: unknown;
  /** Null: nobody has signed in. */
  readonly level?: string | null;
  readonly language?: string;
  readonly currency?: string;
  readonly rate?: string;
  readonly classes?: Input['discount']['discountClasses'];
}

export function aCart(wish: CartWish): Input {
  const { lines, configuration = aConfiguration(), level = 'gold', language = 'EN', currency = 'EUR' } = wish;
  const { rate = '1.0', classes = ['ORDER', 'PRODUCT'] } = wish;
  const customer = level === null ? null : { metafield: { value: level } };
  return {
    cart: { buyerIdentity: { isAuthenticated: customer !== null, customer }, cost: { subtotalAmount: { currencyCode: currency } }, lines },
    discount: { discountClasses: classes, metafield: { jsonValue: configuration } },
    localization: { language: { isoCode: language } },
    presentmentCurrencyRate: rate,
  };
}

/** A cart as large as Shopify promises to run functions for; every line has a product, a variant and a price of its own, every fourth a members' price. */
export function theLargestCart(): Input {
  const ids = Array.from({ length: 200 }, (_, at) => at);
  const lines = ids.map((at) =>
    aLine(at, { price: `${10 + at}.${50 + (at % 50)}`, productId: `91000000${10_000 + at}`, variantId: `471000000${10_000 + at}` }),
  );
  const prices = (wanted: number) =>
    Object.fromEntries(
      ids.filter((at) => at % 8 === wanted).map((at) => [wanted === 0 ? `471000000${10_000 + at}` : `91000000${10_000 + at}`, 500 + at]),
    );
  const leftOut = Object.fromEntries(ids.filter((at) => at % 2 === 1).map((at) => [`91000000${10_000 + at}`, true]));
  return aCart({ lines, configuration: gold({ basisPoints: 1_250, variants: prices(0), products: prices(4) }, { leftOut }) });
}
