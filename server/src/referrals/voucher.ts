// A reward of the catalogue that costs its owner no points: a friend's code, an advocate's reward. Its code is told from its id, as that of a redemption is from
// its reservation (redemptions/reward-code.ts, with `voucher/<voucherId>` in its place), so that making it twice makes one.
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Text } from '../loyalty/program/text.ts';
import type { CodeTerms } from '../loyalty/rewards/code-terms.ts';

/** `asked`: the store is asked for it. `ready`: the store has the code. `removing`, `removed`: it is taken back. `used`: an order carries it. `refused`: the store will not make it. */
export type VoucherStage = 'asked' | 'ready' | 'removing' | 'removed' | 'used' | 'refused';

export interface Voucher {
  readonly storeId: StoreId;
  /** `friend/<referralId>/<n>`, `advocate/<referralId>/<n>`: naming it twice is making it once. */
  readonly voucherId: string;
  readonly referralId: string;
  readonly side: 'friend' | 'advocate';
  /** Null: a friend who is no member yet. */
  readonly memberId: MemberId | null;
  readonly rewardId: string;
  readonly name: Text;
  readonly programVersion: number;
  readonly terms: CodeTerms;
  readonly currency: string;
  /** What it is worth in minor units; null: that follows from the cart. */
  readonly amountMinor: number | null;
  /** Keyed hash of its code (redemptions/reward-code.ts, codeKey). */
  readonly codeKey: string;
  readonly stage: VoucherStage;
  /** False: whoever gave it wants it back. What was used by then stays used, and goes when its order gives it back. */
  readonly wanted: boolean;
  /** Why it was refused, by us or by the store; for people who look after the shop. */
  readonly detail: string | null;
  readonly externalId: string | null;
  /** Orders that use it now. */
  readonly orders: readonly OrderId[];
  readonly askedAt: number;
  readonly endsAt: number | null;
  readonly revision: number;
}

export type VoucherChange = Partial<Pick<Voucher, 'stage' | 'wanted' | 'detail' | 'externalId' | 'orders' | 'memberId'>>;

/** The port. A code belongs to one voucher of a store: an index says so. */
export interface VoucherStore {
  /** False when it is there already. */
  create(voucher: Voucher): Promise<boolean>;
  read(storeId: StoreId, voucherId: string): Promise<Voucher | null>;
  /** Null when somebody else changed it first: read and decide again. */
  change(seen: Voucher, change: VoucherChange): Promise<Voucher | null>;
  /** Those whose code an order shows, and those that were seen with the order before. */
  ofOrder(storeId: StoreId, orderId: OrderId, codeKeys: readonly string[]): Promise<Voucher[]>;
  byExternalId(storeId: StoreId, externalId: string): Promise<Voucher | null>;
  ofReferral(storeId: StoreId, referralId: string): Promise<Voucher[]>;
  /** Newest first: what a member was given. */
  ofMembers(storeId: StoreId, memberIds: readonly MemberId[], limit: number): Promise<Voucher[]>;
  /** All of a store, streamed, for proofs and statistics. */
  every(storeId: StoreId): AsyncIterable<Voucher>;
}
