/** The storefront: all goods, one of them, the cart. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { saveVisit } from '../http/visit.ts';
import { PRODUCTS, findBySku, findByVariantId, priceIn } from '../shop/catalogue.ts';
import type { Product } from '../shop/catalogue.ts';
import { automaticRows, priceCart } from '../shop/price-cart.ts';
import type { PricedCart, PricedLine } from '../shop/price-cart.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { illustration } from './illustrations.ts';
import { buyerOf, openPage, send } from './page.ts';
import type { Page, PageParts } from './page.ts';
import { cartBlock, productBlock } from './theme-blocks.ts';

const FREE_SHIPPING_FROM = 6000;
const MOST_OF_ONE = 99;

export const titleIn = (page: Page, product: Product): string => page.words.t(`products.${product.handle}.title`);
export const optionIn = (page: Page, option: string): string => (option === '' ? '' : page.words.t(`options.${option}`));

function card(page: Page, product: Product): Html {
  const { currency } = page.shop.settings.get();
  const prices = product.variants.map((one) => one.price);
  const lowest = page.money(priceIn(currency, Math.min(...prices)));
  const price = new Set(prices).size > 1 ? page.words.t('product.from', { price: lowest }) : lowest;
  const title = titleIn(page, product);
  return html`<li>
    <a class="card" href="/products/${product.handle}">
      ${illustration(product, title)}
      <span class="card-title">${title}</span>
      <span class="card-price">${price}</span>
    </a>
  </li>`;
}

function home(page: Page): void {
  const { t } = page.words;
  const asked = page.request.query['category'];
  const category = ['tea', 'coffee', 'ceramics', 'gifts'].find((one) => one === asked);
  const shown = category ? PRODUCTS.filter((product) => product.category === category) : PRODUCTS;
  const teapot = PRODUCTS.find((product) => product.handle === 'stoneware-teapot');
  const hero = html`<section class="hero">
    <div>
      <h1>${t('home.title')}</h1>
      <p>${t('home.lead')}</p>
      <a class="button" href="/products/stoneware-teapot">${t('home.cta')}</a>
    </div>
    ${teapot && illustration(teapot, titleIn(page, teapot))}
  </section>`;
  send(
    page,
    { title: category ? t(`nav.${category}`) : t('nav.all') },
    html`${category ? html`<h1>${t(`nav.${category}`)}</h1>` : hero}
      <ul class="grid">
        ${shown.map((product) => card(page, product))}
      </ul>`,
  );
}

function options(page: Page, product: Product): Html {
  const { t } = page.words;
  const { currency } = page.shop.settings.get();
  const [only] = product.variants;
  if (product.variants.length === 1 && only) return html`<input type="hidden" name="id" value="${only.id}" />`;
  return html`<fieldset class="options">
    <legend>${t('product.option')}</legend>
    ${product.variants.map(
      (one, at) =>
        html`<label class="option">
          <input type="radio" name="id" value="${one.id}" ${at === 0 && html`checked`} />
          <span>${optionIn(page, one.option)}</span> <span class="muted">${page.money(priceIn(currency, one.price))}</span>
        </label>`,
    )}
  </fieldset>`;
}

function productPage(page: Page): void {
  const { t } = page.words;
  const product = PRODUCTS.find((one) => one.handle === page.request.params['handle']);
  if (!product) return missing(page);
  const title = titleIn(page, product);
  const { currency } = page.shop.settings.get();
  const [first] = product.variants;
  send(
    page,
    { title, blocks: true },
    html`<p class="crumb"><a href="/">${t('product.back')}</a></p>
      <article class="product">
        <div class="picture">${illustration(product, title)}</div>
        <div>
          <h1>${title}</h1>
          <p class="price">${first && page.money(priceIn(currency, first.price))}</p>
          ${productBlock(page, product)}
          <p>${t(`products.${product.handle}.text`)}</p>
          <form method="post" action="/cart/add">
            ${options(page, product)}
            <label class="field narrow"
              >${t('product.quantity')}
              <input type="number" name="quantity" value="1" min="1" max="${MOST_OF_ONE}" inputmode="numeric" required
            /></label>
            <button class="button" type="submit">${t('product.add')}</button>
          </form>
          <p class="muted small">${t('product.tax', { price: page.money(priceIn(currency, FREE_SHIPPING_FROM)) })}</p>
        </div>
      </article>`,
  );
}

export function lineRow(page: Page, line: PricedLine, end: Html): Html {
  const title = titleIn(page, line.product);
  const option = optionIn(page, line.variant.option);
  return html`<li class="line">
    ${illustration(line.product, title)}
    <span class="line-text"
      ><a href="/products/${line.product.handle}">${title}</a>${option !== '' && html` <span class="muted small">${option}</span>`}</span
    >
    ${end}
  </li>`;
}

/** The codes of the cart: what each takes off the goods, or why it does not yet. */
function cartCodes(page: Page, { codes, applied }: PricedCart): Html[] {
  const { t } = page.words;
  return codes.map(({ code, refusal }) => {
    const found = applied.find(({ discount }) => discount.code === code);
    const shown = found?.discount.kind === 'DiscountCodeFreeShipping' ? t('checkout.shipping') : page.money(-(found?.amount ?? 0));
    const end = refusal === undefined ? html`<b>${shown}</b>` : html`<span class="muted">${t(`refusals.${refusal}`)}</span>`;
    return html`<p class="sum">
      <span>${t('checkout.discountLine')} <bdi class="code">${code}</bdi></span> ${end}
    </p>`;
  });
}

