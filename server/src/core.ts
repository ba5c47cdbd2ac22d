// The product without its doors: storage, ledger, orders, inbox, wired once. The server, the worker, the CLI and the tests all start here.
import type { Logger } from 'pino';
import { namesAfterEntry } from './accounts/names-of-person.ts';
import { accountsOf } from './accounts-wiring.ts';
import { agreeingOf } from './consent-wiring.ts';
import { actionsOf, grantsOf, sweepOf } from './allowance-wiring.ts';
import { catchingUpOf } from './catching-up-wiring.ts';
import { firstOf } from './inbox/carry-out.ts';
import { Drain } from './inbox/drain.ts';
import { Handler } from './inbox/handle.ts';
import { Requests } from './inbox/requests.ts';
import { VerificationRuns } from './jobs/verification-runs.ts';
import { funnelOf } from './funnel-wiring.ts';
import { LateFacts } from './late-facts/late-facts.ts';
import { TimelyOrderDesk } from './late-facts/timely-order-desk.ts';
import { ledgerProof } from './ledger-proof.ts';
import { ledgersOf } from './ledgers.ts';
import { BooksDesk } from './liability/books-desk.ts';
import { ORDER_LEASE_MS, ORDER_LEASE_WAIT_MS } from './limits.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import { Persons } from './ledger/persons.ts';
import type { Mailer } from './mail/mailer.ts';
import type { PostmanNeeds } from './mail/postman.ts';
import { MemberCounts } from './members/member-counts.ts';
import { MemberRegistry } from './members/registry.ts';
import { StorefrontDesk } from './onboarding/storefront-desk.ts';
import { settledBy } from './orders/after-order.ts';
import { addedFacts, hadLeft } from './orders/added-facts.ts';
import { StoreChanges } from './orders/store-changes.ts';
import { StoreNews } from './orders/store-news.ts';
import { outboxOf, performerOf } from './outbox-wiring.ts';
import type { PlatformName, StoreConnection, StorePlatform } from './platforms/platform.ts';
import { Erasure, type ErasureNeeds as Erasing } from './privacy/erasure.ts';
import { PrivacyDesk } from './privacy/privacy-desk.ts';
import { DryRuns } from './programs/dry-runs/dry-runs.ts';
import { ProgramDesk } from './programs/program-desk.ts';
import { RememberedProducts } from './programs/remembered-products.ts';
import { Days } from './projections/days/days.ts';
import { balanceRow } from './projections/show-balance.ts';
import type { Keyring } from './secrets/keyring.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoAllowanceShares } from './storage/mongo/mongo-allowance-shares.ts';
import { MongoAuditLog } from './storage/mongo/mongo-audit-log.ts';
import { MongoBalanceStore } from './storage/mongo/mongo-balance-store.ts';
import { MongoBookReader } from './storage/mongo/mongo-book-reader.ts';
import { MongoClaimUses } from './storage/mongo/mongo-claim-uses.ts';
import { MongoConsents } from './storage/mongo/mongo-consents.ts';
import { MongoDays } from './storage/mongo/mongo-days.ts';
import { MongoDataFiles } from './storage/mongo/mongo-data-files.ts';
import { MongoDrafts } from './storage/mongo/mongo-drafts.ts';
import { MongoDryRuns } from './storage/mongo/mongo-dry-runs.ts';
import { MongoErasure } from './storage/mongo/mongo-erasure.ts';
import { MongoInboxStore } from './storage/mongo/mongo-inbox-store.ts';
import { MongoInvitations } from './storage/mongo/mongo-invitations.ts';
import { MongoLeases } from './storage/mongo/mongo-leases.ts';
import { MongoLedgerStore } from './storage/mongo/mongo-ledger-store.ts';
import { MongoMailLog } from './storage/mongo/mongo-mail-log.ts';
import { MongoMailSettings } from './storage/mongo/mongo-mail-settings.ts';
import { MongoMailWishes } from './storage/mongo/mongo-mail-wishes.ts';
import { MongoMemberList } from './storage/mongo/mongo-member-list.ts';
import { MongoMemberStore } from './storage/mongo/mongo-member-store.ts';
import { MongoPendingNews } from './storage/mongo/mongo-pending-news.ts';
import { MongoNoteStore } from './storage/mongo/mongo-note-store.ts';
import { MongoOfferRows } from './storage/mongo/mongo-offer-rows.ts';
import { MongoOrderHistory } from './storage/mongo/mongo-order-history.ts';
import { MongoOrderStore } from './storage/mongo/mongo-order-store.ts';
import { MongoProgramVersions } from './storage/mongo/mongo-program-versions.ts';
import { MongoReach } from './storage/mongo/mongo-reach.ts';
import { MongoRedemptionStore } from './storage/mongo/mongo-redemption-store.ts';
import type { MemberId, StoreId } from './loyalty/ids.ts';
import { MongoReferralLinks } from './storage/mongo/mongo-referral-links.ts';
import { MongoReferralBans } from './storage/mongo/mongo-referral-bans.ts';
import { MongoReferrals } from './storage/mongo/mongo-referrals.ts';
import { MongoRateLimits } from './storage/mongo/mongo-rate-limits.ts';
import { MongoSettings } from './storage/mongo/mongo-settings.ts';
import { MongoStorefrontLooks } from './storage/mongo/mongo-storefront-looks.ts';
import { MongoStoreRemoval } from './storage/mongo/mongo-store-removal.ts';
import { MongoStaff } from './storage/mongo/mongo-staff.ts';
import { MongoStoreRecords } from './storage/mongo/mongo-store-records.ts';
import { MongoVoucherStore } from './storage/mongo/mongo-voucher-store.ts';
import { StoreDirectory } from './stores/directory.ts';
import { sandboxStores } from './stores/sandbox-stores.ts';
import type { StoreRecord } from './stores/store-record.ts';
import { Reach } from './referrals/reach.ts';
import { RedemptionProof } from './redemptions/redemption-proof.ts';
import { linksOf, referralsOf, referralStatsOf } from './referral-wiring.ts';
import { pluginsOf } from './plugin-wiring.ts';
import { redemptionsOf } from './redemption-wiring.ts';
import { entryPointsOf, tiersOf } from './tier-wiring.ts';

