// What a store can tell us, in words no store owns. A normaliser turns a delivery into these; reactions turn these into commands.
import type { OrderId } from './ids.ts';
import type { OrderState } from './orders/order-state.ts';
import type { OrderTraces } from './orders/order-traces.ts';

/** Who an order or an account belongs to, as the store knows it. Personal data: goes to `members/` only, never into an entry. */
export interface CustomerIdentity {
  /** The store's own customer id; null for a guest order without a customer. */
  readonly externalId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The person can sign in: an account, not a guest record. */
  readonly hasAccount: boolean;
  /** The store itself had the person prove that mail to the address reaches them; what somebody typed into a form proves nothing. */
  readonly emailVerified: boolean;
  readonly locale: string | null;
}

/** Whom the law's requests are about: by the store's id, by an address, or by both; either may be missing. */
export interface NamedPerson {
  readonly externalId: string | null;
  readonly email: string | null;
}

/** What a state of the order must show to make asking needless: it is not older than the change, and holds the refund it was about. */
export interface Shown {
  readonly at: number;
  readonly refundId: string | null;
  /** The change was a payment, so a state that is paid shows it. */
  readonly paid: boolean;
}

export type StoreEvent =
  /**
   * The order's present state was pushed to us. `complete: false`: the message leaves something out that the store would tell when asked
   * (which lines a refund was for), so it is asked where it can be.
   */
  | {
      readonly kind: 'order-stated';
      readonly order: OrderState;
      readonly customer: CustomerIdentity;
      readonly complete: boolean;
      readonly traces?: OrderTraces;
    }
  /** The store was asked, and this is what it answered some time after `readAt`. */
  | { readonly kind: 'order-read'; readonly order: OrderState; readonly customer: CustomerIdentity; readonly readAt: number }
  /** What was ordered of the store's past lies ready. */
  | { readonly kind: 'history-ready' }
  /** Nothing new of the order: what is kept of it may deserve something else by now. */
  | { readonly kind: 'order-kept'; readonly orderId: OrderId }
  /** Something happened to the order, but the message does not carry its state: ask the store. */
  | { readonly kind: 'order-changed'; readonly orderId: OrderId; readonly why: string; readonly shows: Shown | null }
  /** The store says that it is gone. Asked again where the store can be asked, because deletions can be undone. */
  | { readonly kind: 'order-deleted'; readonly orderId: OrderId }
  /** `opened`: the message itself says that the account is new. */
  | { readonly kind: 'customer-stated'; readonly customer: CustomerIdentity & { readonly externalId: string }; readonly opened?: boolean }
  | { readonly kind: 'customer-deleted'; readonly externalId: string }
  /** The store made one customer of two. */
  | { readonly kind: 'customers-merged'; readonly goneId: string; readonly keptId: string }
  /** `at` is when, by the store's clock; null: it does not say. */
  | { readonly kind: 'store-left'; readonly at: number | null }
  /** What the store says of itself, or what it lets us do, may be another now: it is asked. */
  | { readonly kind: 'store-changed' }
  /** A discount code (by the id of the store's discount) is no more. */
  | { readonly kind: 'code-deleted'; readonly externalId: string }
  /** A person asks the store what is known of them. `requestId` names the request for ever. */
  | { readonly kind: 'data-requested'; readonly requestId: string; readonly person: NamedPerson; readonly orderIds: readonly OrderId[] }
  /** A person is to be forgotten, with what these orders say of them. */
  | { readonly kind: 'erasure-asked'; readonly person: NamedPerson; readonly orderIds: readonly OrderId[] }
  /** Everything about the store is to go. */
  | { readonly kind: 'removal-asked' }
  /** Understood, and of no consequence; `why` is shown in the inbox. */
  | { readonly kind: 'nothing'; readonly why: string };
