// The port to the newest known state of every order. A write names the revision it replaces, so two writers cannot lose each other's state.
import type { OrderFacts } from '../loyalty/earning/facts.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Sighting } from '../loyalty/orders/newer.ts';

/** Decided when the order was first settled and never again. */
export interface Judgement {
  readonly programVersion: number;
  /** What conditions ask that may change later; absent where the program asks nothing. What limits and budgets granted is in their own chains. */
  readonly facts?: OrderFacts;
}

export interface StoredOrder extends Sighting {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  /** Whose order it is by its newest state; null until the store named somebody. */
  readonly memberId: MemberId | null;
  readonly revision: number;
  readonly judgement: Judgement | null;
}

export interface OrderStore {
  read(storeId: StoreId, orderId: OrderId): Promise<StoredOrder | null>;
  /** Whether an order has changed since it was read; null when there is none. */
  revision(storeId: StoreId, orderId: OrderId): Promise<number | null>;
  /** False when somebody else created it first: read and compare again. */
  create(order: StoredOrder): Promise<boolean>;
  /** False when the stored revision is no longer `order.revision - 1`. */
  replace(order: StoredOrder): Promise<boolean>;
  /** The first judgement stays; returns the one that is stored. */
  judge(storeId: StoreId, orderId: OrderId, judgement: Judgement): Promise<Judgement>;
  /** Orders of these members that were placed before an instant and stand, or stood until they were refunded. */
  countBefore(storeId: StoreId, memberIds: readonly MemberId[], placedAt: number): Promise<number>;
  ofMember(storeId: StoreId, memberId: MemberId, limit: number): Promise<StoredOrder[]>;
}
