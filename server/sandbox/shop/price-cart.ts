/** What a cart costs: line prices, the discount spread over the lines, shipping. Used by the checkout page and by placing the order. */
import type { Sellable } from './catalogue.ts';
import { findBySku, priceIn } from './catalogue.ts';
import { findCustomerByEmail } from './customer.ts';
import { entitled, findDiscountByCode, whyNot } from './discount.ts';
import type { Discount, DiscountRefusal } from './discount.ts';
import { split } from './money.ts';
import type { Shop } from './shop.ts';

const SHIPPING_EURO_CENTS = 490;
const FREE_FROM_EURO_CENTS = 6000;

export interface PricedLine extends Sellable {
  quantity: number;
  price: number;
  gross: number;
  discount: number;
}

export interface PricedCart {
  lines: PricedLine[];
  shipping: number;
  shippingDiscount: number;
  subtotal: number;
  total: number;
  discount: Discount | undefined;
  refusal: DiscountRefusal | undefined;
}

export interface CartLine {
  sku: string;
  quantity: number;
}

function shares(discount: Discount, lines: readonly PricedLine[]): number[] {
  const gross = lines.map((line) => (entitled(discount, asWanted(line)) ? line.gross : 0));
  const total = gross.reduce((sum, amount) => sum + amount, 0);
  const wanted = discount.percentageBp === null ? (discount.amount ?? 0) : Math.round((total * discount.percentageBp) / 10_000);
  return split(Math.min(wanted, total), gross);
}

const asWanted = ({ product, variant, gross, quantity }: PricedLine) => ({
  productId: product.id,
  variantId: variant.id,
  giftCard: product.giftCard,
  amount: gross,
  quantity,
});

export function priceCart(shop: Shop, cart: readonly CartLine[], code?: string, email?: string): PricedCart {
  const { currency } = shop.settings.get();
  const lines = cart.flatMap(({ sku, quantity }): PricedLine[] => {
    const found = findBySku(sku);
    if (!found || quantity < 1) return [];
    const price = priceIn(currency, found.variant.price);
    return [{ ...found, quantity, price, gross: price * quantity, discount: 0 }];
  });
  const goods = lines.filter((line) => !line.product.giftCard).reduce((sum, line) => sum + line.gross, 0);
  const shipping = goods === 0 || goods >= priceIn(currency, FREE_FROM_EURO_CENTS) ? 0 : priceIn(currency, SHIPPING_EURO_CENTS);
  const found = code ? findDiscountByCode(shop, code) : undefined;
  const customerId = email ? findCustomerByEmail(shop, email)?.id : undefined;
  const refusal = code ? whyNot(shop, found, lines.map(asWanted), customerId) : undefined;
  const discount = refusal === undefined ? found : undefined;
  if (discount?.kind === 'DiscountCodeBasic') {
    for (const [index, share] of shares(discount, lines).entries()) {
      const line = lines[index];
      if (line) line.discount = share;
    }
  }
  const shippingDiscount = discount?.kind === 'DiscountCodeFreeShipping' ? shipping : 0;
  const subtotal = lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
  return { lines, shipping, shippingDiscount, subtotal, total: subtotal + shipping - shippingDiscount, discount, refusal };
}
