// The sandbox's WooCommerce store and the product, joined by their real doors: the plugin connects by an invitation, webhooks and notes come over HTTP, and
// the store is asked over HTTP. Both live by the test's clock; signatures of the product's own questions keep to the machine's.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startWooStore, type StoreOptions, type WooStore } from '../../sandbox/woocommerce/index.ts';
import { createApp } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';
import { readEnv } from '../../src/env.ts';
import { orderId, storeId, type StoreId } from '../../src/loyalty/ids.ts';
import { invite } from '../../src/onboarding/plugins/invite.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from './core.ts';
import { TEST_APP } from './platforms.ts';
import { servicesOf } from './server.ts';

const DAY_MS = 86_400_000;
const ROUNDS_MAX = 60;

export interface Doors {
  readonly core: TestCore;
  readonly services: Services;
  readonly url: string;
  /** The line that an operator gives to a merchant. */
  line(forStore?: StoreId | null): Promise<string>;
  close(): Promise<void>;
}

/** The product with its doors on loopback. `privateAllowed`: shops may be on this machine. */
export async function theDoors(privateAllowed = true): Promise<Doors> {
  const core = await aCore();
  core.time.now = Date.now();
  // The app must know its own address before it listens.
  let app: ReturnType<typeof createApp> | null = null;
  const server = createServer((request, response) => void app?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = readEnv({ NODE_ENV: 'test', SHOPIFY_API_SECRET: TEST_APP.clientSecret, APP_URL: url, ALLOW_PRIVATE_STORE_URLS: String(privateAllowed) }); // prettier-ignore
  const services = servicesOf(core, {
    env,
    adminIdentity: (bearer) => core.pluginDoors.adminIdentity(bearer),
    extensionIdentity: (bearer) => core.pluginDoors.shopperIdentity(bearer),
  });
  app = createApp(services);
  return {
    core,
    services,
    url,
    async line(forStore = null) {
      return (await invite(core.invitations, { appUrl: url, forStore, now: core.time.now, lifeMs: DAY_MS })).line;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await core.database.close();
    },
  };
}

export interface WooShop extends Omit<Doors, 'url' | 'close'> {
  readonly woo: WooStore;
  readonly store: StoreId;
  readonly appUrl: string;
  record(): Promise<StoreRecord>;
  /** Until nothing waits in the inbox any more. */
  work(): Promise<void>;
  /** A look at the store, a quarter of an hour later, and all that it found; how much that was. */
  compare(): Promise<number>;
  /** Points that stand for an order. */
  pointsOf(order: number): Promise<number>;
  close(): Promise<void>;
}

/** `doors`: of another shop, so that several shops and one product share a database. */
export async function aWooShop(options: StoreOptions & { readonly doors?: Doors } = {}): Promise<WooShop> {
  const doors = options.doors ?? (await theDoors());
  const { core } = doors;
  const woo = await startWooStore({ now: () => core.time.now, ...options });
  const connected = await woo.plugin.connect(await doors.line());
  if (connected !== true) throw new Error(`the shop was not connected: ${connected}`);
  const store = storeId(woo.plugin.connection?.storeId ?? '');
  // What was bought before is history, and shops count in seconds.
  core.time.now += 60_000;
  const work = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      await core.drainAll();
      if ((await core.inbox.summary(store, core.time.now)).waiting === 0) return;
      core.time.now += 10_000;
    }
    throw new Error('something waits in the inbox and does not get done');
  };
  const record = async (): Promise<StoreRecord> => {
    const found = await core.stores.get(store);
    if (found === null) throw new Error('the store is not installed');
    return found;
  };
  return {
    ...doors,
    appUrl: doors.url,
    woo,
    store,
    work,
    record,
    async compare() {
      core.time.now += 15 * 60_000;
      const look = await core.reconciler.look(await record());
      await work();
      await core.reconciler.advance(store);
      if (look.kind !== 'looked') throw new Error(`the look ended as ${JSON.stringify(look)}`);
      return look.found;
    },
    async pointsOf(order) {
      const shares = await core.entries.sharesOfOrder(store, orderId(String(order)));
      return shares.reduce((sum, { points }) => sum + points, 0);
    },
    async close() {
      await woo.close();
      if (options.doors === undefined) await doors.close();
    },
  };
}
