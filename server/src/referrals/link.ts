// The link of an advocate: a readable code that names a member for ever, whatever the member is merged into.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

export interface ReferralLink {
  readonly storeId: StoreId;
  /** As it is shown: `ADA-7KQ2`. Codes that look alike are one code (code-look.ts). */
  readonly code: string;
  readonly memberId: MemberId;
  /** 0: given by us; 1: chosen by the member, once. Of one member's the greater is shown; both work. */
  readonly n: 0 | 1;
  readonly at: number;
}

/** The port. Unique: (store, what the code looks like), and (store, member, n). */
export interface ReferralLinks {
  /** The one that stands then for this member and n; 'taken': the code is somebody else's, or the member's other one. */
  add(link: ReferralLink): Promise<ReferralLink | 'taken'>;
  byCode(storeId: StoreId, code: string): Promise<ReferralLink | null>;
  ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<ReferralLink[]>;
  /** Of somebody who is erased: a name may be in a code. */
  forget(storeId: StoreId, memberId: MemberId): Promise<void>;
}
