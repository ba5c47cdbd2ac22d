// The port to which claim links were used, and by whom. A link is used once; whoever used it may say so again.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

export interface ClaimUse {
  readonly storeId: StoreId;
  readonly jti: string;
  /** The account that used it. */
  readonly memberId: MemberId;
  readonly at: number;
  /** The link itself is over then, so its use may be forgotten. */
  readonly expiresAt: number;
}

export interface ClaimUses {
  /** Null: it was not used. */
  usedBy(storeId: StoreId, jti: string): Promise<MemberId | null>;
  /** Whose use it is: of several at once the first, for ever. */
  use(use: ClaimUse): Promise<MemberId>;
}
