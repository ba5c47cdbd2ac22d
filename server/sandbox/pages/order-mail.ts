/** The shop's own mail about an order: its link opens the page of the order (shop/order-access.ts). Only for orders of the checkout. */
import type { Order } from '../shop/order.ts';
import { statusLink } from '../shop/order-access.ts';
import type { Page } from './page.ts';

export function writeConfirmation({ shop, words: { t } }: Page, order: Order): void {
  const values = { number: `#${order.number}`, shop: t('shop.name') };
  const text = `${t('mail.orderText', values)} https://${shop.domain}${statusLink(shop, order)}`;
  const sql = 'insert into mails (email, subject, text, at) values (?, ?, ?, ?)';
  shop.db.run(sql, order.email, t('mail.orderSubject', values), text, shop.now());
}
