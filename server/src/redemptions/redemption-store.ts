// The port to redemptions. A code belongs to one redemption of a store: an index says so.
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Group, Redemption, RedemptionChange } from './redemption.ts';

export interface RedemptionStore {
  /** False when it is there already. */
  create(redemption: Redemption): Promise<boolean>;
  read(storeId: StoreId, reservationId: string): Promise<Redemption | null>;
  /** The redemption as it is then; null when somebody else changed it first: read and decide again. */
  change(seen: Redemption, change: RedemptionChange): Promise<Redemption | null>;
  /** Those whose code an order shows, and those that were seen with the order before. */
  ofOrder(storeId: StoreId, orderId: OrderId, codeKeys: readonly string[]): Promise<Redemption[]>;
  byExternalId(storeId: StoreId, externalId: string): Promise<Redemption | null>;
  /** Newest first. */
  ofMembers(storeId: StoreId, memberIds: readonly MemberId[], limit: number): Promise<Redemption[]>;
  /** Those whose clock ran out, the earliest first. */
  due(storeId: StoreId, now: number, limit: number): Promise<Redemption[]>;
  /** Newest first, of one group or (null) of all, older than the position when given. @throws RangeError for a position that it never gave out. */
  list(
    storeId: StoreId,
    group: Group | null,
    before: string | null,
    limit: number,
  ): Promise<{ redemptions: Redemption[]; next: string | null }>;
  /** Those of the ids that are there, in no order. */
  many(storeId: StoreId, reservationIds: readonly string[]): Promise<Redemption[]>;
  /** How many hold points, and how many points. */
  open(storeId: StoreId): Promise<{ readonly count: number; readonly points: number }>;
  /** All of a store, streamed, for proofs. */
  every(storeId: StoreId): AsyncIterable<Redemption>;
}
