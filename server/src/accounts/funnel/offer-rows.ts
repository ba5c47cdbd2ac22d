// The port to what became of offers: one row for an order of a guest. What happened is written once and stays; what was bought later is told anew.
import type { Surface } from '../../contract/accounts.ts';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Buy } from './later-buys.ts';

/** An account was offered after this order, or was not, so that one sees what offering brings. */
export interface Offered {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  /** The guest whose order it is. */
  readonly memberId: MemberId;
  /** Of the order, in the store's time zone. */
  readonly day: string;
  readonly placedAt: number;
  readonly heldBack: boolean;
  readonly offeredAt: number;
}

/** What the person bought after it, net of refunds. */
export interface Later {
  readonly orderId: OrderId;
  /** When the next order was placed; null: there is none. */
  readonly secondAt: number | null;
  /** Each later order counts for the newest row before it, so rows can be added up. */
  readonly revenueAfterMinor: number;
}

export interface OfferRow extends Offered, Later {
  /** Where it was seen first; null: nobody saw it. */
  readonly surface: Surface | null;
  readonly openedAt: number | null;
  readonly startedAt: number | null;
  readonly mailedAt: number | null;
  readonly createdAt: number | null;
  readonly claimedAt: number | null;
}

export interface Seen {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  readonly surface: Surface;
  /** `started`: the one tap. Whoever starts has opened it. */
  readonly step: 'opened' | 'started';
  readonly at: number;
}

/** The port to what members bought, for what they bought after an offer. */
export interface BuyReader {
  /** Orders that were placed at an instant or later. */
  since(
    storeId: StoreId,
    memberIds: readonly MemberId[],
    placedAt: number,
  ): Promise<{ readonly memberId: MemberId; readonly order: Buy }[]>;
}

/** Rows of one day, surface and group, added up. */
export interface CountedRows {
  readonly day: string;
  readonly surface: Surface;
  readonly heldBack: boolean;
  readonly offered: number;
  readonly opened: number;
  readonly started: number;
  readonly created: number;
  readonly claimed: number;
  readonly secondOrder: number;
  readonly revenueAfterMinor: number;
  /** The same of those alone who claimed. */
  readonly secondByClaimed: number;
  readonly revenueByClaimedMinor: number;
}

export interface OfferRows {
  /** Once for an order, whoever writes it; says how many are new. */
  offer(rows: readonly Offered[]): Promise<number>;
  /**
   * A page with the number of an order was seen. The same work whether or not anybody knows the number: what is not known (yet) is kept for an hour and
   * counts if a guest's order of this number comes; of an order that is older than a day nothing is kept.
   */
  seen(seen: Seen): Promise<void>;
  /** Whoever came by a link of ours: also weeks later, but only of an order that is known. */
  seenByLink(seen: Seen): Promise<void>;
  mailed(storeId: StoreId, orderId: OrderId, at: number): Promise<void>;
  /** The account of these members' person is open, and their points are in it. */
  claimed(storeId: StoreId, memberIds: readonly MemberId[], at: number): Promise<void>;
  ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<OfferRow[]>;
  restate(storeId: StoreId, later: readonly Later[]): Promise<void>;
  /** Days included. What was never seen counts on the mail that went out, else on the page that thanks. */
  counted(storeId: StoreId, from: string, until: string): Promise<CountedRows[]>;
}
