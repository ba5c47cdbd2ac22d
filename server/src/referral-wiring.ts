// Referrals, wired for one process. Every part of them is made here; what follows from an order that was settled stands in `followers`, in its order.
import type { LateFacts } from './late-facts/late-facts.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import type { Persons } from './ledger/persons.ts';
import type { MemberId, StoreId } from './loyalty/ids.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import type { AfterOrder } from './orders/after-order.ts';
import { randomBytes } from 'node:crypto';
import { claimingOf, type ClaimingNeeds } from './claim-wiring.ts';
import { firstOf } from './inbox/carry-out.ts';
import { ReferralLooks } from './inbox/referral-looks.ts';
import { attributionOf } from './attribution-wiring.ts';
import { VoucherNews } from './inbox/voucher-news.ts';
import type { MemberStore } from './members/member-store.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import type { ReferralLinks } from './referrals/link.ts';
import { forgetReferrals } from './referrals/forgetting.ts';
import { namesOf } from './referrals/names.ts';
import { ReferralDesk } from './referrals/referral-desk.ts';
import { ReferredOrders } from './referrals/referred-orders.ts';
import { ReferralClaims } from './referrals/referral-claims.ts';
import { Links } from './referrals/links.ts';
import type { ReferralStore } from './referrals/referral-store.ts';
import { linkUrl } from './referrals/sharing/link-url.ts';
import { ReferralStats, type ReachReader } from './referrals/stats/referral-stats.ts';
import type { PlatformName, StoreConnection, StorePlatform } from './platforms/platform.ts';
import type { VoucherStore } from './referrals/voucher.ts';
import { Vouchers, type VouchersNeeds } from './referrals/vouchers.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoBuys } from './storage/mongo/mongo-buys.ts';
import { MongoReferralFigures } from './storage/mongo/mongo-referral-figures.ts';
import { MongoStatuses } from './storage/mongo/mongo-statuses.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecord } from './stores/store-record.ts';
import { VisitTouches } from './referrals/visit-touches.ts';
import type { Grants } from './allowance-wiring.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import { askLookBy } from './referrals/ask-look.ts';
import type { BanStore } from './referrals/ban-store.ts';
import { AdvocateMail } from './referrals/advocate-mail.ts';
import { Bans } from './referrals/bans.ts';
import { Decisions } from './referrals/decisions.ts';

export interface ReferralNeeds extends Pick<ClaimingNeeds, 'inbox' | 'wake' | 'mailDesk' | 'mailSettings'> {
  readonly connection: Connection;
  readonly referrals: ReferralStore;
  readonly referralLinks: ReferralLinks;
  readonly links: Links;
  readonly vouchers: VoucherStore;
  readonly referralBans: BanStore;
  readonly audit: AuditLog;
  readonly inbox: Pick<InboxStore, 'insert'>;
  /** Works on one item of the inbox at once. */
  readonly work: (itemId: string) => Promise<unknown>;
  readonly members: MemberStore;
  readonly orders: OrderStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly grants: Grants;
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly persons: Persons;
  readonly directory: StoreDirectory;
  readonly late: Pick<LateFacts, 'look'>;
  readonly appended: (entry: Entry) => Promise<void>;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly lookAtOrder: VouchersNeeds['lookAtOrder'];
  readonly clock: () => number;
}

type LinkNeeds = Pick<ReferralNeeds, 'referralLinks' | 'members' | 'persons' | 'directory' | 'clock'> & {
  /** Our own address; null: we have none, and so no links. */
  readonly appUrl: string | null;
  /** Somebody has another link to show now. */
  readonly shown: (storeId: StoreId, memberId: MemberId) => void;
};

/** Made before the rest: what themes read of a member names their link. */
export function linksOf({ appUrl, ...needs }: LinkNeeds) {
  const links = new Links({ ...needs, random: randomBytes });
  const linkOf = async (storeId: StoreId, memberId: MemberId): Promise<string | null> => {
    const store = await needs.directory.get(storeId);
    const link = store === null || appUrl === null ? null : await links.shownTo(store, memberId);
    return store === null || appUrl === null || link === null ? null : linkUrl(appUrl, store, link.code);
  };
  return { links, linkOf };
}

export function referralsOf(needs: ReferralNeeds) {
  const { links } = needs;
  const rows = new MongoStatuses(needs.connection);
  const names = (storeId: StoreId, person: MemberId) => namesOf(rows, storeId, person);
  const looking = { ...needs, namesOf: names, askLook: askLookBy(needs) };
  const bans = new Bans(looking);
  const isBanned = bans.isBanned.bind(bans);
  const attributing = attributionOf({ ...looking, links });
  const mail = new AdvocateMail({ ...needs, voucherStore: needs.vouchers });
  const settle: ReferralDesk['settle'] = async (store, referralId, cause) => {
    const referral = await desk.settle(store, referralId, cause);
    await mail.after(store, referral);
    return referral;
  };
  const vouchers = new Vouchers({ ...needs, changed: async (...changed) => void (await settle(...changed)) });
  const desk: ReferralDesk = new ReferralDesk({
    ...needs,
    vouchers,
    voucherStore: needs.vouchers,
    budgets: needs.grants.orders,
    namesOf: names,
    isBanned,
    earned: (earned) => needs.late.look(earned),
  });
  const claiming = claimingOf({
    ...needs,
    ...attributing,
    voucherStore: needs.vouchers,
    vouchers,
    links,
    isBanned,
    namesOf: names,
    settle: async (...claimed) => void (await settle(...claimed)),
  });
  const telling = { settle, showAgain: desk.showAgain.bind(desk) };
  const orders = new ReferredOrders({ ...needs, desk: telling, attribution: attributing.attribution });
  const followers: readonly AfterOrder[] = [vouchers, orders];
  return {
    ...attributing,
    links,
    bans,
    namesOf: names,
    decisions: new Decisions(looking),
    vouchers,
    desk,
    visitTouches: new VisitTouches(needs),
    friendClaims: claiming.friendClaims,
    news: firstOf(new VoucherNews(vouchers), new ReferralLooks(telling), claiming.claimNews),
    followers,
    referralClaims: new ReferralClaims({ ...needs, desk }),
    settleReferrals: desk.settleOf.bind(desk),
    trace: attributing.traces.ofOrder.bind(attributing.traces),
    forgetting: {
      forgetTraces: attributing.traces.forget.bind(attributing.traces),
      forgetReferrals: (store: StoreRecord, memberIds: readonly MemberId[], cause: string): Promise<void> =>
        forgetReferrals({ ...needs, desk }, store, memberIds, cause),
    },
    /** Somebody is forgotten: a name may be in their code, and what they were given must not outlive them. */
    erased: async (store: StoreRecord, memberIds: readonly MemberId[]): Promise<void> => {
      await vouchers.takeBackAll(store, memberIds);
      await links.forget(store, memberIds);
    },
  };
}

export function referralStatsOf({ connection, reach }: { readonly connection: Connection; readonly reach: ReachReader }) {
  const referralFigures = new MongoReferralFigures(connection);
  const shared = { figures: referralFigures, reach, buys: new MongoBuys(connection), levels: new MongoStatuses(connection) };
  return { referralFigures, referralStats: new ReferralStats(shared) };
}
