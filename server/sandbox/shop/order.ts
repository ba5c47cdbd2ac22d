/** An order as the shop keeps it: facts only (minor units, milliseconds). Every sum is computed from them in order-money.ts. */
export interface Line {
  id: number;
  sku: string;
  productId: number;
  variantId: number;
  title: string;
  variantTitle: string | null;
  price: number;
  quantity: number;
  /** The discount of the line as bought, and how many units it was given for: units added later are at full price. */
  discount: number;
  discountedQuantity: number;
  /** What each of the order's discounts takes off the line, by its place in `discounts`. */
  parts: { index: number; amount: number }[];
  fulfilled: number;
  giftCard: boolean;
  grams: number;
}

export type TransactionKind = 'sale' | 'authorization' | 'capture' | 'refund' | 'void';

export interface Transaction {
  id: number;
  kind: TransactionKind;
  status: 'success' | 'pending' | 'failure';
  gateway: string;
  amount: number;
  at: number;
  parentId: number | null;
  /** The gift card that paid, and the end of its code. */
  giftCardId?: number | undefined;
  giftCardEnd?: string | undefined;
}

export type RestockType = 'no_restock' | 'cancel' | 'return';

export interface RefundLine {
  id: number;
  lineId: number;
  quantity: number;
  subtotal: number;
  tax: number;
  restockType: RestockType;
}

export interface Adjustment {
  id: number;
  kind: 'shipping_refund' | 'refund_discrepancy';
  amount: number;
  tax: number;
}

export interface Refund {
  id: number;
  at: number;
  note: string | null;
  lines: RefundLine[];
  adjustments: Adjustment[];
  transactionIds: number[];
}

export interface Address {
  firstName: string;
  lastName: string;
  address1: string;
  city: string;
  zip: string;
  country: string;
  /** Typed for the carrier; left out: none was. */
  phone?: string | undefined;
}

/** The browser in which an order was placed. */
export interface Client {
  address: string;
  userAgent: string | null;
  language: string | null;
  landingSite: string;
  referringSite: string | null;
}

export interface AppliedDiscount {
  /** Empty: an automatic one, known by its title. */
  code: string;
  title: string;
  valueType: 'percentage' | 'fixed_amount';
  /** A percentage in basis points, or an amount in minor units. */
  value: number;
  target: 'line_item' | 'shipping_line';
  /** For every piece, or once for all that it speaks of. */
  allocation: 'across' | 'each';
  selection: 'all' | 'entitled';
}

export interface Order {
  id: number;
  number: number;
  token: string;
  cartToken: string;
  checkoutId: number;
  /** Null: the till or the merchant wrote an address and named no customer, as in order-without-customer.json. */
  customerId: number | null;
  email: string;
  locale: string;
  createdAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  closedAt: number | null;
  test: boolean;
  currency: string;
  taxesIncluded: boolean;
  taxRateBp: number;
  lines: Line[];
  shippingLineId: number;
  shipping: number;
  shippingDiscount: number;
  /** In the order in which the codes were entered. */
  discounts: AppliedDiscount[];
  transactions: Transaction[];
  refunds: Refund[];
  fulfillments: { id: number; at: number; lines: { lineId: number; quantity: number }[] }[];
  address: Address;
  noteAttributes: { name: string; value: string }[];
  note: string | null;
  tags: string[];
  acceptsMarketing: boolean;
  gateway: string;
  /** Left out: the online store. */
  channel?: 'pos' | undefined;
  /** Left out: no browser was there, as at the till and for a script. */
  client?: Client | undefined;
}

/** The codes that were used; automatic discounts have none. */
export const codesOf = ({ discounts }: Pick<Order, 'discounts'>): string[] => discounts.flatMap(({ code }) => (code === '' ? [] : [code]));