export interface CoreOptions {
  readonly connection: Connection;
  readonly keys: Keyring;
  readonly clock: () => number;
  readonly log: Logger;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  /** Who carries mail, by the operator's server unless a store has one, and our own address for links. Left out: only by stores' own servers. */
  readonly mail?: { readonly mailer: Mailer; readonly operator: PostmanNeeds['operator']; readonly appUrl: string };
  /** Where the sandbox shop's pages are; left out: there is no sandbox. */
  readonly sandboxUrl?: string;
}

function storage({ connection, keys, sandboxUrl }: CoreOptions) {
  return {
    stores: sandboxStores(new MongoStoreRecords(connection, keys), sandboxUrl),
    members: new MongoMemberStore(connection),
    memberList: new MongoMemberList(connection),
    erasure: new MongoErasure(connection),
    dataFiles: new MongoDataFiles(connection, keys),
    notes: new MongoNoteStore(connection),
    balances: new MongoBalanceStore(connection),
    entries: new MongoLedgerStore(connection),
    shares: new MongoAllowanceShares(connection),
    offers: new MongoOfferRows(connection),
    orders: new MongoOrderStore(connection),
    orderHistory: new MongoOrderHistory(connection),
    inbox: new MongoInboxStore(connection, keys),
    leases: new MongoLeases(connection),
    pendingNews: new MongoPendingNews(connection),
    staff: new MongoStaff(connection),
    audit: new MongoAuditLog(connection),
    settings: new MongoSettings(connection),
    mailSettings: new MongoMailSettings(connection, keys),
    mailLog: new MongoMailLog(connection),
    mailWishes: new MongoMailWishes(connection),
    claimUses: new MongoClaimUses(connection),
    consents: new MongoConsents(connection, keys),
    invitations: new MongoInvitations(connection, keys),
    rateLimits: new MongoRateLimits(connection),
    redemptions: new MongoRedemptionStore(connection),
    referrals: new MongoReferrals(connection),
    referralLinks: new MongoReferralLinks(connection),
    vouchers: new MongoVoucherStore(connection),
    referralBans: new MongoReferralBans(connection),
  };
}

