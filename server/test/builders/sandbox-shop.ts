// The sandbox shop and the product, joined by their real doors: the shop delivers over HTTP, and is asked over HTTP. The product's clock is the test's.
import { hash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type RunningSandbox } from '../../sandbox/index.ts';
import { createApp } from '../../src/api/app.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { shopifyPlatform } from '../../src/platforms/shopify/index.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { memoryVault } from '../platforms/shopify-vault.ts';
import { aCore, type TestCore } from './core.ts';
import { TEST_APP } from './platforms.ts';
import { servicesOf } from './server.ts';

const SHOP = 'tea-and-clay.myshopify.com';

const ROUNDS_MAX = 60;

export interface SandboxShop {
  readonly core: TestCore;
  readonly sandbox: RunningSandbox;
  readonly store: StoreId;
  record(): Promise<StoreRecord>;
  /** One thing that is done in the shop; what the shop does not allow is answered with its status. */
  act(path: string, body?: object): Promise<{ readonly status: number; readonly answer: { readonly id: number } }>;
  /** Until nothing waits in the inbox any more: what the shop put off ("your points are used up") is tried again later. */
  work(): Promise<void>;
  /** Until everything that the shop wanted to say was said, and worked on. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface SandboxShopOptions {
  /** When the app was installed. */
  readonly installedAt?: number;
  readonly startsAt?: number;
  /** Deliveries that never arrive although the shop believes so; by their bytes, so that the same seed loses the same ones. */
  readonly loses?: (topic: string, digest: number) => boolean;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A stand-in for the network between the shop and us: what is lost was never there. */
async function passing(request: IncomingMessage, url: string): Promise<number> {
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'host' && name !== 'content-length' && name !== 'connection'
      ? [[name, value] as [string, string]]
      : [],
  );
  const answer = await fetch(url + (request.url ?? ''), { method: 'POST', headers, body: new Uint8Array(await bytesOf(request)) });
  return answer.status;
}

async function listening(listener: RequestListener): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function firstAccess(url: string) {
  const body = JSON.stringify({ client_id: TEST_APP.clientId, client_secret: TEST_APP.clientSecret, grant_type: 'client_credentials' });
  const headers = { 'content-type': 'application/json', 'x-sim-host': SHOP };
  const answer = await fetch(`${url}/admin/oauth/access_token`, { method: 'POST', headers, body });
  const given = (await answer.json()) as { access_token: string; refresh_token: string };
  const inAnHour = Date.now() + 3_600_000;
  const refresh = { refreshToken: given.refresh_token, refreshTokenExpiresAt: inAnHour * 2, previousRefreshToken: null };
  return { accessToken: given.access_token, accessTokenExpiresAt: inAnHour, ...refresh, scopes: [] };
}

export async function aSandboxShop(options: SandboxShopOptions = {}): Promise<SandboxShop> {
  let product: string | null = null;
  const network = await listening((request, response) => {
    const lost = options.loses?.(String(request.headers['x-shopify-topic']), digestOf(request)) ?? false;
    if (lost || product === null) return void request.resume().on('end', () => response.end());
    passing(request, product).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
  const app = { clientId: TEST_APP.clientId, clientSecret: TEST_APP.clientSecret, appUrl: network.url };
  const sandbox = await startSandbox({ ...app, port: 0, folder: ':memory:', shopDomain: SHOP, retryBaseMs: 5 });
  const store = shopifyStoreId(SHOP);
  const vault = memoryVault([[store, await firstAccess(sandbox.url)]]);
  const clock = { now: Date.now, sleep: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)) };
  const core = await aCore({ shopify: shopifyPlatform({ ...app, scopes: [], simulatorUrl: sandbox.url, vault, clock }) });
  core.time.now = options.installedAt ?? Date.now();
  const place = { platform: 'shopify', domain: SHOP, url: `https://${SHOP}`, credentials: {}, webhookSecret: '' } as const;
  await core.addStore({ ...place, storeId: store, startsAt: options.startsAt ?? 0 });
  core.time.now = Date.now();
  const door = await listening(createApp(servicesOf(core)));
  product = door.url;
  const act: SandboxShop['act'] = async (path, body = {}) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox.url}/sandbox${path}`, sent);
    return { status: response.status, answer: (await response.json()) as { id: number } };
  };
  const work = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      await core.drainAll();
      if ((await core.inbox.summary(store, core.time.now)).waiting === 0) return;
      await clock.sleep(100);
      core.time.now += 10_000;
    }
    throw new Error('something waits in the inbox and does not get done');
  };
  await act('/settings', { plan: 'plus' });
  return {
    core,
    sandbox,
    store,
    act,
    work,
    record: async () => {
      const record = await core.stores.get(store);
      if (record === null) throw new Error('the store is not installed');
      return record;
    },
    async settle() {
      const { status } = await act('/webhooks/flush');
      if (status !== 200) throw new Error('the shop still has something to say');
      await work();
    },
    async close() {
      await sandbox.close();
      await door.close();
      await network.close();
      await core.database.close();
    },
  };
}

/** By the signature, which is over the bytes: the same delivery, in whatever order it comes. */
function digestOf({ headers }: IncomingMessage): number {
  const signed = String(headers['x-shopify-hmac-sha256']) + String(headers['x-shopify-topic']);
  return Number.parseInt(hash('sha256', signed, 'hex').slice(0, 8), 16);
}
