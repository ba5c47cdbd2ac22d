// The port to referrals. One document for a friend, by address, by member and by order: unique indexes say so.
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { ReferralState } from '../loyalty/referrals/outcome.ts';
import type { Referral, ReferralChange } from './referral.ts';

export interface ReferralFilter {
  /** Any of them; empty: all. */
  readonly states: readonly ReferralState[];
  /** Of these advocates; null: of all. */
  readonly advocateIds: readonly MemberId[] | null;
}

export interface ReferralStore {
  /** False when one for the same friend or order is there already. */
  create(referral: Referral): Promise<boolean>;
  read(storeId: StoreId, referralId: string): Promise<Referral | null>;
  /**
   * The referral as it is then. 'changed': somebody else changed it first, read and decide again. 'taken': the address, member or order is another referral's.
   */
  change(seen: Referral, change: ReferralChange): Promise<Referral | 'changed' | 'taken'>;
  ofFriendKey(storeId: StoreId, friendKey: string): Promise<Referral | null>;
  /** Those whose friend is one of these members. */
  ofFriends(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Referral[]>;
  ofOrder(storeId: StoreId, orderId: OrderId): Promise<Referral | null>;
  ofVoucher(storeId: StoreId, voucherId: string): Promise<Referral | null>;
  /** Those that count now, of these advocates, by when they began to. */
  counting(storeId: StoreId, advocateIds: readonly MemberId[]): Promise<Referral[]>;
  /** All of these advocates', whatever became of them, the oldest first. */
  ofAdvocates(storeId: StoreId, advocateIds: readonly MemberId[]): Promise<Referral[]>;
  /** Those whose time came, the earliest first. */
  due(storeId: StoreId, now: number, limit: number): Promise<Referral[]>;
  /** Newest first, older than the position when given. @throws RangeError for a position that it never gave out. */
  list(
    storeId: StoreId,
    filter: ReferralFilter,
    before: string | null,
    limit: number,
  ): Promise<{ referrals: Referral[]; next: string | null }>;
  /** How many stand in each state, of these advocates or (null) of all. */
  counts(storeId: StoreId, advocateIds: readonly MemberId[] | null): Promise<Partial<Record<ReferralState, number>>>;
  /** All of a store, streamed, for proofs and statistics. */
  every(storeId: StoreId): AsyncIterable<Referral>;
}
