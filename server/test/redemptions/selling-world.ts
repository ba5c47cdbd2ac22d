// A shop that sells and remembers, and the product beside it: what a member redeems is made in the shop over HTTP, and what is bought there comes back.
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { adjust, cancelReward, redeem } from '../../src/answer-requests.ts';
import { createCore, type Core } from '../../src/core.ts';
import { releaseRewards } from '../../src/jobs/release-rewards.ts';
import { storeId, type MemberId } from '../../src/loyalty/ids.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { isRefused, type Refused } from '../../src/loyalty/refusal.ts';
import type { Reward } from '../../src/loyalty/rewards/reward.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { rewardCode } from '../../src/redemptions/reward-code.ts';
import type { Redemption } from '../../src/redemptions/redemption.ts';
import type { Keyring } from '../../src/secrets/keyring.ts';
import { installStore } from '../../src/stores/install-store.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aKeyring, type TestCore } from '../builders/core.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';
import { aSandboxLine, SANDBOX_SHOP, type SandboxLine } from '../builders/sandbox-line.ts';

export const SHOP = storeId('sandbox');
export const MINUTE = 60_000;

interface ShopOrder {
  readonly id: number;
}

export interface SellingWorld {
  readonly core: Core;
  readonly line: SandboxLine;
  readonly database: TestDatabase;
  readonly platforms: TestCore['platforms'];
  readonly clock: () => number;
  /** The product once more on the same database, as another process has it. */
  another(): Core;
  store(): Promise<StoreRecord>;
  /** The clock's job: what is over is wanted back. */
  releaseDue(): Promise<void>;
  /** Our clock shows what the shop's shows again. */
  presently(): void;
  /** Moves our clock; the shop's goes its own way, unless the world has one clock. */
  later(ms: number): void;
  /** A customer of the shop with points to spend. */
  member(points: number): Promise<{ memberId: MemberId; email: string }>;
  redeems(memberId: MemberId, rewardId: string, change?: Partial<Asked>): Promise<Redemption | Refused>;
  /** The same where the reward must be had: a refusal throws. */
  gets(memberId: MemberId, rewardId: string, change?: Partial<Asked>): Promise<Redemption>;
  cancels(reservationId: string): Promise<Refused | null>;
  codeOf(redemption: Redemption): Promise<string>;
  /** Buys in the shop; what the shop tells of it has arrived. */
  buys(email: string, discountCode?: string, change?: object): Promise<string>;
  does(order: string, action: string, wish?: object): Promise<void>;
  /** Everything due is worked on, in the inbox and the outbox, until nothing is left. */
  work(): Promise<void>;
  state(memberId: MemberId): Promise<{ available: number; reserved: number; deficit: number; open: number }>;
  read(reservationId: string): Promise<Redemption>;
  close(): Promise<void>;
}

interface Asked {
  readonly reservationId: string;
  readonly steps: number;
  readonly cart: { readonly token: string; readonly amountMinor: number } | null;
}

interface Ground {
  readonly core: Core;
  readonly line: SandboxLine;
  readonly clock: () => number;
}

async function install({ core, clock }: Ground, rewards: readonly Reward[], change: Partial<Program>): Promise<void> {
  const place = { storeId: SHOP, platform: 'shopify', name: 'Tea', domain: SANDBOX_SHOP, url: `https://${SANDBOX_SHOP}` } as const;
  const facts = { currency: 'EUR', timeZone: 'UTC', startsAt: 0, webhookSecret: '', credentials: {} };
  await installStore(core.stores, { ...place, ...facts }, clock());
  await core.stores.publish(SHOP, { ...defaultProgram('EUR'), version: 2, inForceFrom: 1, rewards: [...rewards], ...change });
}

async function storeOf({ core }: Ground): Promise<StoreRecord> {
  const found = await core.stores.get(SHOP);
  if (found === null) throw new Error('no store');
  return found;
}

async function read({ core }: Ground, reservationId: string): Promise<Redemption> {
  const found = await core.redemptions.read(SHOP, reservationId);
  if (found === null) throw new Error(`no redemption ${reservationId}`);
  return found;
}

