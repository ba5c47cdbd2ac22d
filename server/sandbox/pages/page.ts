/** What every page of the sandbox is given, and the frame around it: strip, header, footer, and the app's theme extension. */
import type { Request, Response } from 'express';
import { findCustomer } from '../shop/customer.ts';
import type { Customer } from '../shop/customer.ts';
import type { FaultsStore } from '../faults/faults.ts';
import type { Shop } from '../shop/shop.ts';
import { LOCALES } from '../shop/words.ts';
import type { Dictionary, Words } from '../shop/words.ts';
import { localeOf, visitOf } from '../http/visit.ts';
import type { Visit } from '../http/visit.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { styles } from './styles.ts';
import { balanceText, hasAsset, knownBalance } from './theme-blocks.ts';

export interface PageParts {
  shop: Shop;
  dictionary: Dictionary;
  /** extensions/theme of the repository, which a Shopify theme would load through the app embed. */
  themeFolder: string;
  faults: FaultsStore;
}

export interface Page extends PageParts {
  request: Request;
  response: Response;
  visit: Visit;
  customer: Customer | undefined;
  words: Words;
  money(minor: number, currency?: string): string;
}

export function openPage(parts: PageParts, request: Request, response: Response): Page {
  const visit = visitOf(parts.shop, request);
  const words = parts.dictionary[localeOf(request, response)];
  const customer = visit.customerId === undefined ? undefined : findCustomer(parts.shop, visit.customerId);
  const money = (minor: number, currency = parts.shop.settings.get().currency) => words.money(minor, currency);
  return { ...parts, request, response, visit, customer, words, money };
}

/** Who a cart is priced for: the account it is in, which an e-mail alone is not. */
export function buyerOf({ customer, words }: Page): { email?: string; signedIn?: number; locale: string } {
  return { ...(customer ? { email: customer.email, signedIn: customer.id } : {}), locale: words.locale };
}

export const handleOf = (shop: Shop): string => shop.domain.split('.')[0] ?? shop.domain;

function languages(page: Page): Html {
  const url = new URL(page.request.originalUrl, 'http://shop');
  const links = LOCALES.map((locale) => {
    url.searchParams.set('lang', locale);
    const current = locale === page.words.locale ? 'true' : 'false';
    const name = page.dictionary[locale].t('language');
    return html`<a href="${url.pathname + url.search}" lang="${locale}" hreflang="${locale}" aria-current="${current}">${name}</a>`;
  });
  return html`<span class="languages" role="group" aria-label="${page.words.t('strip.language')}">${links}</span>`;
}

/** The way to the fault panel; while something goes wrong on purpose it says so. */
export function faultsLink(page: Page): Html {
  const { t } = page.words;
  const on = page.faults.any();
  return html`<a href="/store-admin/faults" class="${on ? 'alarm' : ''}">${on ? t('strip.faultsOn') : t('strip.faults')}</a>`;
}

function strip(page: Page): Html {
  const { t } = page.words;
  return html`<nav class="strip" aria-label="${t('strip.label')}">
    <strong>${t('strip.label')}</strong>
    <span class="strip-links">
      <a href="/">${t('strip.shop')}</a>
      <a href="/store/${handleOf(page.shop)}/apps/lasting">${t('strip.loyalty')}</a>
      <a href="/store-admin">${t('strip.store')}</a>
      <a href="/mailbox">${t('strip.mailbox')}</a>
      ${faultsLink(page)}
    </span>
    ${languages(page)}
  </nav>`;
}

function header(page: Page): Html {
  const { t } = page.words;
  const pieces = page.visit.state.cart.reduce((sum, line) => sum + line.quantity, 0);
  return html`<header class="header">
    <a class="brand" href="/">${t('shop.name')}</a>
    <nav class="categories" aria-label="${t('nav.menu')}">
      ${['tea', 'coffee', 'ceramics', 'gifts'].map((one) => html`<a href="/?category=${one}">${t(`nav.${one}`)}</a>`)}
    </nav>
    <span class="header-end">
      <a href="/account">${page.customer ? t('nav.account') : t('nav.signIn')}</a>
      <a href="/cart" class="cart-link">${t('nav.cart')}${pieces > 0 && html` <b>${page.words.number(pieces)}</b>`}</a>
    </span>
  </header>`;
}

/** The app embed block as a theme renders it: one root element before the end of the body, and the assets of the extension. */
function embed(page: Page, watch: boolean): Html {
  const { shop, customer, words } = page;
  if (!shop.settings.get().installed) return html``;
  const balance = knownBalance(page);
  const root = html`<div
    id="lasting-root"
    data-shop="${shop.domain}"
    data-proxy="/apps/lasting"
    data-locale="${words.locale}"
    data-customer="${customer?.id ?? ''}"
    data-currency="${shop.settings.get().currency}"
    data-account-url="${customer ? '/account' : '/account/login'}"
    ${balance !== null && html`data-points="${balance}"`}
    ${watch && html`data-watch`}
  ></div>`;
  const withoutScript =
    balance !== null &&
    hasAsset(page, 'lasting.css') &&
    html`<noscript
      ><link rel="stylesheet" href="/extensions/theme/assets/lasting.css" /><a class="lasting-points" href="/account"
        >${balanceText(page, balance)}</a
      ></noscript
    >`;
  const script = hasAsset(page, 'lasting.js') && html`<script src="/extensions/theme/assets/lasting.js" defer></script>`;
  return html`${root}${withoutScript}${script}`;
}

/** A block asks for the style of its schema: a theme loads it where one stands on the page. */
const blockStyle = (page: Page): Html =>
  html`${page.shop.settings.get().installed && hasAsset(page, 'lasting-blocks.css') && html`<link rel="stylesheet" href="/extensions/theme/assets/lasting-blocks.css" />`}`;

export interface Frame {
  title: string;
  kind?: 'storefront' | 'back';
  script?: string;
  status?: number;
  /** Points are about to change: the app embed is asked to look for them a few times. */
  watch?: boolean;
  /** A block of the app stands on it. */
  blocks?: boolean;
}

export function send(
  page: Page,
  { title, kind = 'storefront', script, status = 200, watch = false, blocks = false }: Frame,
  main: Html,
): void {
  const { t, locale, dir } = page.words;
  const shown = kind === 'storefront' && embed(page, watch);
  const document = html`<!doctype html>
    <html lang="${locale}" dir="${dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${t('shop.name')}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        ${styles} ${blocks && blockStyle(page)}
      </head>
      <body class="${kind}">
        ${strip(page)} ${kind === 'storefront' && header(page)}
        <main>${main}</main>
        ${
          kind === 'storefront' &&
          html`<footer class="footer">
            <p>${t('shop.tagline')}</p>
            <p>${t('shop.footer')}</p>
          </footer>`
        }
        ${script !== undefined && html`<script src="/assets/${script}" defer></script>`}
        ${main.text.includes('data-extension-target') && html`<script type="module" src="/extension-host/host.js"></script>`} ${shown}
      </body>
    </html>`;
  page.response.status(status).type('html').send(document.text);
}
