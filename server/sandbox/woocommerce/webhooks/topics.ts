// Which of WordPress' hooks feed which topic (woocommerce.md §2, "Which hooks feed them"; rest/02 shows some).

const TOPICS: Readonly<Record<string, readonly string[]>> = {
  'order.created': ['woocommerce_new_order'],
  'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
  'order.deleted': ['woocommerce_trash_order'],
  'order.restored': ['woocommerce_untrash_order'],
  'customer.created': ['user_register', 'woocommerce_created_customer', 'woocommerce_new_customer'],
  'customer.updated': ['profile_update', 'woocommerce_update_customer'],
  'customer.deleted': ['delete_user'],
  'coupon.created': ['woocommerce_new_coupon'],
  'coupon.updated': ['woocommerce_update_coupon'],
  'coupon.deleted': ['wp_trash_post'],
  'product.created': ['woocommerce_new_product'],
  'product.updated': ['woocommerce_update_product'],
};

/** Any action of WooCommerce can be a topic. */
const ACTION = /^action\.((?:woocommerce|wc)_[a-z0-9_-]+)$/;

export const isTopic = (topic: string): boolean => topic in TOPICS || ACTION.test(topic);

export function hooksOf(topic: string): readonly string[] {
  const action = ACTION.exec(topic)?.[1];
  return action === undefined ? (TOPICS[topic] ?? []) : [action];
}
