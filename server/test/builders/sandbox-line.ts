// A line to a sandbox shop of its own, over HTTP: what the app asks is performed by a shop that remembers it, also when its answer is lost.
import { startSandbox, type RunningSandbox } from '../../sandbox/index.ts';
import type { CallFault } from '../../sandbox/faults/call-faults.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import type { ConnectableStore, StoreConnection } from '../../src/platforms/platform.ts';
import type { Credentials } from '../../src/platforms/shopify/auth/credentials.ts';
import { shopifyPlatform, type ShopifyPlatform } from '../../src/platforms/shopify/index.ts';
import { memoryVault } from '../platforms/shopify-vault.ts';
import { TEST_APP } from './platforms.ts';

export const SANDBOX_SHOP = 'tea-and-clay.myshopify.com';
const STORE = storeId('sandbox');

export interface SandboxLine {
  readonly sandbox: RunningSandbox;
  readonly platform: ShopifyPlatform;
  readonly connection: StoreConnection;
  readonly store: ConnectableStore;
  /** What it let the app in with. */
  readonly access: Credentials;
  /** Its JSON API. Without a body it is read. */
  call<Answer>(path: string, body?: object): Promise<Answer>;
  /** From now on these calls of the app go wrong, and no others. */
  strike(...faults: Partial<CallFault>[]): Promise<void>;
  /** Root fields the app asked for since the last question. */
  asked(): Promise<string[]>;
  /** A customer's id, as the shop has it. */
  customer(email: string): Promise<string>;
  close(): Promise<void>;
}

/** What an app that was installed may use, for whoever keeps it. */
export async function accessTo(url: string): Promise<Credentials> {
  const body = JSON.stringify({ client_id: TEST_APP.clientId, client_secret: TEST_APP.clientSecret, grant_type: 'client_credentials' });
  const headers = { 'content-type': 'application/json', 'x-sim-host': SANDBOX_SHOP };
  const answer = await fetch(`${url}/admin/oauth/access_token`, { method: 'POST', headers, body });
  const given = (await answer.json()) as { access_token: string; refresh_token: string };
  const [far, farther] = [Date.now() + 3_600_000, Date.now() + 90 * 86_400_000];
  const tokens = { accessToken: given.access_token, accessTokenExpiresAt: far, refreshToken: given.refresh_token };
  return { ...tokens, refreshTokenExpiresAt: farther, previousRefreshToken: null, scopes: [] };
}

interface Call {
  readonly fields: readonly string[];
}

/** `now`: what the shop's clock shows, and ours towards it. */
export async function aSandboxLine(id = STORE, now: () => number = Date.now): Promise<SandboxLine> {
  const { clientId, clientSecret } = TEST_APP;
  // Nobody listens to its deliveries here.
  const appUrl = 'http://127.0.0.1:9';
  const sandbox = await startSandbox({ port: 0, folder: ':memory:', appUrl, clientId, clientSecret, shopDomain: SANDBOX_SHOP, now });
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  const app = { ...TEST_APP, scopes: [], simulatorUrl: sandbox.url };
  const access = await accessTo(sandbox.url);
  const platform = shopifyPlatform({ ...app, vault: memoryVault([[id, access]]), clock: { now, sleep } });
  const place = {
    storeId: id,
    domain: SANDBOX_SHOP,
    url: `https://${SANDBOX_SHOP}`,
    facts: { currency: 'EUR', timeZone: 'Europe/Berlin' },
  };
  const store = { ...place, credentials: {} };
  const connection = platform.connect(store);
  if (connection === null) throw new Error('no line to the sandbox');
  const call = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox.url}/sandbox${path}`, body === undefined ? {} : posted);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  await call('/settings', { topics: [] });
  let heard = 0;
  return {
    sandbox,
    platform,
    connection,
    store,
    access,
    call,
    strike: async (...faults) => void (await call('/faults', { calls: faults })),
    async asked() {
      const newestFirst = await call<Call[]>('/calls?limit=500');
      const fresh = newestFirst.slice(0, newestFirst.length - heard).toReversed();
      heard = newestFirst.length;
      return fresh.flatMap(({ fields }) => fields);
    },
    async customer(email) {
      await call('/orders', { customerEmail: email, firstName: 'Mina', lastName: 'K', lines: [{ sku: 'TEA-SENCHA-100', quantity: 1 }] });
      return String((await call<{ id: number }>(`/customers/${encodeURIComponent(email)}`)).id);
    },
    close: () => sandbox.close(),
  };
}