function cartPage(page: Page): void {
  const { t } = page.words;
  const { cart, codes } = page.visit.state;
  const priced = priceCart(page.shop, cart, { codes, ...buyerOf(page) });
  const { lines, subtotal } = priced;
  if (lines.length === 0) {
    return send(
      page,
      { title: t('cart.title') },
      html`<h1>${t('cart.title')}</h1>
        <p>${t('cart.empty')}</p>
        <p><a class="button" href="/">${t('cart.continue')}</a></p>`,
    );
  }
  const rows = lines.map((line) =>
    lineRow(
      page,
      line,
      html`<input
          type="number"
          name="${line.variant.sku}"
          value="${line.quantity}"
          min="0"
          max="${MOST_OF_ONE}"
          aria-label="${t('product.quantity')}"
        />
        <span class="amount">${page.money(line.gross)}</span>`,
    ),
  );
  send(
    page,
    { title: t('cart.title'), blocks: true },
    html`<h1>${t('cart.title')}</h1>
      <form method="post" action="/cart" class="cart">
        <ul class="lines">
          ${rows}
        </ul>
        ${cartCodes(page, priced)}
        ${automaticRows(priced).map(([message, amount]) => html`<p class="sum small"><bdi>${message}</bdi> <span>${page.money(-amount)}</span></p>`)}
        <p class="sum"><span>${t('cart.subtotal')}</span> <b>${page.money(subtotal)}</b></p>
        <p class="actions">
          <button class="button quiet" type="submit">${t('cart.update')}</button>
          <a class="button" href="/checkout">${t('cart.checkout')}</a>
        </p>
      </form>
      ${cartBlock(page, priced)}`,
  );
}

export function missing(page: Page): void {
  const { t } = page.words;
  send(
    page,
    { title: t('missing.title'), status: 404 },
    html`<h1>${t('missing.title')}</h1>
      <p>${t('missing.lead')}</p>
      <p><a class="button" href="/">${t('cart.continue')}</a></p>`,
  );
}

const quantityIn = (value: unknown): number => Math.max(0, Math.min(MOST_OF_ONE, Math.floor(Number(value)) || 0));

export function addToCart(page: Page, sku: string, quantity: number): void {
  const { cart } = page.visit.state;
  const found = cart.find((line) => line.sku === sku);
  if (!findBySku(sku) || quantity === 0) return;
  if (found) found.quantity = Math.min(MOST_OF_ONE, found.quantity + quantity);
  else cart.push({ sku, quantity });
  saveVisit(page.shop, page.response, page.visit);
}

export function shopPages(parts: PageParts): Router {
  const router = express.Router();
  const page = (request: Request, response: Response) => openPage(parts, request, response);
  router.get('/', (request: Request, response: Response) => home(page(request, response)));
  router.get('/products/:handle', (request: Request, response: Response) => productPage(page(request, response)));
  router.get('/cart', (request: Request, response: Response) => cartPage(page(request, response)));
  router.post('/cart/add', (request: Request, response: Response) => {
    const { id, sku, quantity } = request.body as Record<string, unknown>;
    addToCart(page(request, response), findByVariantId(Number(id))?.variant.sku ?? String(sku), quantityIn(quantity));
    response.redirect(303, '/cart');
  });
  router.post('/cart', (request: Request, response: Response) => {
    const { visit } = page(request, response);
    const wanted = request.body as Record<string, unknown>;
    visit.state.cart = visit.state.cart
      .map(({ sku, quantity }) => ({ sku, quantity: sku in wanted ? quantityIn(wanted[sku]) : quantity }))
      .filter((line) => line.quantity > 0);
    saveVisit(parts.shop, response, visit);
    response.redirect(303, '/cart');
  });
  return router;
}