/** What the shop tells of an order has arrived: only that it changed, so the shop is asked. */
async function tell({ core, clock }: Ground, order: string): Promise<void> {
  const body = Buffer.from(JSON.stringify({ order_edit: { order_id: Number(order) } }));
  const item = { itemId: randomUUID(), storeId: SHOP, origin: 'webhook', topic: 'orders/edited', dedupe: null, headers: {} } as const;
  await core.inbox.insert({ ...item, body, receivedAt: clock() });
  await core.drain.once();
}

async function member(ground: Ground, points: number): ReturnType<SellingWorld['member']> {
  const { core, line, clock } = ground;
  const email = `mina-${randomUUID()}@example.test`;
  const externalId = await line.customer(email);
  const person = { externalId, email, phone: null, firstName: 'Mina', lastName: 'K', hasAccount: true, emailVerified: false, locale: null };
  const memberId = await core.registry.memberFor(await storeOf(ground), person, 'account', null);
  if (memberId === null) throw new Error('no member');
  const gift = { requestId: randomUUID(), by: 'test', reason: 'welcome', note: null, approvedBy: 'test' };
  if (points > 0) await adjust(core, { storeId: SHOP, memberId, points, ...gift }, clock());
  return { memberId, email };
}

async function buys(ground: Ground, customerEmail: string, discountCode: string | undefined, wish: object): Promise<string> {
  const code = discountCode === undefined ? {} : { discountCode };
  const lines = [{ sku: 'TEA-SENCHA-100', quantity: 4 }];
  const { id } = await ground.line.call<ShopOrder>('/orders', { customerEmail, lines, ...code, ...wish });
  await tell(ground, String(id));
  return String(id);
}

async function work({ core }: Ground): Promise<void> {
  for (let idle = 0; idle < 2;) {
    const [items, effects] = [await core.drain.once(), await core.performer.once()];
    idle = items + effects === 0 ? idle + 1 : 0;
  }
}

async function state({ core }: Ground, memberId: MemberId): ReturnType<SellingWorld['state']> {
  const head = await core.entries.head(SHOP, memberId);
  const { available = 0, reserved = 0, deficit = 0, reservations = [] } = head?.after ?? {};
  return { available, reserved, deficit, open: reservations.length };
}

/** `oneClock`: the shop's clock is moved with ours. `keys`: for whoever opens the same database in another process. */
export async function aSellingWorld(
  rewards: readonly Reward[],
  change: Partial<Program> = {},
  { oneClock = false, keys = aKeyring() }: { readonly oneClock?: boolean; readonly keys?: Keyring } = {},
): Promise<SellingWorld> {
  let ahead = 0;
  const clock = (): number => Date.now() + ahead;
  const [database, line] = await Promise.all([aDatabase(), aSandboxLine(SHOP, oneClock ? clock : Date.now)]);
  const platforms = { shopify: line.platform, woocommerce: woocommercePlatform() };
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const another = (): Core => createCore({ connection: database.connection, keys, clock, log, platforms });
  const core = another();
  const ground = { core, line, clock };
  await install(ground, rewards, change);
  const redeems: SellingWorld['redeems'] = async (memberId, rewardId, asked = {}) => {
    const wish = { reservationId: randomUUID(), steps: 1, cart: null, ...asked };
    const answer = await redeem(core, { storeId: SHOP, memberId, rewardId, ...wish }, clock());
    return isRefused(answer) ? answer : read(ground, wish.reservationId);
  };
  return {
    ...ground,
    database,
    platforms,
    another,
    store: () => storeOf(ground),
    read: (reservationId) => read(ground, reservationId),
    releaseDue: async () => void (await releaseRewards({ ...core, clock, log })),
    presently: () => void (ahead = 0),
    later: (ms) => void (ahead += ms),
    member: (points) => member(ground, points),
    redeems,
    async gets(...asked) {
      const answer = await redeems(...asked);
      if (isRefused(answer)) throw new Error(`${answer.refused}: ${answer.detail}`);
      return answer;
    },
    cancels: (reservationId) => cancelReward(core, { storeId: SHOP, reservationId }, clock()),
    codeOf: async ({ reservationId }) => rewardCode(await storeOf(ground), reservationId),
    buys: (email, code, wish = {}) => buys(ground, email, code, wish),
    async does(order, action, wish = {}) {
      await line.call(`/orders/${order}/${action}`, wish);
      await tell(ground, order);
    },
    work: () => work(ground),
    state: (memberId) => state(ground, memberId),
    async close() {
      await line.close();
      await database.close();
    },
  };
}
