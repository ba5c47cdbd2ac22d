// What the HTTP layer may use. Routes parse with the contract, call one of these, and answer with the contract; they hold no rules.
import type { Logger } from 'pino';
import type { Claims } from '../accounts/claims.ts';
import type { accounts, admin, Locale } from '../contract/index.ts';
import type { ConsentStore } from '../accounts/consent-store.ts';
import type { OfferRows } from '../accounts/funnel/offer-rows.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Env } from '../env.ts';
import type { InboxStore, InsertResult, NewItem } from '../inbox/inbox-store.ts';
import type { VerificationRuns } from '../jobs/verification-runs.ts';
import type { CheckpointStore, VerificationStore } from '../ledger/checkpoint-store.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { BooksDesk } from '../liability/books-desk.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { Refused } from '../loyalty/refusal.ts';
import type { EffectsDesk } from '../outbox/effects-desk.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { ErasureStore } from '../members/erasure-store.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { MailLog } from '../mail/mail-log.ts';
import type { MailSettingsStore } from '../mail/mail-settings.ts';
import type { MailWishes } from '../mail/mail-wishes.ts';
import type { Postman } from '../mail/postman.ts';
import type { MemberCounts } from '../members/member-counts.ts';
import type { MemberList } from '../members/member-list.ts';
import type { NamedPerson } from '../loyalty/store-event.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { MemberRegistry } from '../members/registry.ts';
import type { NoteStore } from '../members/note-store.ts';
import type { Metrics } from '../metrics.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { PlatformName, StoreConnection, StorePlatform } from '../platforms/platform.ts';
import type { DataFiles } from '../privacy/data-files.ts';
import type { BalanceStore } from '../projections/balance-store.ts';
import type { Wanted } from '../redemptions/agree.ts';
import type { ReferralLinks } from '../referrals/link.ts';
import type { Claims as FriendClaims } from '../referrals/claims.ts';
import type { Links } from '../referrals/links.ts';
import type { BanStore } from '../referrals/ban-store.ts';
import type { Bans } from '../referrals/bans.ts';
import type { Decisions } from '../referrals/decisions.ts';
import type { Reach } from '../referrals/reach.ts';
import type { FigureReader, ReferralStats } from '../referrals/stats/referral-stats.ts';
import type { ReferralStore } from '../referrals/referral-store.ts';
import type { VisitTouches } from '../referrals/visit-touches.ts';
import type { VoucherStore } from '../referrals/voucher.ts';
import type { Redemption } from '../redemptions/redemption.ts';
import type { RedemptionStore } from '../redemptions/redemption-store.ts';
import type { Connecting } from '../onboarding/plugins/connecting.ts';
import type { StorefrontDesk } from '../onboarding/storefront-desk.ts';
import type { DryRuns } from '../programs/dry-runs/dry-runs.ts';
import type { HistoryImports } from '../history/history-import.ts';
import type { PastCredit } from '../history/past-credit.ts';
import type { PendingNews } from '../late-facts/watermarks.ts';
import type { OrderHistory } from '../programs/order-history.ts';
import type { ProgramDesk } from '../programs/program-desk.ts';
import type { RememberedProducts } from '../programs/remembered-products.ts';
import type { Reconciler } from '../reconcile/reconciler.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { StaffStore } from '../stores/staff.ts';
import type { Days } from '../projections/days/days.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import type { LevelList } from '../tiers/level-list.ts';
import type { LevelPreview } from '../tiers/level-preview.ts';
import type { Statuses } from '../tiers/statuses.ts';
import type { WoocommerceDoors } from '../woocommerce-doors.ts';
import type { DevLogin } from './admin/dev-login.ts';
import type { RateLimitStore } from './rate-limit.ts';

export interface AdjustRequest {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly points: number;
  readonly reason: string;
  readonly requestId: string;
  readonly by: string;
  /** Who answers for it above the program's limit; null when the asker may not. */
  readonly approvedBy: string | null;
  /** For staff alone. */
  readonly note: string | null;
}

export interface MergeRequest {
  readonly storeId: StoreId;
  readonly mergeId: string;
  readonly from: MemberId;
  readonly into: MemberId;
  readonly by: string;
}

export interface EraseRequest {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly by: string;
}

/** `wording`: what was shown beside the box. */
export interface AgreeRequest {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly surface: accounts.Surface;
  readonly give: (accounts.ConsentWish & { readonly wording: string; readonly url?: string | undefined })[];
  readonly takeBack: accounts.ConsentKind[];
}

