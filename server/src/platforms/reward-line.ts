// The part of the port that is about codes, gift cards and store credit: what is asked of a store for rewards, and what it can do.
import type { OrderId } from '../loyalty/ids.ts';

/** Money in minor units of the store's currency. */
export interface MoneyAmount {
  readonly amountMinor: number;
  readonly currency: string;
}

/** What a code does at the till, in words no store owns. */
export type CodeGives =
  | { readonly kind: 'amount-off'; readonly amount: MoneyAmount }
  /** 10000 is the whole. */
  | { readonly kind: 'percent-off'; readonly basisPoints: number }
  | { readonly kind: 'free-shipping'; readonly maximum: MoneyAmount | null }
  /** One piece. */
  | { readonly kind: 'free-product'; readonly variantId: string };

/** A code to be made: for one customer, once. Two wishes with one `code` are the same wish. */
export interface CodeWish {
  readonly code: string;
  /** For the merchant's list of codes. */
  readonly title: string;
  readonly gives: CodeGives;
  /** Null: it is for whoever has it (a friend who is not a customer yet). */
  readonly customerId: string | null;
  /** Whose it is by address, where a store can bind a code to one; null: by the customer alone. A store that knows customers does not ask it. */
  readonly email: string | null;
  readonly minimum: MoneyAmount | null;
  readonly appliesTo:
    | { readonly kind: 'all' }
    | { readonly kind: 'products'; readonly ids: readonly string[] }
    | { readonly kind: 'collections'; readonly ids: readonly string[] };
  readonly combines: { readonly order: boolean; readonly product: boolean; readonly shipping: boolean };
  readonly startsAt: number;
  readonly endsAt: number | null;
}

export interface MadeCode {
  /** The store's own id of it. */
  readonly externalId: string;
}

/** One movement of a customer's store credit; positive: given. */
export interface CreditMove {
  readonly moveId: string;
  readonly amount: MoneyAmount;
  readonly at: number;
}

/** What a store can do with codes. Every method throws `StoreUnreachable` or `StoreRefused`. */
export interface CodeLine {
  /** Makes the code, or finds it: looked up before it is made, so that asking twice makes one. */
  makeCode(wish: CodeWish): Promise<MadeCode>;
  findCode(code: string): Promise<MadeCode | null>;
  /** Removes it and looks whether it is gone; gone already is fine. */
  removeCode(code: string): Promise<void>;
  /** Orders, in any state, that the store knows with this code. */
  ordersWithCode(code: string): Promise<readonly OrderId[]>;
  /** Where a shopper's browser goes so that the code is in the cart; null: it must be typed. */
  applyPath(code: string): string | null;
  /** An order that comes to nothing gives its code back: it can be used once more. */
  readonly usableAgain: boolean;
}

/** What a store can do for rewards. Every method throws `StoreUnreachable` or `StoreRefused`. */
export interface RewardLine extends CodeLine {
  /** No idempotency at the store: whoever calls it knows whether it may. `code` names the gift; `duplicate`: that code is there already. */
  giveGiftCard(gift: {
    readonly code: string;
    readonly amount: MoneyAmount;
    readonly customerId: string | null;
    readonly note: string;
    readonly endsAt: number | null;
  }): Promise<'given' | 'duplicate'>;
  /** Newest first, at most `limit`; empty: the customer never had any. */
  creditMoves(customerId: string, currency: string, limit: number): Promise<readonly CreditMove[]>;
  giveStoreCredit(customerId: string, amount: MoneyAmount, endsAt: number | null): Promise<CreditMove>;
}
