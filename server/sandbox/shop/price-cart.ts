/** What a cart costs: line prices, the discounts spread over the lines, shipping. Used by the cart, the checkout and placing the order. */
import { automaticCandidates } from '../functions/run-in-cart.ts';
import type { Candidate } from '../functions/run-in-cart.ts';
import { offLines } from './apply-discounts.ts';
import { whyNothing } from './buy-x-get-y.ts';
import type { Sellable } from './catalogue.ts';
import { findBySku, priceIn } from './catalogue.ts';
import { findCustomerByEmail } from './customer.ts';
import { classOf, findDiscountByCode } from './discount.ts';
import type { Discount } from './discount.ts';
import { agreesWithAll, beside, whyNot } from './discount-rules.ts';
import type { Cart, DiscountRefusal, WantedLine } from './discount-rules.ts';
import type { Shop } from './shop.ts';

const SHIPPING_EURO_CENTS = 490;
const FREE_FROM_EURO_CENTS = 6000;

/** What one of the applied discounts takes off a line. */
export interface Part {
  index: number;
  amount: number;
}

export interface PricedLine extends Sellable {
  quantity: number;
  price: number;
  gross: number;
  discount: number;
  parts: Part[];
}

export interface PricedCart {
  lines: PricedLine[];
  shipping: number;
  shippingDiscount: number;
  subtotal: number;
  total: number;
  /** The discounts in use, in the order in which their codes were entered, and what each takes off altogether. */
  applied: { discount: Discount; amount: number }[];
  /** What the app's Functions take off beside them; a part's index counts on from those in use. */
  automatic: { candidate: Candidate; amount: number }[];
  /** Every code that was entered, and why it is not in use. */
  codes: { code: string; refusal: DiscountRefusal | undefined }[];
}

export interface CartLine {
  sku: string;
  quantity: number;
}

export interface Wishes {
  codes?: readonly string[] | undefined;
  email?: string | undefined;
  country?: string | undefined;
  /** Whose account the cart is in: an e-mail alone proves nothing. */
  signedIn?: number | undefined;
  locale?: string | undefined;
}

const asWanted = ({ product, variant, price, quantity }: PricedLine): WantedLine => ({ product, variantId: variant.id, price, quantity });

function sellable(cart: readonly CartLine[], currency: string): PricedLine[] {
  return cart.flatMap(({ sku, quantity }): PricedLine[] => {
    const found = findBySku(sku);
    if (!found || quantity < 1) return [];
    const price = priceIn(currency, found.variant.price);
    return [{ ...found, quantity, price, gross: price * quantity, discount: 0, parts: [] }];
  });
}

function shippingOf(lines: readonly PricedLine[], currency: string): number {
  const goods = lines.filter((line) => !line.product.giftCard).reduce((sum, line) => sum + line.gross, 0);
  return goods === 0 || goods >= priceIn(currency, FREE_FROM_EURO_CENTS) ? 0 : priceIn(currency, SHIPPING_EURO_CENTS);
}

function accept(shop: Shop, codes: readonly string[], cart: Cart): { accepted: Discount[]; codes: PricedCart['codes'] } {
  const accepted: Discount[] = [];
  const said = codes.map((code) => {
    const found = findDiscountByCode(shop, code);
    const alone = whyNot(shop, found, cart);
    const refusal =
      alone ?? (found?.kind === 'DiscountCodeBxgy' ? whyNothing(cart.lines, found) : undefined) ?? (found && beside(found, accepted));
    if (found && refusal === undefined) accepted.push(found);
    return { code: found?.code ?? code, refusal };
  });
  return { accepted, codes: said };
}

export function priceCart(
  shop: Shop,
  cart: readonly CartLine[],
  { codes = [], email, country, signedIn, locale }: Wishes = {},
): PricedCart {
  const { currency } = shop.settings.get();
  const lines = sellable(cart, currency);
  const wanted = lines.map(asWanted);
  const shipping = shippingOf(lines, currency);
  const customerId = email ? findCustomerByEmail(shop, email)?.id : undefined;
  const judged = accept(shop, codes, { lines: wanted, shipping, buyer: { customerId, country } });
  const said = automaticCandidates(shop, lines, { customerId: signedIn, locale });
  const candidates = said.filter((one) => agreesWithAll(one, judged.accepted));
  const rows = offLines(judged.accepted, wanted, candidates);
  for (const [at, line] of lines.entries()) {
    line.parts = rows.map((row, index) => ({ index, amount: row[at] ?? 0 })).filter(({ amount }) => amount > 0);
    line.discount = line.parts.reduce((sum, { amount }) => sum + amount, 0);
  }
  const freesShipping = (one: Discount) => classOf(one) === 'SHIPPING';
  const shippingDiscount = judged.accepted.some(freesShipping) ? shipping : 0;
  const applied = judged.accepted.map((discount, index) => ({
    discount,
    amount: freesShipping(discount) ? shipping : (rows[index] ?? []).reduce((sum, amount) => sum + amount, 0),
  }));
  const automatic = candidates.map((candidate, at) => ({
    candidate,
    amount: (rows[judged.accepted.length + at] ?? []).reduce((sum, amount) => sum + amount, 0),
  }));
  const subtotal = lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
  const total = subtotal + shipping - shippingDiscount;
  return { lines, shipping, shippingDiscount, subtotal, total, applied, automatic, codes: judged.codes };
}

/** What automatic discounts take off, together where they say the same. */
export function automaticRows({ automatic }: PricedCart): [message: string, amount: number][] {
  const rows = new Map<string, number>();
  for (const { candidate, amount } of automatic) rows.set(candidate.message, (rows.get(candidate.message) ?? 0) + amount);
  return [...rows].filter(([, amount]) => amount > 0);
}
