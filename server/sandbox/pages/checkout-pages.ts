import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { saveVisit } from '../http/visit.ts';
import { financialStatus } from '../shop/order-money.ts';
import { findOrderByToken } from '../shop/orders.ts';
import { placeOrder } from '../shop/place-order.ts';
import { priceCart } from '../shop/price-cart.ts';
import type { PricedCart } from '../shop/price-cart.ts';
import { titlesFrom } from '../shop/words.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { orderSummary } from './order-summary.ts';
import { openPage, send } from './page.ts';
import type { Page, PageParts } from './page.ts';
import { lineRow, missing } from './shop-pages.ts';

const text = z.string().trim().min(1).max(120);
const form = z.object({
  email: z.email(),
  firstName: text,
  lastName: text,
  address1: text,
  city: text,
  zip: z.string().trim().min(1).max(20),
  country: z.enum(['DE', 'AT', 'NL', 'GB', 'US', 'IL', 'IR']),
  payment: z.enum(['paid', 'pending']),
  marketing: z.literal('on').optional(),
});

type Typed = Record<string, string>;

function field(page: Page, typed: Typed, name: string, autocomplete: string, type = 'text'): Html {
  return html`<label class="field"
    >${page.words.t(`checkout.${name === 'address1' ? 'address' : name}`)}
    <input type="${type}" name="${name}" value="${typed[name] ?? ''}" autocomplete="${autocomplete}" required maxlength="120"
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

function summary(page: Page, cart: PricedCart): Html {
  const { t } = page.words;
  const code = page.visit.state.code ?? '';
  const saved = cart.lines.reduce((sum, line) => sum + line.discount, 0) + cart.shippingDiscount;
  const shipping = cart.shipping === 0 ? t('checkout.free') : page.money(cart.shipping);
  const gross = cart.lines.reduce((sum, line) => sum + line.gross, 0);
  return html`<aside class="summary">
    <h2>${t('checkout.summary')}</h2>
    <ul class="lines">
      ${cart.lines.map((line) =>
        lineRow(
          page,
          line,
          html`<span class="muted">× ${page.words.number(line.quantity)}</span><span class="amount">${page.money(line.gross)}</span>`,
        ),
      )}
    </ul>
    <form method="post" action="/checkout/discount" class="discount">
      <label class="field"
        >${t('checkout.discount')} <input name="code" value="${code}" maxlength="255" autocomplete="off" spellcheck="false" dir="ltr"
      /></label>
      <button class="button quiet" type="submit">${t('checkout.apply')}</button>
      ${cart.refusal !== undefined && html`<p class="error" role="alert">${t(`refusals.${cart.refusal}`)}</p>`}
    </form>
    <dl class="sums">
      <dt>${t('checkout.subtotal')}</dt>
      <dd>${page.money(gross)}</dd>
      ${
        saved > 0 &&
        html`<dt>${t('checkout.discountLine')} <bdi class="code">${code}</bdi></dt>
          <dd>${page.money(-saved)}</dd>`
      }
      <dt>${t('checkout.shipping')}</dt>
      <dd>${shipping}</dd>
      <dt class="total">${t('checkout.total')}</dt>
      <dd class="total">${page.money(cart.total)}</dd>
    </dl>
    ${page.shop.settings.get().taxesIncluded && html`<p class="muted small">${t('checkout.taxNote')}</p>`}
  </aside>`;
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
    ${choice('paid', 'card', true)} ${choice('pending', 'bank', false)}
  </fieldset>`;
}

function checkoutPage(page: Page, typed: Typed, status = 200): void {
  const { t } = page.words;
  const email = typed['email'] ?? page.customer?.email;
  const cart = priceCart(page.shop, page.visit.state.cart, page.visit.state.code, email);
  if (cart.lines.length === 0) return page.response.redirect(303, '/cart');
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
          ${countries(page, typed)} ${payment(page)}
          <button class="button large" type="submit"><span>${t('checkout.place')}</span> <bdi>${page.money(cart.total)}</bdi></button>
        </form>
        ${summary(page, cart)}
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
    ...(address ? { address1: address.address1, city: address.city, zip: address.zip, country: address.country } : {}),
  };
}

function place(page: Page): void {
  const typed = page.request.body as Typed;
  const read = form.safeParse(typed);
  const { state } = page.visit;
  const cart = priceCart(page.shop, state.cart, state.code, typed['email']);
  // A code that does not fit must be seen and taken out by the shopper; the order is not placed without it silently.
  if (!read.success || cart.refusal !== undefined || cart.lines.length === 0) return checkoutPage(page, typed, 422);
  const { email, firstName, lastName, address1, city, zip, country, payment: pay, marketing } = read.data;
  const order = placeOrder(page.shop, {
    email,
    firstName,
    lastName,
    lines: state.cart,
    payment: pay,
    address: { firstName, lastName, address1, city, zip, country },
    discountCode: state.code,
    locale: page.words.locale,
    acceptsMarketing: marketing === 'on',
    noteAttributes: Object.entries(state.attributes).map(([name, value]) => ({ name, value })),
    titleOf: titlesFrom(page.dictionary.en),
  });
  page.visit.state = { cart: [], attributes: {} };
  saveVisit(page.shop, page.response, page.visit);
  page.response.redirect(303, `/checkouts/${order.token}/thank-you`);
}

function thanks(page: Page): void {
  const { t } = page.words;
  const order = findOrderByToken(page.shop, String(page.request.params['token']));
  if (!order) return missing(page);
  send(
    page,
    { title: t('thanks.title', { name: order.address.firstName }), watch: true },
    html`<section class="thanks">
        <h1>${t('thanks.title', { name: order.address.firstName })}</h1>
        <p class="lead">
          ${t('thanks.lead', { number: `#${order.number}` })}
          ${financialStatus(order) === 'pending' ? t('thanks.pending') : t('thanks.paid')}
        </p>
        <p><a class="button" href="/orders/${order.token}">${t('thanks.status')}</a></p>
        ${!page.customer && html`<p class="muted"><a href="/account/login?email=${encodeURIComponent(order.email)}">${t('nav.signIn')}</a> ${t('thanks.account')}</p>`}
      </section>
      ${orderSummary(page, order)}`,
  );
}

function statusPage(page: Page): void {
  const order = findOrderByToken(page.shop, String(page.request.params['token']));
  if (!order) return missing(page);
  const title = page.words.t('order.title', { number: `#${order.number}` });
  send(
    page,
    { title, watch: true },
    html`<h1>${title}</h1>
      <p class="muted">${page.words.t('order.placed', { date: page.words.date(order.createdAt) })}</p>
      ${orderSummary(page, order)}`,
  );
}

export function checkoutPages(parts: PageParts): Router {
  const router = express.Router();
  const page = (request: Request, response: Response) => openPage(parts, request, response);
  router.get('/checkout', (request: Request, response: Response) => {
    const opened = page(request, response);
    checkoutPage(opened, known(opened));
  });
  router.post('/checkout', (request: Request, response: Response) => place(page(request, response)));
  router.post('/checkout/discount', (request: Request, response: Response) => {
    const { visit } = page(request, response);
    visit.state.code = ((request.body as Typed)['code'] ?? '').trim().slice(0, 255) || undefined;
    saveVisit(parts.shop, response, visit);
    response.redirect(303, '/checkout');
  });
  router.get('/checkouts/:token/thank-you', (request: Request, response: Response) => thanks(page(request, response)));
  router.get('/orders/:token', (request: Request, response: Response) => statusPage(page(request, response)));
  return router;
}
