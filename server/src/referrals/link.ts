// The link of an advocate: a readable code that names a member for ever, whatever the member is merged into.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

export interface ReferralLink {
  readonly storeId: StoreId;
  /** As it is shown: `ADA-7KQ2`. Compared without regard to case (upper case is stored). */
  readonly code: string;
  readonly memberId: MemberId;
  /** 0: given by us; 1: chosen by the member, once. Of one member's the greater is shown; both work. */
  readonly n: 0 | 1;
  readonly at: number;
}

/** The port. Unique: (store, code), and (store, member, n). */
export interface ReferralLinks {
  /** The one that stands then for this member and n; 'taken': the code is somebody else's. */
  add(link: ReferralLink): Promise<ReferralLink | 'taken'>;
  byCode(storeId: StoreId, code: string): Promise<ReferralLink | null>;
  ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<ReferralLink[]>;
}
