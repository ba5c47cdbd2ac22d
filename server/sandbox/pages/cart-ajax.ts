/** The part of a theme's own JavaScript API that an app embed uses: /cart.js, /cart/update.js, and /discount/CODE links. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { saveVisit } from '../http/visit.ts';
import { priceCart } from '../shop/price-cart.ts';
import { openPage } from './page.ts';
import type { Page, PageParts } from './page.ts';

const update = z.object({
  attributes: z.record(z.string().max(80), z.string().max(500)).optional(),
  /** A code, or none; Shopify takes a comma-separated list, and the first is used here. */
  discount: z.string().max(255).optional(),
});

function cartBody(page: Page): object {
  const { cart, code, attributes } = page.visit.state;
  const priced = priceCart(page.shop, cart, code, page.customer?.email);
  return {
    token: page.visit.id ?? '',
    attributes,
    currency: page.shop.settings.get().currency,
    item_count: priced.lines.reduce((sum, line) => sum + line.quantity, 0),
    items_subtotal_price: priced.subtotal,
    total_price: priced.subtotal,
    total_discount: priced.lines.reduce((sum, line) => sum + line.discount, 0),
    requires_shipping: priced.lines.some((line) => !line.product.giftCard),
    discount_codes: code === undefined ? [] : [{ code, applicable: priced.refusal === undefined }],
    items: priced.lines.map((line) => ({
      id: line.variant.id,
      variant_id: line.variant.id,
      product_id: line.product.id,
      sku: line.variant.sku,
      quantity: line.quantity,
      price: line.price,
      line_price: line.gross - line.discount,
      original_line_price: line.gross,
      gift_card: line.product.giftCard,
      handle: line.product.handle,
    })),
  };
}

/** Only a path of this shop: a link on a poster must not lead elsewhere. */
const ownPath = (value: unknown): string => (typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/');

export function cartAjax(parts: PageParts): Router {
  const router = express.Router();
  router.get('/cart.js', (request: Request, response: Response) => void response.json(cartBody(openPage(parts, request, response))));
  router.post('/cart/update.js', express.json({ limit: '64kb' }), (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    const { attributes, discount } = update.parse(request.body);
    const { state } = page.visit;
    if (attributes)
      state.attributes = Object.fromEntries(Object.entries({ ...state.attributes, ...attributes }).filter(([, value]) => value !== ''));
    if (discount !== undefined) state.code = discount.split(',')[0]?.trim() || undefined;
    saveVisit(parts.shop, response, page.visit);
    response.json(cartBody(page));
  });
  router.get('/discount/:code', (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    page.visit.state.code = String(request.params['code']).slice(0, 255);
    saveVisit(parts.shop, response, page.visit);
    response.redirect(302, ownPath(request.query['redirect']));
  });
  return router;
}
