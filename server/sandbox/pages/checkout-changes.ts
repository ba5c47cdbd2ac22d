/** What a shopper (or an extension, as JSON) changes at the checkout: discount codes, gift cards, store credit. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { saveVisit, withCodes, withoutCode } from '../http/visit.ts';
import { plainCode } from '../shop/gift-card.ts';
import { priceCart } from '../shop/price-cart.ts';
import { cartContext } from './extension-mounts.ts';
import { buyerOf, openPage } from './page.ts';
import type { Page, PageParts } from './page.ts';

type Typed = Record<string, string | undefined>;

const change = z.union([z.strictObject({ add: z.string().trim().min(1).max(255) }), z.strictObject({ remove: z.string().max(255) })]);

const priced = (page: Page) => priceCart(page.shop, page.visit.state.cart, { codes: page.visit.state.codes, ...buyerOf(page) });

/** As applyDiscountCodeChange of an extension: a code that cannot be used is told and not kept. */
function changeAsJson(page: Page, wanted: z.infer<typeof change>): object {
  const { state } = page.visit;
  const before = state.codes;
  state.codes = 'add' in wanted ? withCodes(before, [wanted.add]) : withoutCode(before, wanted.remove);
  const same = (code: string) => 'add' in wanted && code.toLowerCase() === wanted.add.toLowerCase();
  const refusal = priced(page).codes.find(({ code }) => same(code))?.refusal ?? null;
  if (refusal !== null) state.codes = before;
  const cart = priced(page);
  return { ok: refusal === null, refusal, codes: cart.codes.map(({ code }) => code), cart: cartContext(page, cart) };
}

function changeGiftCards(state: Page['visit']['state'], { code, remove }: Typed): void {
  if (code?.trim()) state.giftCards = [...new Set([...state.giftCards, plainCode(code).slice(0, 40)])].slice(0, 5);
  if (remove !== undefined) state.giftCards = state.giftCards.filter((one) => one !== plainCode(remove));
}

export function checkoutChanges(parts: PageParts): Router {
  const router = express.Router();
  const changed = (apply: (page: Page, typed: Typed) => void) => (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    apply(page, request.body as Typed);
    saveVisit(parts.shop, response, page.visit);
    response.redirect(303, '/checkout');
  };
  router.post(
    '/checkout/discount',
    changed(({ visit: { state } }, { code, remove }) => {
      if (code !== undefined) state.codes = withCodes(state.codes, code.split(','));
      if (remove !== undefined) state.codes = withoutCode(state.codes, remove);
    }),
  );
  router.post(
    '/checkout/gift-card',
    changed(({ visit: { state } }, typed) => changeGiftCards(state, typed)),
  );
  router.post(
    '/checkout/store-credit',
    changed((page, { use }) => {
      page.visit.state.useStoreCredit = use === 'yes' && page.customer !== undefined;
    }),
  );
  router.post('/checkout/discounts', express.json({ limit: '16kb' }), (request: Request, response: Response) => {
    const page = openPage(parts, request, response);
    const answer = changeAsJson(page, change.parse(request.body));
    saveVisit(parts.shop, response, page.visit);
    response.json(answer);
  });
  return router;
}
