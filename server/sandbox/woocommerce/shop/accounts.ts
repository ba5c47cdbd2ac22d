// Accounts of WordPress: shoppers, and staff who are told of as if they were shoppers.
import { orderOf, ShopRefuses, type Shop } from './shop.ts';
import type { Customer, Person } from './types.ts';

export interface NewAccount {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** `customer.created` is sent for any of them, an editor too (woocommerce.md §2). */
  readonly role?: string;
  readonly billing?: Person | null;
}

export function accountOf(shop: Shop, id: number): Customer {
  const account = shop.customers.get(id);
  if (account === undefined) throw new ShopRefuses(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
  return account;
}

/** Registering links no order, whatever was ordered with the address before (woocommerce.md §1.11, webhooks/45). */
export function register(shop: Shop, { email, firstName = '', lastName = '', role = 'customer', billing = null }: NewAccount): number {
  const taken = [...shop.customers.values()].some((one) => one.email.toLowerCase() === email.toLowerCase());
  if (taken) throw new ShopRefuses(400, 'registration-error-email-exists', 'An account is already registered with that address.');
  const now = shop.now();
  const id = shop.nextUser();
  shop.customers.set(id, { id, createdAt: now, modifiedAt: now, email, firstName, lastName, role, billing });
  shop.fire('user_register', id);
  shop.fire('woocommerce_update_customer', id);
  return id;
}

/** The thank-you page's block: the account gets that one order, and no other (woocommerce.md §5, webhooks/40 to 42). */
export function accountAfterPurchase(shop: Shop, orderId: number): number {
  const order = orderOf(shop, orderId);
  const { email, firstName, lastName } = order.billing;
  const id = register(shop, { email, firstName, lastName, billing: order.billing });
  order.customerId = id;
  order.modifiedAt = shop.now();
  shop.fire('woocommerce_update_order', orderId);
  return id;
}

export function changeAccount(shop: Shop, id: number, change: Partial<Pick<Customer, 'email' | 'firstName' | 'lastName'>>): void {
  Object.assign(accountOf(shop, id), change, { modifiedAt: shop.now() });
  shop.fire('profile_update', id);
}

/** Told for shoppers alone (woocommerce.md §2). */
export function deleteAccount(shop: Shop, id: number): Customer {
  const account = accountOf(shop, id);
  shop.customers.delete(id);
  if (account.role === 'customer') shop.fire('delete_user', id);
  return account;
}
