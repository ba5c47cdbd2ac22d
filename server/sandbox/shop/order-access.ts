/**
 * Who may see whose order. As Shopify's page "About the order status page" has it, there are three states: its address alone shows what is no secret
 * (goods, state, total) and no extension; the link of a notification, or having just paid, shows the order (`pre_authenticated`); who is signed in
 * as its customer is `fully_authenticated`. That the link opens personal data is why its address is protected data (shopify.md, section 5).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Customer } from './customer.ts';
import type { Order } from './order.ts';
import type { Shop } from './shop.ts';

export type Access = 'public' | 'pre_authenticated' | 'fully_authenticated';

const keyOf = (shop: Shop, order: Order): string =>
  createHmac('sha256', shop.clientSecret).update(`order status ${order.token}`).digest('hex').slice(0, 32);

/** The path in the shop's mails and in `order_status_url`, in the form of the recorded ones. */
export const statusLink = (shop: Shop, order: Order): string => `/orders/${order.token}/authenticate?key=${keyOf(shop, order)}`;

export function keyFits(shop: Shop, order: Order, key: unknown): boolean {
  const wanted = Buffer.from(keyOf(shop, order));
  const given = Buffer.from(typeof key === 'string' ? key : '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** What proves, to who opens the page without the link, that the order is theirs. */
export const addressFits = (order: Order, email: unknown): boolean =>
  typeof email === 'string' && email.trim() !== '' && email.trim().toLowerCase() === order.email.toLowerCase();

/** `opened`: the tokens of the orders that this visit has placed, or was let into. */
export function accessTo(order: Order, { customer, opened }: { customer: Customer | undefined; opened: readonly string[] }): Access {
  if (customer !== undefined && customer.id === order.customerId) return 'fully_authenticated';
  return opened.includes(order.token) ? 'pre_authenticated' : 'public';
}
