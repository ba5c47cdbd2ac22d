import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { clientOf } from '../http/visitor.ts';
import { emptyState, openOrder, saveVisit } from '../http/visit.ts';
import { placeOrder } from '../shop/place-order.ts';
import { priceCart } from '../shop/price-cart.ts';
import type { PricedCart } from '../shop/price-cart.ts';
import { titlesFrom } from '../shop/words.ts';
import { checkoutSummary, tenderOf } from './checkout-summary.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { writeConfirmation } from './order-mail.ts';
import { buyerOf, openPage, send } from './page.ts';
import type { Page, PageParts } from './page.ts';

const text = z.string().trim().min(1).max(120);
const form = z.object({
  email: z.email(),
  firstName: text,
  lastName: text,
  address1: text,
  city: text,
  zip: z.string().trim().min(1).max(20),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[+\d][\d\s()./-]{4,}$/u)
    .or(z.literal(''))
    .default(''),
  country: z.enum(['DE', 'AT', 'NL', 'GB', 'US', 'IL', 'IR']),
  payment: z.enum(['paid', 'declined', 'pending']),
  marketing: z.literal('on').optional(),
});

type Typed = Record<string, string>;

function field(page: Page, typed: Typed, name: string, autocomplete: string, type = 'text', required = true): Html {
  return html`<label class="field"
    >${page.words.t(`checkout.${name === 'address1' ? 'address' : name}`)}
    <input
      type="${type}"
      name="${name}"
      value="${typed[name] ?? ''}"
      autocomplete="${autocomplete}"
      ${required && html`required`}
      maxlength="120"
  /></label>`;
}

function countries(page: Page, typed: Typed): Html {
  const names = new Intl.DisplayNames(page.words.locale, { type: 'region' });
  const chosen = typed['country'] ?? page.shop.settings.get().country;
  return html`<label class="field"
    >${page.words.t('checkout.country')}
    <select name="country" autocomplete="country">
      ${form.shape.country.options.map((code) => html`<option value="${code}" ${code === chosen && html`selected`}>${names.of(code)}</option>`)}
    </select></label
  >`;
}

function payment(page: Page): Html {
  const { t } = page.words;
  const choice = (value: string, name: string, checked: boolean) =>
    html`<label class="option wide">
      <input type="radio" name="payment" value="${value}" ${checked && html`checked`} />
      <span><b>${t(`checkout.${name}`)}</b><br /><span class="muted small">${t(`checkout.${name}Note`)}</span></span>
    </label>`;
  return html`<fieldset class="options column">
    <legend>${t('checkout.payment')}</legend>
    ${choice('paid', 'card', true)} ${choice('declined', 'declinedCard', false)} ${choice('pending', 'bank', false)}
  </fieldset>`;
}

function cartOf(page: Page, typed: Typed): PricedCart {
  const { cart, codes } = page.visit.state;
  return priceCart(page.shop, cart, { ...buyerOf(page), codes, email: typed['email'] ?? page.customer?.email, country: typed['country'] });
}

function checkoutPage(page: Page, typed: Typed, status = 200, declined = false): void {
  const { t } = page.words;
  const cart = cartOf(page, typed);
  if (cart.lines.length === 0) return page.response.redirect(303, '/cart');
  const { left } = tenderOf(page, cart);
  send(
    page,
    { title: t('checkout.title'), status },
    html`<h1>${t('checkout.title')}</h1>
      <div class="checkout">
        <form method="post" action="/checkout" class="form">
          <h2>${t('checkout.contact')}</h2>
          ${field(page, typed, 'email', 'email', 'email')}
          <label class="check"><input type="checkbox" name="marketing" /> ${t('checkout.marketing')}</label>
          <h2>${t('checkout.delivery')}</h2>
          <div class="two">${field(page, typed, 'firstName', 'given-name')} ${field(page, typed, 'lastName', 'family-name')}</div>
          ${field(page, typed, 'address1', 'street-address')}
          <div class="two">${field(page, typed, 'zip', 'postal-code')} ${field(page, typed, 'city', 'address-level2')}</div>
          ${countries(page, typed)} ${field(page, typed, 'phone', 'tel', 'tel', false)}
          ${left > 0 ? payment(page) : html`<input type="hidden" name="payment" value="paid" />`}
          ${declined && html`<p class="error" role="alert">${t('checkout.declined')}</p>`}
          <button class="button large" type="submit"><span>${t('checkout.place')}</span> <bdi>${page.money(left)}</bdi></button>
        </form>
        ${checkoutSummary(page, cart)}
      </div>`,
  );
}

function known(page: Page): Typed {
  const { customer } = page;
  if (!customer) return {};
  const { email, firstName, lastName, address } = customer;
  return {
    email,
    firstName,
    lastName,
    ...(address
      ? { address1: address.address1, city: address.city, zip: address.zip, country: address.country, phone: address.phone ?? '' }
      : {}),
  };
}

/** A code or a gift card that does not fit must be seen and taken out by the shopper; nothing is placed without it silently. */
function refused(page: Page, cart: PricedCart): boolean {
  return cart.codes.some(({ refusal }) => refusal !== undefined) || tenderOf(page, cart).refused.length > 0;
}

function place(page: Page): void {
  const typed = page.request.body as Typed;
  const read = form.safeParse(typed);
  const { state } = page.visit;
  const cart = cartOf(page, typed);
  if (!read.success || cart.lines.length === 0 || refused(page, cart)) return checkoutPage(page, typed, 422);
  const { email, firstName, lastName, address1, city, zip, country, phone, payment: way, marketing } = read.data;
  if (way === 'declined') {
    // No order yet: the cart and its codes stay, and the payment that failed will be told with the one that goes through.
    state.declined += 1;
    saveVisit(page.shop, page.response, page.visit);
    return checkoutPage(page, typed, 422, true);
  }
  const order = placeOrder(page.shop, {
    email,
    firstName,
    lastName,
    lines: state.cart,
    payment: way,
    address: { firstName, lastName, address1, city, zip, country, ...(phone === '' ? {} : { phone }) },
    discountCodes: state.codes,
    giftCards: state.giftCards,
    storeCredit: state.useStoreCredit && page.customer?.email === email.toLowerCase(),
    declined: state.declined,
    cartToken: state.cartToken,
    locale: page.words.locale,
    signedIn: page.customer?.id,
    acceptsMarketing: marketing === 'on',
    client: clientOf(page.request),
    noteAttributes: Object.entries(state.attributes).map(([name, value]) => ({ name, value })),
    titleOf: titlesFrom(page.dictionary.en),
  });
  page.visit.state = { ...emptyState(), orders: state.orders };
  openOrder(page.visit, order.token);
  saveVisit(page.shop, page.response, page.visit);
  writeConfirmation(page, order);
  page.response.redirect(303, `/checkouts/${order.token}/thank-you`);
}

export function checkoutPages(parts: PageParts): Router {
  const router = express.Router();
  const page = (request: Request, response: Response) => openPage(parts, request, response);
  router.get('/checkout', (request: Request, response: Response) => {
    const opened = page(request, response);
    checkoutPage(opened, known(opened));
  });
  router.post('/checkout', (request: Request, response: Response) => place(page(request, response)));
  return router;
}