export interface MembershipChange extends Pick<AgreeRequest, 'storeId' | 'memberId' | 'surface'> {
  readonly action: 'join' | 'leave';
  readonly terms: AgreeRequest['give'][number] | null;
}

/** The same reservationId asks once. */
export type RedeemWish = Omit<Wanted, 'at'>;

export interface CancelWish extends Pick<RedeemWish, 'storeId' | 'reservationId'> {
  /** For so long the store is waited for; left out: as long as a person waits. 0: it is not asked before this is answered. */
  readonly patienceMs?: number;
}

/** Who a proven token belongs to, in which store, and what they may do there. */
export interface AdminIdentity {
  readonly storeId: StoreId;
  readonly userId: string;
  readonly name: string;
  readonly role: admin.Role;
  readonly locale: Locale;
}

/** Which shop a signed storefront request came through; `externalId` is the store's id of the signed-in customer, null for a visitor. */
export interface StorefrontIdentity {
  readonly storeId: StoreId;
  readonly externalId: string | null;
}

export interface Services {
  readonly env: Env;
  readonly log: Logger;
  readonly clock: () => number;
  readonly stores: StoreRecords;
  readonly members: MemberStore;
  readonly memberCounts: Pick<MemberCounts, 'of'>;
  readonly memberList: MemberList;
  readonly statuses: Pick<Statuses, 'standing'>;
  readonly levelList: Pick<LevelList, 'levelsOf' | 'inLevel'>;
  readonly levelPreview: Pick<LevelPreview, 'moves'>;
  readonly erasure: ErasureStore;
  readonly notes: NoteStore;
  readonly dataFiles: DataFiles;
  readonly balances: BalanceStore;
  readonly ledger: LedgerStore;
  readonly books: Pick<BooksDesk, 'statement'>;
  /** What proofs found, and how far the ledger is sealed. */
  readonly proof: { readonly verifications: Pick<VerificationStore, 'newest'>; readonly checkpoints: Pick<CheckpointStore, 'newest'> };
  readonly runs: Pick<VerificationRuns, 'of' | 'start'>;
  readonly orders: OrderStore;
  readonly persons: Pick<Persons, 'present'>;
  readonly redemptions: RedemptionStore;
  readonly inbox: InboxStore;
  readonly outbox: Pick<OutboxStore, 'counts' | 'list' | 'read'>;
  readonly effects: Pick<EffectsDesk, 'canBeSettled' | 'replay' | 'settle'>;
  readonly audit: AuditLog;
  readonly staff: StaffStore;
  readonly settings: SettingsStore;
  readonly consents: ConsentStore;
  readonly mailSettings: MailSettingsStore;
  readonly mailLog: Pick<MailLog, 'days'>;
  readonly mailWishes: MailWishes;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly postman: Pick<Postman, 'valuesOf' | 'wayOf' | 'senderOf'>;
  /** What became of offers of an account. */
  readonly offers: Pick<OfferRows, 'seen' | 'seenByLink' | 'counted' | 'ofMembers'>;
  readonly referrals: Pick<ReferralStore, 'list' | 'read' | 'counts' | 'counting' | 'ofAdvocates' | 'ofFriends'>;
  readonly vouchers: Pick<VoucherStore, 'ofMembers' | 'ofReferral'>;
  readonly referring: {
    readonly links: Pick<Links, 'of' | 'isChangeable' | 'change' | 'advocateOf'>;
    readonly friendClaims: Pick<FriendClaims, 'claim'>;
    readonly visitTouches: Pick<VisitTouches, 'note'>;
    /** Every member that one person is. */
    namesOf(storeId: StoreId, memberId: MemberId): Promise<readonly MemberId[]>;
  };
  /** Of plugins of WooCommerce shops. */
  readonly connecting: Pick<Connecting, 'connect' | 'askForKeys' | 'keysArrived'>;
  readonly pluginDoors: Pick<WoocommerceDoors, 'note' | 'call' | 'isShopOrigin' | 'originNamedBy' | 'goodbye'>;
  readonly referralStats: Pick<ReferralStats, 'of'>;
  readonly referralFigures: Pick<FigureReader, 'waiting'>;
  /** How often links of advocates are passed on and followed. */
  readonly reach: Pick<Reach, 'shared' | 'visited' | 'perDay' | 'visitsOf'>;
  /** What is behind the links in mails to guests. */
  readonly claims: Pick<Claims, 'waiting' | 'claim'>;
  readonly programs: ProgramDesk;
  readonly referralLinks: Pick<ReferralLinks, 'ofMembers'>;
  readonly referralBans: Pick<BanStore, 'ofMembers'>;
  readonly bans: Pick<Bans, 'of' | 'isBanned' | 'ban' | 'lift'>;
  readonly decisions: Pick<Decisions, 'decide'>;
  readonly dryRuns: Pick<DryRuns, 'of' | 'start' | 'cancel'>;
  readonly days: Pick<Days, 'flows' | 'held'>;
  readonly orderHistory: OrderHistory;
  readonly reconciler: Pick<Reconciler, 'of' | 'askNow'>;
  readonly pendingNews: Pick<PendingNews, 'reconciledTo'>;
  readonly imports: Pick<HistoryImports, 'of' | 'start' | 'cancel'>;
  readonly pastCredit: Pick<PastCredit, 'count' | 'ask'>;
  readonly storefront: Pick<StorefrontDesk, 'last' | 'look'>;
  /** Null: this store cannot be asked. */
  connect(store: StoreRecord): StoreConnection | null;
  /** What a store's products belong to, as far as it can be said at once. */
  readonly knownProducts: Pick<RememberedProducts, 'of'>;
  readonly rateLimits: RateLimitStore;
  readonly metrics: Metrics;
  /** Only in the sandbox. `adminIdentity` must ask the same object: its key is known to nobody else. */
  readonly devLogin?: DevLogin | null;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  /** A store as it was known at most two seconds ago: for the door, where every delivery asks. */
  storeFor(storeId: StoreId): Promise<StoreRecord | null>;
  /** Stores a delivery durably (deliveries that arrive together are written together). Rejects when the database does not answer. */
  receive(item: NewItem): Promise<InsertResult>;
  /** One inbox item, drained at once. The same requestId counts once. */
  adjust(request: AdjustRequest): Promise<Entry | Refused>;
  /** Takes an adjustment back by a counter entry, once. */
  undoAdjust(request: Pick<AdjustRequest, 'storeId' | 'memberId' | 'requestId' | 'by'>): Promise<Entry | Refused>;
  merge(request: MergeRequest): Promise<Entry | Refused>;
  /** Somebody signed in by the store's own token is still a guest for us. */
  accountSeen(storeId: StoreId, memberId: MemberId): Promise<void>;
  undoMerge(request: MergeRequest): Promise<Entry | Refused>;
  erase(request: EraseRequest): Promise<Entry | Refused>;
  /** In the store's name: whoever is meant by an address or a customer's number is forgotten, and remembered as somebody who is. */
  erasePerson(request: { readonly storeId: StoreId; readonly person: NamedPerson }): Promise<void>;
  /** Who is signed in agrees, takes back, joins or leaves; null: it is written down, and what follows from it is done. */
  agree(request: AgreeRequest): Promise<Refused | null>;
  changeMembership(request: MembershipChange): Promise<Refused | null>;
  readonly registry: Pick<MemberRegistry, 'memberFor'>;
  /** Sets points aside for a reward and asks the store for it; returns when the store answered or its patience ended. */
  redeem(request: RedeemWish): Promise<Entry | Refused>;
  /** What a reward would cost and give now, or what was agreed under this name before. Takes nothing and writes nothing. */
  quoteReward(request: RedeemWish): Promise<Redemption | Refused>;
  /** The member wants the points of a reward back. Null: it is on its way. */
  cancelReward(request: CancelWish): Promise<Refused | null>;
  /** The program in force now; a store always has one. */
  programNow(storeId: StoreId): Promise<Program>;
  /** Null when the token is not good for the admin: forged, expired, made for something else, or of a store that is not active. */
  adminIdentity(bearer: string): Promise<AdminIdentity | null>;
  /** Null when the signature does not hold or is too old. Nothing but what is signed counts. */
  storefrontIdentity(query: URLSearchParams): Promise<StorefrontIdentity | null>;
  /** Null when the token is not one of an extension, or its shop is not active here. Who it names is the only buyer it may speak for. */
  extensionIdentity(bearer: string): Promise<StorefrontIdentity | null>;
  /** True when the database answers and every guarantee is in place. */
  ready(): Promise<boolean>;
}
