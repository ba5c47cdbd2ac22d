/** An order that the merchant writes, or the till takes: with an address, and with a customer or without one. */
import { z } from 'zod';
import { PRODUCTS } from '../shop/catalogue.ts';
import type { Purchase } from '../shop/place-order.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { optionIn, titleIn } from './shop-pages.ts';

const form = z.object({
  sku: z.string(),
  quantity: z.coerce.number().int().min(1).max(99),
  email: z.email(),
  withoutCustomer: z.literal('on').optional(),
});

export function newOrderIn(typed: unknown): Pick<Purchase, 'email' | 'lines' | 'withoutCustomer' | 'channel'> {
  const { sku, quantity, email, withoutCustomer } = form.parse(typed);
  return { email, lines: [{ sku, quantity }], withoutCustomer: withoutCustomer === 'on', channel: 'pos' };
}

export function newOrderPanel(page: Page): Html {
  const { t } = page.words;
  const goods = PRODUCTS.flatMap((product) =>
    product.variants.map(({ sku, option }) => html`<option value="${sku}">${titleIn(page, product)} ${optionIn(page, option)}</option>`),
  );
  return html`<section class="panel">
    <h2>${t('admin.newOrder')}</h2>
    <form method="post" action="/store-admin/orders" class="form">
      <div class="two">
        <label class="field"
          >${t('order.items')}
          <select name="sku">
            ${goods}
          </select></label
        >
        <label class="field">${t('product.quantity')} <input type="number" name="quantity" value="1" min="1" max="99" required /></label>
      </div>
      <label class="field">${t('checkout.email')} <input type="email" name="email" required maxlength="120" autocomplete="off" /></label>
      <label class="check"><input type="checkbox" name="withoutCustomer" checked /> ${t('admin.withoutCustomer')}</label>
      <p class="muted small">${t('admin.withoutCustomerNote')}</p>
      <button class="button quiet" type="submit">${t('admin.takeOrder')}</button>
    </form>
  </section>`;
}
