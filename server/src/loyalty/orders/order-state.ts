// One order as a store says it is now, in words no store owns. Everything about points follows from this and from nothing before it.
import type { OrderId } from '../ids.ts';
import type { ReferralMark } from '../referrals/mark.ts';

/** Instants are milliseconds since 1970 UTC; amounts are minor units of the order's currency. */
export interface OrderState {
  readonly orderId: OrderId;
  /** What people call it: "#1001". */
  readonly name: string;
  readonly currency: string;
  readonly placedAt: number;
  /** When the store last changed it; 0 when the store gave no version. Two states of one order are compared by it. */
  readonly version: number;
  readonly standing: Standing;
  readonly payment: 'unpaid' | 'partly-paid' | 'paid';
  readonly paidAt: number | null;
  readonly fulfilledAt: number | null;
  readonly deliveredAt: number | null;
  /** The amounts of lines contain their tax, as the shop's prices do. Where it is false, tax comes on top and is stated beside it. */
  readonly taxesIncluded: boolean;
  readonly lines: readonly OrderLine[];
  /** Everything that is not goods, each kind once, as charged before refunds. */
  readonly charges: Charges;
  readonly refunds: readonly Refund[];
  /** Discount codes on the order, as typed: a reward of ours is recognised by its code. */
  readonly codes: readonly string[];
  /** web, pos, draft, manual, subscription ...: the store's own word. */
  readonly channel: string | null;
  readonly total: number;
  /** ISO 3166-1, two letters: where it goes, else where the bill goes. null: not said; absent in orders that were kept before it was read. */
  readonly country?: string | null;
  /** A renewal of a subscription; absent: no, or not said. */
  readonly subscriptionRenewal?: boolean;
  /** By whose link the cart was filled, if it says so. Absent: it does not, or the order was kept before that was read. */
  readonly referral?: ReferralMark | null;
}

/** `open` may earn; every other standing deserves nothing, and says why. */
export type Standing = 'open' | 'cancelled' | 'refunded' | 'failed' | 'deleted' | 'test';

export interface OrderLine {
  readonly lineId: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  /** As ordered, and what remains of it after edits and refunds by line. */
  readonly quantity: number;
  readonly currentQuantity: number;
  /** After discounts, for the ordered quantity. */
  readonly net: number;
  /** After discounts, edits and refunds by line: what the customer kept of this line. */
  readonly currentNet: number;
  readonly tax: number;
  readonly discount: number;
  readonly giftCard: boolean;
  readonly tags: readonly string[];
}

export interface Charges {
  readonly shipping: number;
  readonly shippingTax: number;
  readonly goodsTax: number;
  readonly tips: number;
  readonly duties: number;
  readonly fees: number;
  /** A positive number: what negative fees took off the goods. */
  readonly feeReductions: number;
  readonly paidByGiftCard: number;
  readonly paidByStoreCredit: number;
}

/** Of an order that was charged nothing beside its goods. */
export const NO_CHARGES: Charges = {
  shipping: 0,
  shippingTax: 0,
  goodsTax: 0,
  tips: 0,
  duties: 0,
  fees: 0,
  feeReductions: 0,
  paidByGiftCard: 0,
  paidByStoreCredit: 0,
};

export interface Refund {
  readonly refundId: string;
  readonly at: number | null;
  /** The whole amount given back, a positive number, tax and shipping included. */
  readonly amount: number;
  /** Of it: goods that belong to no line (amount-only refunds). This part lowers the goods; lines already carry their own. */
  readonly goodsWithoutLines: number;
  readonly shipping: number;
  readonly tax: number;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly net: number }[];
}
