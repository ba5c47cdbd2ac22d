export const TOPICS = [
  'orders/create',
  'orders/paid',
  'orders/updated',
  'orders/edited',
  'orders/cancelled',
  'orders/fulfilled',
  'orders/delete',
  'refunds/create',
  'order_transactions/create',
  'customers/create',
  'customers/update',
  'customers/enable',
  'customers/disable',
  'customers/delete',
  'customers/merge',
  'discounts/create',
  'discounts/update',
  'discounts/delete',
  'bulk_operations/finish',
  'app/uninstalled',
  'app/scopes_update',
  'shop/update',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

export type Topic = (typeof TOPICS)[number];

export const COMPLIANCE: readonly Topic[] = ['customers/data_request', 'customers/redact', 'shop/redact'];
