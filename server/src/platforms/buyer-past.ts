// What a store is asked about somebody's past, and what it answers.
import type { OrderId } from '../loyalty/ids.ts';

/** Somebody, by everything by which a store may know them. `phone`: E.164. */
export interface BuyerNamed {
  readonly externalId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Until when something counts as bought before; `orderId` itself does not. */
export interface BuyingBefore {
  readonly orderId: OrderId | null;
  readonly at: number;
}

export interface BuyerPast {
  /** Orders that came to something; more than none is all that is promised. */
  readonly orders: number;
  /** Since when the store knows them; null: it does not, or does not say. */
  readonly since: number | null;
}