/** A store that left cannot be asked; one without credentials neither. */
function connectTo(platforms: CoreOptions['platforms'], store: StoreRecord): StoreConnection | null {
  if (store.state === 'left') return null;
  const { storeId, domain, url, currency, timeZone, credentials } = store;
  return platforms[store.platform].connect({ storeId, domain, url, facts: { currency, timeZone }, credentials });
}

/** What the merchant works with, beside points. */
function officeOf({ connection, clock, log, sandboxUrl }: CoreOptions) {
  const dayRows = new MongoDays(connection);
  const looks = new MongoStorefrontLooks(connection);
  return {
    days: new Days({ rows: dayRows, entries: dayRows, clock }),
    dryRuns: new DryRuns({ runs: new MongoDryRuns(connection), history: new MongoOrderHistory(connection), clock, log }),
    programs: new ProgramDesk({ versions: new MongoProgramVersions(connection), drafts: new MongoDrafts(connection), clock }),
    reach: new Reach({ reachStore: new MongoReach(connection), clock }),
    storefront: new StorefrontDesk({ looks, clock, privateAllowed: sandboxUrl !== undefined }),
  };
}

/** Codes of somebody who is erased go: those that cost points, and those that were given. */
function takenBackBy(rewards: ReturnType<typeof redemptionsOf>, referring: ReturnType<typeof referralsOf>): Erasing['takeBack'] {
  return async (store, memberIds, reservationIds) => {
    await rewards.takeBack(store, memberIds, reservationIds);
    await referring.erased(store, memberIds);
  };
}

type Kept = ReturnType<typeof storage>;
type Points = ReturnType<typeof pointsOf>;

/** The ledger, and what is told from it: who stands where, what limited things have left, what came too late. */
function pointsOf(options: CoreOptions, kept: Kept) {
  const { clock, platforms } = options;
  const directory = new StoreDirectory(kept.stores, clock);
  const connect = (store: StoreRecord): StoreConnection | null => connectTo(platforms, store);
  const canBeAsked = (store: StoreRecord): boolean => connect(store) !== null;
  const { ledger, posting, watermarks } = ledgersOf({ ...kept, directory, clock, canBeAsked });
  const persons = new Persons(kept.entries);
  const tiers = tiersOf({ ...options, ...kept, persons, directory, levelWritten: (...whose) => doing.memberFacts.note(...whose) });
  const appUrl = options.mail?.appUrl ?? null;
  const shown = (...whose: readonly [StoreId, MemberId]): void => doing.memberFacts.note(...whose);
  const { links, linkOf } = linksOf({ ...kept, persons, directory, clock, appUrl, shown });
  const doing = outboxOf({ ...options, ...kept, persons, directory, statuses: tiers.statuses, connect, linkOf });
  const appended = async (entry: Entry): Promise<void> => {
    await kept.balances.show([balanceRow(entry)]);
    await tiers.statuses.afterEntry(entry);
    await namesAfterEntry(kept, entry);
    doing.memberFacts.note(entry.storeId, entry.memberId);
  };
  const grants = grantsOf({ ...kept, ledger, persons, appended });
  const late = new LateFacts({ ...kept, ledger, posting, persons, directory, appended, clock });
  const levelBefore = tiers.statuses.levelBefore.bind(tiers.statuses);
  const buyers = { orders: kept.orders, members: kept.members, persons, levelBefore, connect };
  return { directory, ledger, watermarks, persons, tiers, doing, appended, grants, late, connect, buyers, links };
}

