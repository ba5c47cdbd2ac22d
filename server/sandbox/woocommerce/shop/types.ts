// What a WooCommerce store keeps. Money is in minor units of a currency with two decimals; times are milliseconds.

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
}

export interface Meta {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly sku: string;
  readonly price: number;
  readonly categories: readonly Category[];
  readonly tags: readonly { readonly id: number; readonly name: string }[];
  readonly managesStock: boolean;
  /** `private` and `draft` are not in a list unless it asks for any status. */
  readonly status: 'publish' | 'private' | 'draft';
  readonly createdAt: number;
}

export interface Category {
  readonly id: number;
  readonly name: string;
}

export interface Line {
  readonly id: number;
  readonly product: Product;
  readonly quantity: number;
  /** Before coupons, and after. */
  readonly subtotal: number;
  readonly total: number;
}

export interface CouponLine {
  readonly id: number;
  /** 0: a virtual one, which a plugin answered for. */
  readonly couponId: number;
  readonly code: string;
  readonly kind: DiscountKind;
  readonly amount: number;
  readonly discount: number;
}

export interface Fee {
  readonly id: number;
  readonly name: string;
  readonly total: number;
}

export interface RefundLine {
  readonly id: number;
  readonly of: Line;
  readonly quantity: number;
  readonly total: number;
}

export interface Refund {
  readonly id: number;
  readonly at: number;
  readonly amount: number;
  readonly reason: string;
  readonly lines: readonly RefundLine[];
  readonly shipping: number;
}

export type PaymentMethod = 'cod' | 'bacs' | 'card';
export type DiscountKind = 'fixed_cart' | 'percent' | 'fixed_product';

export interface Order {
  readonly id: number;
  /** pending, on-hold, processing, completed, cancelled, refunded, failed, checkout-draft, trash, or what a plugin invented. */
  status: string;
  statusBeforeTrash: string | null;
  readonly createdAt: number;
  modifiedAt: number;
  paidAt: number | null;
  completedAt: number | null;
  /** 0: a guest. */
  customerId: number;
  billing: Person;
  readonly method: PaymentMethod;
  readonly createdVia: 'store-api' | 'checkout' | 'rest-api' | 'admin';
  lines: readonly Line[];
  coupons: readonly CouponLine[];
  fees: readonly Fee[];
  shipping: number;
  /** Newest first, as they are told. */
  refunds: readonly Refund[];
  meta: Meta[];
  /** Its coupons count as used by it. */
  countsUse: boolean;
}

export interface Customer {
  readonly id: number;
  readonly createdAt: number;
  modifiedAt: number;
  email: string;
  firstName: string;
  lastName: string;
  role: string;
  billing: Person | null;
}

export interface Coupon {
  readonly id: number;
  /** Always in lower case. */
  readonly code: string;
  status: 'publish' | 'trash';
  readonly kind: DiscountKind;
  /** As it was written: a sum in minor units, or hundredths of a percent. */
  readonly amount: number;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** Everything else that a coupon can say, as the answer shows it. */
  readonly rest: Readonly<Record<string, unknown>>;
  usageCount: number;
  usedBy: string[];
}

export interface Webhook {
  readonly id: number;
  name: string;
  topic: string;
  deliveryUrl: string;
  secret: string;
  status: 'active' | 'paused' | 'disabled';
  failures: number;
  readonly createdAt: number;
  modifiedAt: number | null;
}

export interface ApiKey {
  readonly id: number;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly permissions: 'read' | 'write' | 'read_write';
}
