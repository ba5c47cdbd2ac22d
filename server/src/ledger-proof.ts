// Proving and repairing, wired: what the CLI, the nightly job and the admin ask for one store.
import { ShareProof } from './allowances/share-proof.ts';
import type { InboxItem, InboxStore } from './inbox/inbox-store.ts';
import { REFERRAL_LOOK, referralLookBody } from './inbox/request-bodies.ts';
import { makeCheckpoint, type CheckpointMaker } from './ledger/checkpoint-maker.ts';
import type { Checkpoint } from './ledger/checkpoint.ts';
import { Findings, STORE_WIDE } from './ledger/verification/finding.ts';
import type { OrderBook, OrderClaim } from './ledger/verification/ports.ts';
import type { Watcher } from './ledger/verification/watcher.ts';
import { proveStore, type Progress, type Verification } from './ledger/verify.ts';
import type { MemberId, OrderId, StoreId } from './loyalty/ids.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { StoredOrder } from './orders/order-store.ts';
import type { PlatformName, StorePlatform } from './platforms/platform.ts';
import { BalanceProjection } from './projections/balance-projection.ts';
import type { BalanceStore } from './projections/balance-store.ts';
import type { Days } from './projections/days/days.ts';
import { rebuildStore, type Rebuilt } from './projections/rebuild.ts';
import type { Keyring } from './secrets/keyring.ts';
import type { LedgerStore } from './ledger/ledger-store.ts';
import type { Connection } from './storage/mongo/connect.ts';
import { MongoAllowanceShares } from './storage/mongo/mongo-allowance-shares.ts';
import { MongoCheckpointStore, MongoVerificationStore } from './storage/mongo/mongo-checkpoint-store.ts';
import { MongoLedgerReader } from './storage/mongo/mongo-ledger-reader.ts';
import { MongoBalanceRows, MongoOrderPages } from './storage/mongo/mongo-proof-rows.ts';
import type { RedemptionProof, WrongReward } from './redemptions/redemption-proof.ts';
import type { ReferralClaims } from './referrals/referral-claims.ts';
import type { StoreRecord, StoreRecords } from './stores/store-record.ts';
import type { LevelRows } from './tiers/level-rows.ts';

export interface ProofNeeds {
  readonly connection: Connection;
  readonly keys: Keyring;
  readonly clock: () => number;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  readonly stores: StoreRecords;
  readonly entries: LedgerStore;
  readonly balances: BalanceStore;
  readonly inbox: InboxStore;
  readonly desk: OrderDesk;
  readonly days: Pick<Days, 'wrong' | 'rebuild'>;
  readonly levelRows: Pick<LevelRows, 'wrong' | 'rebuild'>;
  readonly rewardProof: Pick<RedemptionProof, 'wrong'>;
  readonly referralClaims: ReferralClaims;
}

/** With more than this waiting, no order that looks wrong is called wrong: the news about it may be among it. */
const WAITING_MAX = 2_000;

const earns = ({ order, memberId }: StoredOrder): boolean => memberId !== null && order.standing === 'open' && order.payment === 'paid';

async function claimOf(desk: OrderDesk, store: StoreRecord, order: StoredOrder): Promise<OrderClaim> {
  const { orderId, memberId, revision, seenAt, judgement } = order;
  const known = { orderId, memberId, revision, seenAt, judgedBy: judgement?.programVersion ?? null, earns: earns(order) };
  // Only reading: an order that was never judged is not judged by looking at it.
  if (judgement === null) return { ...known, deserved: [] };
  try {
    return { ...known, deserved: (await desk.deservedBy(store, order)).tranches };
  } catch (error) {
    return { ...known, deserved: error instanceof Error ? error.message : String(error) };
  }
}

function subjectsOf(platform: StorePlatform, store: StoreRecord, item: InboxItem): OrderId[] {
  if (item.origin !== 'webhook') return [];
  try {
    return platform.normalise(item, store).flatMap((event) => {
      if (event.kind === 'order-stated') return [event.order.orderId];
      return event.kind === 'order-changed' || event.kind === 'order-deleted' ? [event.orderId] : [];
    });
  } catch {
    // Nobody can read it, so nothing is being done about any order because of it.
    return [];
  }
}

function referralOf({ topic, body }: InboxItem): string[] {
  return topic === REFERRAL_LOOK ? [referralLookBody.parse(JSON.parse(body.toString('utf8'))).referralId] : [];
}

class OrderPages implements OrderBook {
  readonly #needs: ProofNeeds;
  readonly #store: StoreRecord;
  readonly #pages: MongoOrderPages;

  constructor(needs: ProofNeeds, store: StoreRecord) {
    this.#needs = needs;
    this.#store = store;
    this.#pages = new MongoOrderPages(needs.connection);
  }

