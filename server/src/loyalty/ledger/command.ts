// Everything the ledger may be asked to do: a closed set. A command carries facts and wishes, never results.
import type { OrderId } from '../ids.ts';

/** What an order should have given by its whole present state; see `earning/deserved.ts`. */
export interface DeservedPoints {
  readonly points: number;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
}

export interface SettleOrder {
  readonly kind: 'settle-order';
  readonly orderId: OrderId;
  readonly deserved: DeservedPoints;
  /** What stored entries of this chain already gave for the order, how many they are, and what of it had expired unspent. */
  readonly given: { readonly points: number; readonly entries: number; readonly alreadyExpired: number };
  readonly explain: string | null;
}

export interface Award {
  readonly kind: 'award';
  readonly ref: string;
  readonly points: number;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
  readonly explain: string | null;
}

export interface Adjust {
  readonly kind: 'adjust';
  readonly ref: string;
  /** Positive adds, negative takes; never zero. */
  readonly points: number;
  readonly explain: string | null;
}

/** Posts what is due and nothing else. */
export interface Expire {
  readonly kind: 'expire';
}

export type Command = SettleOrder | Award | Adjust | Expire;

/** What a decision may know besides the state: time and the program's ledger policy. */
export interface Circumstances {
  readonly now: number;
  /** The store's news is complete up to here: expiries are posted only up to it. */
  readonly watermark: number;
  readonly issuedMonth: string;
  readonly negative: 'allow' | 'carry' | 'write-off';
}
