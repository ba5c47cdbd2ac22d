// The product without its doors on a database of its own, with a clock the test moves.
import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createCore, type Core, type CoreOptions } from '../../src/core.ts';
import { storeId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { PlatformName, StorePlatform } from '../../src/platforms/platform.ts';
import { shopifyPlatformForTests } from './platforms.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { installStore, type NewStore } from '../../src/stores/install-store.ts';
import { aDatabase, type TestDatabase } from './database.ts';

export interface TestCore extends Core {
  readonly database: TestDatabase;
  readonly time: { now: number };
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>>;
  /** Another process on the same database, with the same keys and clock. */
  anotherProcess(): Core;
  /** Installs a store with the default program; gives its id. */
  addStore(store?: Partial<NewStore>): Promise<StoreId>;
  /** Puts a delivery into the inbox as the webhook door would after verifying it. */
  deliver(store: StoreId, topic: string, headers: Record<string, string>, body: Buffer | string, dedupe?: string): Promise<string>;
  /** Works until the inbox has nothing that is due. */
  drainAll(): Promise<void>;
  available(store: StoreId, member: MemberId): Promise<number>;
}

export const aKeyring = (): Keyring => new Keyring([{ id: 'test', key: randomBytes(32) }]);

function someStore(): NewStore {
  const id = `store-${randomBytes(6).toString('hex')}`;
  const place = {
    name: 'Tea and Clay',
    domain: `${id}.example.test`,
    url: `https://${id}.example.test`,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
  };
  return {
    storeId: storeId(id),
    platform: 'woocommerce',
    ...place,
    startsAt: 0,
    webhookSecret: 'a-secret-of-this-store',
    credentials: null,
  };
}

export interface CoreChoices {
  readonly shopify?: StorePlatform;
  readonly mail?: CoreOptions['mail'];
}

/** `shopify`: a platform that leads somewhere, where a test has a shop. */
export async function aCore({ shopify = shopifyPlatformForTests(), mail }: CoreChoices = {}): Promise<TestCore> {
  const database = await aDatabase();
  const time = { now: Date.UTC(2026, 10, 21, 20) };
  const clock = (): number => time.now;
  const platforms = { shopify, woocommerce: woocommercePlatform() };
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const options = { connection: database.connection, keys: aKeyring(), clock, log, platforms, ...(mail ? { mail } : {}) };
  const core = createCore(options);
  return {
    ...core,
    database,
    time,
    platforms,
    anotherProcess: () => createCore(options),
    async addStore(change = {}) {
      const store = { ...someStore(), ...change };
      await installStore(core.stores, store, clock());
      return store.storeId;
    },
    async deliver(store, topic, headers, body, dedupe) {
      const itemId = randomUUID();
      const bytes = Buffer.from(body);
      const item = {
        itemId,
        storeId: store,
        origin: 'webhook',
        topic,
        dedupe: dedupe ?? null,
        headers,
        body: bytes,
        receivedAt: clock(),
      } as const;
      await core.inbox.insert(item);
      return itemId;
    },
    async drainAll() {
      while ((await core.drain.once()) > 0);
    },
    async available(store, member) {
      return (await core.entries.head(store, member))?.after.available ?? 0;
    },
  };
}
