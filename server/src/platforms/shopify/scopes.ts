// What the app may do in a shop, and what each permission is for. The same lists as in shopify.app.toml, which Shopify reads; a test compares them.
import type { Lack, PermittedFeature } from '../platform.ts';

/** What stops working without it is the product's word for it. A feature needs all of its permissions. */
const NEEDED: Readonly<Record<string, PermittedFeature>> = {
  read_customers: 'customers',
  write_customers: 'customer-balance',
  read_customer_merge: 'customer-merges',
  read_orders: 'orders',
  read_products: 'products',
  read_discounts: 'discounts',
  write_discounts: 'discounts',
  read_gift_cards: 'gift-cards',
  write_gift_cards: 'gift-cards',
  read_store_credit_accounts: 'store-credit',
  read_store_credit_account_transactions: 'store-credit',
  write_store_credit_account_transactions: 'store-credit',
};

/** Shopify grants these on request only; the product is complete without them. */
const OPTIONAL: Readonly<Record<string, PermittedFeature>> = { read_all_orders: 'order-history' };

export const SCOPES: readonly string[] = Object.keys(NEEDED);
export const OPTIONAL_SCOPES: readonly string[] = Object.keys(OPTIONAL);

/** Who may write may read: Shopify lists only the stronger of the two. */
const holds = (granted: ReadonlySet<string>, scope: string): boolean =>
  granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));

/** Features in the order of the list above, each with the permissions that it lacks. */
export function lacking(granted: readonly string[]): Lack[] {
  const given = new Set(granted);
  const missing = (of: Readonly<Record<string, PermittedFeature>>, optional: boolean): Lack[] => {
    const scopes = Object.entries(of).filter(([scope]) => !holds(given, scope));
    return [...Map.groupBy(scopes, ([, feature]) => feature)].map(([feature, all]) => ({
      feature,
      permissions: all.map(([scope]) => scope),
      optional,
    }));
  };
  return [...missing(NEEDED, false), ...missing(OPTIONAL, true)];
}
