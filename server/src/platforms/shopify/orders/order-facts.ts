// An order of Shopify in its own words, however it was read (webhook body or GraphQL). Both readers end here, so that both give one state.
import type { ReferralMark } from '../../../loyalty/referrals/mark.ts';

/** Amounts are minor units of the shop's currency, instants milliseconds. Prices contain the tax when `taxesIncluded`. */
export interface OrderFacts {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly createdAt: number;
  readonly processedAt: number | null;
  readonly updatedAt: number;
  readonly cancelled: boolean;
  readonly test: boolean;
  /** pending, authorized, partially_paid, paid, partially_refunded, refunded, voided, expired; null when Shopify does not say. */
  readonly financialStatus: string | null;
  readonly wholeFulfilled: boolean;
  readonly fulfillments: readonly FulfillmentFacts[];
  readonly taxesIncluded: boolean;
  readonly lines: readonly LineFacts[];
  readonly shippingLines: readonly ShippingFacts[];
  readonly tips: number;
  readonly duties: number;
  readonly fees: number;
  readonly paidByGiftCard: number;
  readonly paidByStoreCredit: number;
  readonly total: number;
  readonly refunds: readonly RefundFacts[];
  readonly codes: readonly string[];
  readonly channel: string | null;
  /** Where it goes, else where the bill goes. */
  readonly country: string | null;
  /** By whose link the cart was filled. */
  readonly referral: ReferralMark | null;
}

export interface FulfillmentFacts {
  readonly succeeded: boolean;
  readonly delivered: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface LineFacts {
  readonly id: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unitPrice: number;
  /** Of the line's own and the order's discounts: what fell on this line, for the ordered quantity. */
  readonly discount: number;
  readonly tax: number;
  readonly giftCard: boolean;
  /** Shopify states a tip as a line; it is no goods. */
  readonly tip: boolean;
}

export interface ShippingFacts {
  /** After discounts. */
  readonly price: number;
  readonly tax: number;
}

export interface RefundFacts {
  readonly id: string;
  readonly at: number | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly subtotal: number; readonly tax: number }[];
  readonly shipping: number;
  readonly shippingTax: number;
  readonly duties: number;
  readonly fees: number;
  /** Shopify's own words for what was given back beyond (negative) or below (positive) lines and shipping. */
  readonly discrepancies: readonly { readonly amount: number; readonly tax: number }[];
  readonly transactions: readonly TransactionFacts[];
}

export interface TransactionFacts {
  readonly succeeded: boolean;
  readonly refund: boolean;
  readonly amount: number;
  /** The customer paid in another currency: the amount was converted, and is exact only to the rounding. */
  readonly converted: boolean;
}
