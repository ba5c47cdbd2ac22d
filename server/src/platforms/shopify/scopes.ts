// What the app may do in a shop. The same list as in shopify.app.toml, which Shopify reads; a test compares them.
export const SCOPES: readonly string[] = [
  'read_customers',
  'write_customers',
  'read_customer_merge',
  'read_orders',
  'read_products',
  'read_discounts',
  'write_discounts',
  'read_gift_cards',
  'write_gift_cards',
  'read_store_credit_accounts',
  'read_store_credit_account_transactions',
  'write_store_credit_account_transactions',
];
