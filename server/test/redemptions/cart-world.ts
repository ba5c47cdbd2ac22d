// A WooCommerce shop whose plugin asks over HTTP, and the product beside it: rewards that are used in a cart.
import { randomUUID } from 'node:crypto';
import { startApp, type AppUnderTest } from '../api/app-under-test.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aPluginShop, signedHeaders, type PluginShop, type Signing } from '../builders/plugin-shop.ts';
import { servicesOf } from '../builders/server.ts';
import { OrderShop } from '../recorded/woocommerce/order-shop.ts';
import { adjust } from '../../src/answer-requests.ts';
import type { shopCalls } from '../../src/contract/index.ts';
import { problem } from '../../src/contract/index.ts';
import { releaseRewards } from '../../src/jobs/release-rewards.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import type { Reward } from '../../src/loyalty/rewards/reward.ts';
import type { Redemption } from '../../src/redemptions/redemption.ts';

export interface Buyer {
  readonly memberId: MemberId;
  readonly customerId: string;
}

export interface CartWorld {
  readonly core: TestCore;
  readonly app: AppUnderTest;
  readonly shop: OrderShop;
  readonly plugin: PluginShop;
  /** As the plugin asks. */
  calls(name: string, body: object, signing?: Partial<Signing>): Promise<Response>;
  quote(buyer: Buyer, wish: object): Promise<shopCalls.QuoteAnswer>;
  /** Status, code and field of a refusal. */
  refusal(answer: Response): Promise<(string | number | null | undefined)[]>;
  buyer(points: number): Promise<Buyer>;
  /** The shop's plugin says that an order changed, and everything that follows is done. */
  hears(orderId: number): Promise<void>;
  work(): Promise<void>;
  releaseDue(): Promise<void>;
  state(buyer: Buyer): Promise<{ available: number; reserved: number; open: number; deficit: number }>;
  spent(requestId: string): Promise<number>;
  read(requestId: string): Promise<Redemption>;
  close(): Promise<void>;
}

let customers = 100;

async function buyer(core: TestCore, { store }: PluginShop, points: number): Promise<Buyer> {
  const record = await core.stores.get(store);
  if (record === null) throw new Error('no store');
  const customerId = String((customers += 1));
  const person = { email: `c${customerId}@example.test`, phone: null, firstName: 'Mina', lastName: 'K', locale: null };
  const identity = { externalId: customerId, hasAccount: true, emailVerified: false, ...person };
  const memberId = await core.registry.memberFor(record, identity, 'account', null);
  if (memberId === null) throw new Error('no member');
  const gift = { requestId: randomUUID(), by: 'test', reason: 'welcome', note: null, approvedBy: 'test' };
  if (points > 0) await adjust(core, { storeId: store, memberId, points, ...gift }, core.time.now);
  return { memberId, customerId };
}

/** As an item of the inbox, the way in which the door of notes puts it. */
export async function noted({ inbox, time }: Pick<TestCore, 'inbox' | 'time'>, { store }: PluginShop, orderId: number): Promise<void> {
  const item = { itemId: randomUUID(), storeId: store, origin: 'webhook', topic: 'action.woocommerce_update_order', dedupe: null } as const;
  const body = Buffer.from(JSON.stringify({ action: 'woocommerce_update_order', arg: orderId }));
  await inbox.insert({ ...item, headers: {}, body, receivedAt: time.now });
}

export async function worked({ drain, performer }: Pick<TestCore, 'drain' | 'performer'>): Promise<void> {
  for (let idle = 0; idle < 2;) {
    const [items, effects] = [await drain.once(), await performer.once()];
    idle = items + effects === 0 ? idle + 1 : 0;
  }
}

export async function aCartWorld(rewards: readonly Reward[], change: Partial<Program> = {}, currency = 'EUR'): Promise<CartWorld> {
  const core = await aCore();
  const shop = await OrderShop.open(() => core.time.now);
  const app = await startApp(servicesOf(core, { extensionIdentity: (bearer) => core.pluginDoors.shopperIdentity(bearer) }));
  const plugin = await aPluginShop(core, shop.url, currency);
  const program = defaultProgram(currency);
  const earning = { ...program.earning, rules: [] };
  await core.stores.publish(plugin.store, { ...program, version: 2, inForceFrom: 1, rewards: [...rewards], earning, ...change });
  const calls: CartWorld['calls'] = (name, body, signing = {}) => {
    const sent = JSON.stringify(body);
    const headers = signedHeaders(plugin, sent, { name, at: core.time.now, ...signing });
    return app.fetch(`/woocommerce/${plugin.store}/calls/${name}`, { method: 'POST', headers, body: sent });
  };
  return {
    core, app, shop, plugin, calls,
    quote: async ({ customerId }, wish) => {
      const answer = await calls('quote', { requestId: randomUUID(), customerId, rewardId: 'five-off', amountMinor: 2_500, ...wish });
      if (answer.status !== 200) throw new Error(await answer.text());
      return (await answer.json()) as shopCalls.QuoteAnswer;
    },
    refusal: async (answer) => {
      const { error } = problem.parse(await answer.json());
      return [answer.status, error.code, error.field, ...(error.minimumMinor === undefined ? [] : [error.minimumMinor])];
    },
    buyer: (points) => buyer(core, plugin, points),
    hears: async (orderId) => {
      await noted(core, plugin, orderId);
      await worked(core);
    },
    work: () => worked(core),
    releaseDue: async () => void (await releaseRewards({ ...core, clock: () => core.time.now, log: servicesOf(core).log })),
    state: async ({ memberId }) => {
      const { available = 0, reserved = 0, deficit = 0, reservations = [] } = (await core.entries.head(plugin.store, memberId))?.after ?? {};
      return { available, reserved, open: reservations.length, deficit };
    },
    spent: async (requestId) => (await core.entries.redeemed(plugin.store, requestId)).settled,
    read: async (requestId) => {
      const found = await core.redemptions.read(plugin.store, requestId);
      if (found === null) throw new Error(`no redemption ${requestId}`);
      return found;
    },
    close: async () => {
      await app.close();
      await shop.close();
      await core.database.close();
    },
  }; // prettier-ignore
}
