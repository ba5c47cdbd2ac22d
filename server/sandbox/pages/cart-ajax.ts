/** The part of a theme's own JavaScript API that an app embed uses: /cart.js, /cart/update.js, and /discount/CODE links. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { ownPath } from '../http/own-path.ts';
import { saveVisit, withCodes } from '../http/visit.ts';
import type { Candidate } from '../functions/run-in-cart.ts';
import { classOf } from '../shop/discount.ts';
import type { Discount } from '../shop/discount.ts';
import { toText } from '../shop/money.ts';
import { priceCart } from '../shop/price-cart.ts';
import type { PricedCart, PricedLine } from '../shop/price-cart.ts';
import { buyerOf, openPage } from './page.ts';
import type { Page, PageParts } from './page.ts';
import { titleIn } from './shop-pages.ts';

const update = z.object({
  attributes: z.record(z.string().max(80), z.string().max(500)).optional(),
  /** All codes the cart shall have, with commas between them; an empty text takes them all away. */
  discount: z.string().max(2000).optional(),
});

function cartBody(page: Page): object {
  const { cart, codes, attributes, cartToken } = page.visit.state;
  const priced = priceCart(page.shop, cart, { codes, ...buyerOf(page) });
  const takers = takersOf(page, priced);
  const onLines = takers.map((taker) => (taker.class === 'PRODUCT' ? taker.application : undefined));
  return {
    token: cartToken,
    attributes,
    currency: page.shop.settings.get().currency,
    item_count: priced.lines.reduce((sum, line) => sum + line.quantity, 0),
    original_total_price: priced.lines.reduce((sum, line) => sum + line.gross, 0),
    items_subtotal_price: priced.lines.reduce((sum, line) => sum + line.gross - off(line, (index) => onLines[index] !== undefined), 0),
    total_price: priced.subtotal,
    total_discount: priced.lines.reduce((sum, line) => sum + line.discount, 0),
    requires_shipping: priced.lines.some((line) => !line.product.giftCard),
    discount_codes: priced.codes.map(({ code, refusal }) => ({ code, applicable: refusal === undefined })),
    cart_level_discount_applications: takers
      .filter((taker) => taker.class === 'ORDER')
      .map(({ application, amount }) => ({ ...application, total_allocated_amount: amount })),
    items: priced.lines.map((line) => itemBody(page, line, onLines)),
  };
}

/** Everything that takes something off, by its place: codes first, then what the app's Functions say. */
function takersOf(page: Page, { applied, automatic }: PricedCart) {
  return [
    ...applied.map(({ discount, amount }) => ({ class: classOf(discount), amount, application: ofCode(page, discount) })),
    ...automatic.map(({ candidate, amount }) => ({ class: candidate.class, amount, application: ofFunction(page, candidate) })),
  ];
}

const off = (line: PricedLine, counts: (index: number) => boolean): number =>
  line.parts.filter(({ index }) => counts(index)).reduce((sum, { amount }) => sum + amount, 0);

/** Amounts are minor units here, as everywhere in this API; a percentage is the text of a number. */
function ofCode(page: Page, { code, title, percentageBp, amount, kind }: Discount) {
  const currency = page.shop.settings.get().currency;
  return {
    type: 'discount_code',
    key: code,
    title: code,
    description: title,
    value: percentageBp === null ? toText(amount ?? 0, currency) : (percentageBp / 100).toFixed(1),
    value_type: percentageBp === null ? 'fixed_amount' : 'percentage',
    allocation_method: kind === 'DiscountCodeBxgy' ? 'each' : 'across',
    target_selection: 'all',
    target_type: 'line_item',
  };
}

function ofFunction(page: Page, { message, title, percentageBp, amountEach, class: of }: Candidate) {
  return {
    type: 'automatic',
    key: title,
    title: message,
    description: title,
    value: percentageBp === null ? toText(amountEach ?? 0, page.shop.settings.get().currency) : (percentageBp / 100).toFixed(1),
    value_type: percentageBp === null ? 'fixed_amount' : 'percentage',
    allocation_method: percentageBp === null ? 'each' : 'across',
    target_selection: of === 'ORDER' ? 'all' : 'entitled',
    target_type: 'line_item',
  };
}

/** Only discounts on products lower the price of a line; those on the order are at the cart. */
function itemBody(page: Page, line: PricedLine, onLines: readonly (object | undefined)[]): object {
  const lowered = off(line, (index) => onLines[index] !== undefined);
  return {
    id: line.variant.id,
    key: `${line.variant.id}:${page.visit.state.cartToken}`,
    variant_id: line.variant.id,
    product_id: line.product.id,
    sku: line.variant.sku,
    title: titleIn(page, line.product),
    quantity: line.quantity,
    price: line.price,
    original_price: line.price,
    line_price: line.gross,
    original_line_price: line.gross,
    final_line_price: line.gross - lowered,
    total_discount: lowered,
    line_level_discount_allocations: line.parts.flatMap(({ index, amount }) => {
      const application = onLines[index];
      return application ? [{ amount, discount_application: application }] : [];
    }),
    gift_card: line.product.giftCard,
    handle: line.product.handle,
    url: `/products/${line.product.handle}?variant=${line.variant.id}`,
  };
}

/** Only a path of this shop: a link on a poster must not lead elsewhere. */
export function cartAjax(parts: PageParts): Router {
  const router = express.Router();
  router.get('/cart.js', (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    // Who asks for the cart has one from now on: its token must stay the same.
    if (page.visit.id === undefined) saveVisit(parts.shop, response, page.visit);
    response.json(cartBody(page));
  });
  router.post('/cart/update.js', express.json({ limit: '64kb' }), (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    const { attributes, discount } = update.parse(request.body);
    const { state } = page.visit;
    if (attributes)
      state.attributes = Object.fromEntries(Object.entries({ ...state.attributes, ...attributes }).filter(([, value]) => value !== ''));
    if (discount !== undefined) state.codes = withCodes([], discount.split(','));
    saveVisit(parts.shop, response, page.visit);
    response.json(cartBody(page));
  });
  router.get('/discount/:code', (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    page.visit.state.codes = withCodes(page.visit.state.codes, [String(request.params['code'])]);
    saveVisit(parts.shop, response, page.visit);
    response.redirect(302, ownPath(request.query['redirect']));
  });
  return router;
}