/** What happens to orders and to rewards, and the two queues through which it comes in and goes out. */
function desksOf(options: CoreOptions, kept: Kept, points: Points) {
  const { clock, log, platforms } = options;
  const { directory, ledger, persons, tiers, doing, appended, grants, late, connect, buyers, links } = points;
  const { outbox } = doing;
  const shared = { ...kept, ledger, persons, directory, appended, platforms };
  const rewards = redemptionsOf({ ...shared, outbox, grants, clock, tierOf: tiers.statuses.tierAt, desk: () => desk, news: () => news });
  const offering = funnelOf({ ...options, ...kept, directory });
  const working = { work: (itemId: string): Promise<unknown> => drain.one(itemId), wake: () => drain.wake() };
  const referring = referralsOf({ ...options, ...shared, ...rewards, ...doing, ...working, grants, connect, late, links });
  const actions = actionsOf({ grants, directory, buyers, late });
  const agreeing = agreeingOf({ ...shared, actions, outbox, clock });
  const after = settledBy(late, tiers.statuses, rewards.spending, offering.funnel, agreeing, ...referring.followers);
  const judged = { orders: kept.orders, directory, addFacts: addedFacts(buyers), hadLeft: hadLeft(buyers) };
  const asking = { ...judged, ledger, entries: kept.entries, members: kept.members, persons, budgets: grants.orders, appended };
  const desk: TimelyOrderDesk = new TimelyOrderDesk(asking, after);
  const registry = new MemberRegistry(kept.members, kept.erasure, clock);
  const leaseTimes = { leaseMs: ORDER_LEASE_MS, waitMs: ORDER_LEASE_WAIT_MS };
  const changes = new StoreChanges({ stores: kept.stores, directory, platforms, connect });
  const erasing = new Erasure({ ...kept, ...doing, ledger, appended, takeBack: takenBackBy(rewards, referring), ...referring.forgetting });
  const removal = new MongoStoreRemoval(options.connection);
  const privacy = new PrivacyDesk({ ...options, ...kept, ledger: kept.entries, directory, erasing, removal, connect });
  const catchingUp = catchingUpOf({ ...options, ...kept, registry, desk, directory, connect });
  /** What follows when an account became somebody's: one each, in this order. */
  const followers = [agreeing.whenOpened, offering.funnelWhenOpened];
  const { settleReferrals } = referring;
  const accounts = accountsOf({ ...shared, desk, registry, actions, clock, followers, settleReferrals });
  const beside = { trace: referring.trace, desk, registry, changes, privacy, leaseTimes, clock, connect };
  const news: StoreNews = new StoreNews({
    ...kept,
    ...accounts.asking,
    ...accounts,
    ...rewards,
    codeDeleted: async (...gone) => (await referring.vouchers.codeDeleted(...gone)) || rewards.codeDeleted(...gone),
    ...catchingUp,
    ...beside,
  });
  const entryPoints = entryPointsOf({ grants, directory });
  const asked = {
    settleReferrals,
    desk,
    actions,
    entryPoints,
    erasing,
    agreeing: agreeing.consents,
    rewards: firstOf(referring.news, rewards.requests),
  };
  const requests = new Requests({ ...shared, ...catchingUp, ...accounts, ...asked, privacy });
  const handler = new Handler({ directory, platforms, news, desk, requests });
  const drain = new Drain({ inbox: kept.inbox, handler, log, clock });
  const performer = performerOf(doing, { drain, directory, connect, clock, log });
  return {
    ...doing,
    ...offering,
    ...accounts.asking,
    agreeing: agreeing.consents,
    referring,
    rewards,
    changes,
    desk,
    registry,
    news,
    drain,
    performer,
    ...catchingUp,
  };
}

export type Core = ReturnType<typeof createCore>;

export function createCore(options: CoreOptions) {
  const { connection, clock, log } = options;
  const kept = storage(options);
  const points = pointsOf(options, kept);
  const { tiers, directory, connect, buyers: _buyers, doing: _doing, ...told } = points;
  const desks = desksOf(options, kept, points);
  const office = officeOf(options);
  const rewardProof = new RedemptionProof({ ...kept, persons: points.persons, spending: desks.rewards.spending, directory });
  const { referralClaims } = desks.referring;
  const proof = ledgerProof({
    ...options,
    ...kept,
    days: office.days,
    levelRows: tiers.levelRows,
    rewardProof,
    referralClaims,
    desk: desks.desk,
  });
  return {
    ...kept,
    ...told,
    ...desks,
    ...tiers,
    ...office,
    ...referralStatsOf({ connection, reach: office.reach }),
    ...pluginsOf({ ...kept, ...desks, directory, platform: options.platforms.woocommerce, clock, log }),
    directory,
    connect,
    sweep: sweepOf({ ...options, ...kept, ...desks, grants: points.grants, directory }),
    proof,
    books: new BooksDesk({ reader: new MongoBookReader(connection), clock }),
    runs: new VerificationRuns({ proof, clock, log }),
    memberCounts: new MemberCounts(kept.members, clock),
    knownProducts: new RememberedProducts({ connect, clock, log }),
  };
}
