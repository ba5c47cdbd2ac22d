/** The shop's own mail about an order: its link opens the page of the order (shop/order-access.ts). Only for orders of the checkout. */
import type { Order } from '../shop/order.ts';
import { statusLink } from '../shop/order-access.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

export function writeConfirmation(page: Page, order: Order): void {
  const { shop, words } = page;
  const { t } = words;
  const link = `https://${shop.domain}${statusLink(shop, order)}`;
  const values = { number: `#${order.number}`, shop: t('shop.name') };
  const body = html`<!doctype html>
    <html lang="${words.locale}" dir="${words.dir}">
      <head>
        <meta charset="utf-8" />
        <title>${t('mail.orderSubject', values)}</title>
      </head>
      <body>
        <p>${t('mail.orderText', values)}</p>
        <p><a href="${link}">${t('thanks.status')}</a></p>
      </body>
    </html>`;
  shop.db.run(
    'insert into mails (email, subject, text, html, at) values (?, ?, ?, ?, ?)',
    order.email,
    t('mail.orderSubject', values),
    `${t('mail.orderText', values)}\n\n${link}`,
    body.text,
    shop.now(),
  );
}
