// Claims of friends' codes, wired for one process: the door, what follows from it, and what is written about it.
import { FriendClaims } from './inbox/friend-claims.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import type { MemberId, StoreId } from './loyalty/ids.ts';
import type { MailDesk } from './mail/mail-desk.ts';
import type { MailSettingsStore } from './mail/mail-settings.ts';
import type { MemberStore } from './members/member-store.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import type { StoreConnection } from './platforms/platform.ts';
import { ClaimWork } from './referrals/claim-work.ts';
import { Claims, type ClaimsNeeds } from './referrals/claims.ts';
import type { EvidenceGatherer } from './referrals/evidence-gatherer.ts';
import { FriendMail } from './referrals/friend-mail.ts';
import type { ReferralStore } from './referrals/referral-store.ts';
import type { VoucherStore } from './referrals/voucher.ts';
import type { Vouchers } from './referrals/vouchers.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';

export interface ClaimingNeeds {
  readonly referrals: ReferralStore;
  readonly voucherStore: VoucherStore;
  readonly vouchers: Vouchers;
  readonly links: ClaimsNeeds['links'];
  readonly members: MemberStore;
  readonly orders: OrderStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly directory: StoreDirectory;
  readonly isBanned: (storeId: StoreId, memberIds: readonly MemberId[]) => Promise<boolean>;
  readonly namesOf: (storeId: StoreId, person: MemberId) => Promise<readonly MemberId[]>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  /** Work has arrived in the inbox. */
  readonly wake: () => void;
  readonly mailDesk: MailDesk;
  readonly mailSettings: MailSettingsStore;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly settle: (store: StoreRecord, referralId: string, cause: string) => Promise<void>;
  /** What a claim shows is kept, and what a score may look at is found out. */
  readonly traces: ClaimsNeeds['traces'];
  readonly evidence: Pick<EvidenceGatherer, 'atClaim'>;
  readonly clock: () => number;
}

export function claimingOf(needs: ClaimingNeeds) {
  const { voucherStore, namesOf, isBanned } = needs;
  const friendClaims = new Claims({
    ...needs,
    vouchers: voucherStore,
    isBanned: async (storeId, memberId) => isBanned(storeId, await namesOf(storeId, memberId)),
  });
  const mail = new FriendMail(needs);
  const work = new ClaimWork({ ...needs, claims: friendClaims, mail, evidence: (store, asked) => needs.evidence.atClaim(store, asked) });
  return { friendClaims, claimNews: new FriendClaims(work) };
}
