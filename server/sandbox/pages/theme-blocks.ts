/**
 * The app blocks of the theme extension as Liquid renders them: the same elements, attributes and places, with the words of the extension's own
 * locale files. Liquid itself is not run here; a test compares what stands here with what the Liquid files write.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Product } from '../shop/catalogue.ts';
import { priceIn } from '../shop/catalogue.ts';
import { classOf } from '../shop/discount.ts';
import { gid } from '../shop/ids.ts';
import type { PricedCart } from '../shop/price-cart.ts';
import { raw, html } from './html.ts';
import type { Html } from './html.ts';
import type { Page, PageParts } from './page.ts';

const texts = z.record(z.string(), z.string());
const words = z.object({ balance: texts, product: texts, cart: texts, account: texts, friends: texts });
type Words = z.infer<typeof words>;

/** Null: the extension was not built, or the app is not there. */
function wordsOf(page: Page): Words | null {
  const { themeFolder, shop, words: spoken } = page;
  const file = join(themeFolder, 'locales', spoken.locale === 'en' ? 'en.default.json' : `${spoken.locale}.json`);
  if (!hasAsset(page, 'lasting.js') || !shop.settings.get().installed || !existsSync(file)) return null;
  return words.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export const hasAsset = ({ themeFolder }: PageParts, name: string): boolean => existsSync(join(themeFolder, 'assets', name));

/** What the app keeps where Liquid can read it: in a metafield of the customer, in the app's own namespace. */
function known({ shop, customer }: Page, key: string): string | null {
  if (customer === undefined) return null;
  const sql = 'select value from metafields where owner = ? and namespace = ? and key = ?';
  return shop.db.one<{ value: string }>(sql, gid('Customer', customer.id), `app--${shop.clientId}`, key)?.value ?? null;
}

export function knownBalance(page: Page): number | null {
  const value = known(page, 'points');
  return value === null ? null : Number(value);
}

/** `{{ 'balance' | t: count: count }}`: the digits are those of the number as it is, because Liquid writes no others. */
export function balanceText(page: Page, count: number): string {
  const forms = wordsOf(page)?.balance ?? {};
  const form = forms[new Intl.PluralRules(page.words.locale).select(count)] ?? forms['other'] ?? '';
  return form.replace('{{ count }}', String(count));
}

const mark = raw(
  '<svg class="lasting-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M10 17c-4-1-6.5-4-6.5-8.5 4 0 6.5 3 6.5 8.5Zm0 0c0-7 2.5-12 7-14 1.5 6-1 12-7 14Z" /></svg>',
);
const common = ({ words: { locale }, customer }: Page): Html =>
  html`class="lasting-start" data-proxy="/apps/lasting" data-locale="${locale}" data-customer="${customer?.id ?? ''}"`;

export function productBlock(page: Page, product: Product): Html {
  const said = wordsOf(page);
  if (said === null) return html``;
  const { currency } = page.shop.settings.get();
  const prices = product.variants.map(({ id, price }) => `${id}:${priceIn(currency, price)}`).join(',');
  return html`<lasting-block
    ${common(page)}
    data-kind="product"
    data-product="${product.id}"
    data-variant="${product.variants[0]?.id}"
    data-prices="${prices}"
    ${product.giftCard && html`data-gift`}
    data-earn="${said.product['earn']}"
  >
    <p>${mark}<span data-slot="earn"></span></p>
  </lasting-block>`;
}

export function cartBlock(page: Page, { lines, subtotal, applied }: PricedCart): Html {
  const said = wordsOf(page)?.cart;
  if (said === undefined) return html``;
  const wanted = lines.map(
    ({ product, quantity, gross, discount }) => `${product.id}:${quantity}:${gross - discount}${product.giftCard ? ':gift' : ''}`,
  );
  // Liquid's cart.discount_applications are those on goods and on the order; what shipping costs is decided at the checkout.
  const codes = applied.flatMap(({ discount }) => (classOf(discount) === 'SHIPPING' ? [] : [`${discount.code},`]));
  return html`<lasting-block
    ${common(page)}
    data-kind="cart"
    data-lines="${wanted.join(',')}"
    data-total="${subtotal}"
    data-codes="${codes.join('')}"
    data-earn="${said['earn']}"
    data-redeem="${said['redeem']}"
    data-redeem-button="${said['redeem_button']}"
    data-apply="${said['apply']}"
    data-apply-button="${said['apply_button']}"
    data-remove="${said['remove']}"
    data-remove-button="${said['remove_button']}"
  >
    <p>${mark}<span data-slot="earn"></span></p>
    ${
      page.customer &&
      html`<div class="lasting-row">
        <span data-slot="reward" role="status"></span>
        <button class="lasting-button" type="button" data-slot="button" hidden></button>
      </div>`
    }
  </lasting-block>`;
}

export function accountBlock(page: Page): Html {
  const said = wordsOf(page)?.account;
  const balance = knownBalance(page);
  if (said === undefined || page.customer === undefined) return html``;
  return html`<lasting-block
    ${common(page)}
    data-kind="account"
    data-guest="${said['guest']}"
    data-left="${said['left']}"
    data-expiry="${said['expiry']}"
    data-code="${said['code']}"
  >
    <p class="lasting-strong" data-slot="balance">${balance !== null && balanceText(page, balance)}</p>
    <p data-slot="expiry"></p>
    <ul data-slot="codes"></ul>
  </lasting-block>`;
}

export function friendsBlock(page: Page): Html {
  const said = wordsOf(page)?.friends;
  if (said === undefined) return html``;
  const link = known(page, 'referral_link');
  return html`<lasting-block class="lasting-start" data-kind="friends">
    <div class="lasting-row">
      <p>${page.customer === undefined ? said['guest'] : said['text']}</p>
      <a class="lasting-button lasting-row" href="#lasting-referrals">${said['button']}</a>
    </div>
    ${link !== null && html`<p>${said['link']} <bdi dir="ltr">${link}</bdi></p>`}
  </lasting-block>`;
}