  #claims(orders: readonly StoredOrder[]): Promise<OrderClaim[]> {
    return Promise.all(orders.map((order) => claimOf(this.#needs.desk, this.#store, order)));
  }

  async *claims(storeId: StoreId): AsyncIterable<OrderClaim[]> {
    for await (const orders of this.#pages.all(storeId)) yield await this.#claims(orders);
    yield* this.#needs.referralClaims.claims(storeId);
  }

  async claimsOf(storeId: StoreId, orderIds: readonly OrderId[]): Promise<OrderClaim[]> {
    const claims = await this.#claims(await this.#pages.many(storeId, orderIds));
    return [...claims, ...(await this.#needs.referralClaims.claimsOf(storeId, orderIds))];
  }

  traces(...[storeId, orderIds]: Parameters<OrderBook['traces']>): ReturnType<OrderBook['traces']> {
    return this.#pages.traces(storeId, orderIds);
  }

  shares(...[storeId, orderId]: Parameters<OrderBook['shares']>): ReturnType<OrderBook['shares']> {
    return this.#needs.entries.sharesOfOrder(storeId, orderId);
  }

  async inProgress(storeId: StoreId): Promise<ReadonlySet<OrderId> | 'all'> {
    const { inbox, platforms } = this.#needs;
    const { items, next } = await inbox.list(storeId, 'new', null, WAITING_MAX);
    if (next !== null) return 'all';
    const orders = items.flatMap((item) => subjectsOf(platforms[this.#store.platform], this.#store, item));
    const referrals = await this.#needs.referralClaims.inProgress(storeId, orders, items.flatMap(referralOf)); // prettier-ignore
    return new Set([...orders, ...referrals]);
  }
}

interface Wrong {
  readonly days: readonly string[];
  readonly levels: readonly MemberId[];
  readonly rewards: readonly WrongReward[];
}

/** Days are folded from many members' entries, and levels from orders too, so they are proved beside what is proved chain by chain. */
function withOthers(storeId: StoreId, found: Verification, { days, levels, rewards }: Wrong): Verification {
  if (days.length + levels.length + rewards.length === 0) return found;
  const findings = new Findings(storeId);
  const invariant = 'projections-equal-the-ledger';
  for (const day of days) findings.add(STORE_WIDE, { invariant, detail: `days: ${day} is not its entries` });
  for (const memberId of levels) findings.add({ memberId, seq: 0 }, { invariant, detail: 'levels: the row is not what the orders say' });
  for (const { memberId, detail } of rewards) findings.add({ memberId, seq: 0 }, { invariant: 'spent-equals-carried', detail });
  const problems = [...found.problems, ...findings.problems];
  return { ...found, ok: false, problems, problemCount: found.problemCount + findings.count };
}

export type LedgerProof = ReturnType<typeof ledgerProof>;

export function ledgerProof(needs: ProofNeeds) {
  const { connection, keys, clock, stores, balances, days, levelRows, rewardProof } = needs;
  const reader = new MongoLedgerReader(connection);
  const checkpoints = new MongoCheckpointStore(connection);
  const verifications = new MongoVerificationStore(connection);
  const projections = [new BalanceProjection(new MongoBalanceRows(connection), balances, reader)];
  const shares = new MongoAllowanceShares(connection);
  const others = (storeId: StoreId, findings: Findings): Watcher[] => [new ShareProof({ storeId, shares, findings, clock })];
  const maker: CheckpointMaker = { reader, checkpoints, keys, clock };
  const named = async (storeId: StoreId): Promise<StoreRecord> => {
    const store = await stores.get(storeId);
    if (store === null) throw new Error(`there is no store ${storeId}`);
    return store;
  };
  return {
    checkpoints,
    verifications,
    /** Proves everything there is to prove about a store. Reads only. */
    async verify(storeId: StoreId, progress: (progress: Progress) => void = () => undefined): Promise<Verification> {
      const orders = new OrderPages(needs, await named(storeId));
      const found = await proveStore(storeId, { reader, projections, orders, checkpoints, verifications, keys, clock, progress, others });
      return withOthers(storeId, found, {
        days: await days.wrong(storeId),
        levels: await levelRows.wrong(storeId),
        rewards: await rewardProof.wrong(storeId),
      });
    },
    /** Seals the ledger up to `to`, the end of `day`, once. */
    seal: (storeId: StoreId, day: string, to: number): Promise<Checkpoint> => makeCheckpoint(maker, storeId, day, to),
    /** Makes everything that is derived again, while the store works. */
    async rebuild(storeId: StoreId, progress: (progress: Progress) => void = () => undefined): Promise<Rebuilt> {
      const rebuilt = await rebuildStore(storeId, { reader, projections, progress });
      const [ofDays, levels] = [await days.rebuild(storeId), await levelRows.rebuild(storeId)];
      return { ...rebuilt, mended: { ...rebuilt.mended, days: ofDays, levels } };
    },
  };
}
