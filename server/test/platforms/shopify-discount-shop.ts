// A sandbox shop with the app's function in it, and the app's line to it.
import { buildFunction } from '../../../extensions/discount-function/build.ts';
import { startSandbox, type RunningSandbox } from '../../sandbox/index.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import type { StoreConnection } from '../../src/platforms/platform.ts';
import { shopifyPlatform } from '../../src/platforms/shopify/index.ts';
import { CLIENT_ID, SECRET } from './shopify-deliveries.ts';
import { memoryVault } from './shopify-vault.ts';

const SHOP = 'tea-and-clay.myshopify.com';
const STORE = storeId('sandbox');

async function firstAccess(url: string) {
  const body = JSON.stringify({ client_id: CLIENT_ID, client_secret: SECRET, grant_type: 'client_credentials' });
  const headers = { 'content-type': 'application/json', 'x-sim-host': SHOP };
  const answer = await fetch(`${url}/admin/oauth/access_token`, { method: 'POST', headers, body });
  const { access_token: accessToken = '', refresh_token: refreshToken = '' } = (await answer.json()) as Record<string, string>;
  const until = Date.now() + 1e9;
  const times = { accessTokenExpiresAt: until, refreshTokenExpiresAt: until };
  return { accessToken, refreshToken, ...times, previousRefreshToken: null, scopes: [] };
}

export interface DiscountShop {
  readonly sandbox: RunningSandbox;
  readonly line: StoreConnection;
  readonly write: NonNullable<StoreConnection['writeTierDiscount']>;
  /** Asks the shop in GraphQL, as the app. */
  readonly ask: <Data>(query: string) => Promise<Data>;
  readonly post: <Answer>(path: string, body: object) => Promise<Answer>;
}

function lineTo(sandbox: RunningSandbox, appUrl: string, access: Awaited<ReturnType<typeof firstAccess>>): StoreConnection {
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  const app = { clientId: CLIENT_ID, clientSecret: SECRET, appUrl, scopes: [], simulatorUrl: sandbox.url };
  const platform = shopifyPlatform({ ...app, vault: memoryVault([[STORE, access]]), clock: { now: Date.now, sleep } });
  const facts = { currency: 'EUR', timeZone: 'Europe/Berlin' };
  const line = platform.connect({ storeId: STORE, domain: SHOP, url: `https://${SHOP}`, facts, credentials: {} });
  if (line === null) throw new Error('no line to the sandbox');
  return line;
}

export async function aDiscountShop(options: { functionFolder?: string } = {}): Promise<DiscountShop> {
  await buildFunction();
  const appUrl = 'http://127.0.0.1:9';
  const app = { appUrl, clientId: CLIENT_ID, clientSecret: SECRET, shopDomain: SHOP };
  const sandbox = await startSandbox({ port: 0, folder: ':memory:', ...app, ...options });
  const access = await firstAccess(sandbox.url);
  const line = lineTo(sandbox, appUrl, access);
  if (line.writeTierDiscount === null) throw new Error('this shop takes no discounts');
  const json = { 'content-type': 'application/json' };
  const post: DiscountShop['post'] = async (path, body) =>
    (await (await fetch(sandbox.url + path, { method: 'POST', headers: json, body: JSON.stringify(body) })).json()) as never;
  const ask: DiscountShop['ask'] = async (query) => {
    const headers = { ...json, 'x-sim-host': SHOP, 'x-shopify-access-token': access.accessToken };
    const answer = await fetch(`${sandbox.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    return ((await answer.json()) as { data: never }).data;
  };
  return { sandbox, line, write: line.writeTierDiscount, ask, post };
}
