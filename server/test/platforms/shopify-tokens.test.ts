import { afterEach, describe, expect, it } from 'vitest';
import { SignJWT } from 'jose';
import { storeId } from '../../src/loyalty/ids.ts';
import type { Credentials } from '../../src/platforms/shopify/auth/credentials.ts';
import { createShopTokens } from '../../src/platforms/shopify/auth/tokens.ts';
import { CLIENT_ID, SECRET, SHOP, testLibrary } from './shopify-deliveries.ts';
import { standIn, type Answer, type Asked, type StandIn } from './shopify-http.ts';
import { memoryVault } from './shopify-vault.ts';

const STORE = storeId('one');
const servers: StandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const pair = (name: string): Answer => ({
  body: {
    access_token: `access-${name}`,
    scope: 'read_orders,read_customers',
    expires_in: 3600,
    refresh_token: `refresh-${name}`,
    refresh_token_expires_in: 7_776_000,
  },
});
const held = (change: Partial<Credentials> = {}): Credentials => ({
  accessToken: 'access-old',
  accessTokenExpiresAt: Date.now() - 1,
  refreshToken: 'refresh-old',
  refreshTokenExpiresAt: Date.now() + 1e9,
  previousRefreshToken: null,
  scopes: ['read_orders'],
  ...change,
});

async function shopAnswering(answer: (asked: Asked, nth: number) => Answer, start: Credentials | null = held()) {
  const server = await standIn(answer);
  servers.push(server);
  const vault = memoryVault(start === null ? [] : [[STORE, start]]);
  return { server, vault, tokens: createShopTokens(testLibrary(server.url), vault, Date.now) };
}

const sessionToken = (): Promise<string> =>
  new SignJWT({ dest: `https://${SHOP}`, iss: `https://${SHOP}/admin`, aud: CLIENT_ID, sub: '42', sid: 'one' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(SECRET));

describe('installing', () => {
  it('exchanges the session token for an expiring offline pair, and keeps the whole pair', async () => {
    const { server, vault, tokens } = await shopAnswering(() => pair('new'), null);
    const token = await sessionToken();
    await tokens.install(STORE, SHOP, token);
    expect(server.asked[0]).toMatchObject({
      path: '/admin/oauth/access_token',
      headers: { 'x-sim-host': SHOP },
      body: {
        client_id: CLIENT_ID,
        subject_token: token,
        expiring: '1',
        requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      },
    });
    expect(vault.held.get(STORE)).toMatchObject({
      accessToken: 'access-new',
      refreshToken: 'refresh-new',
      previousRefreshToken: null,
      scopes: ['read_orders', 'read_customers'],
    });
    expect(vault.saves).toBe(1);
  });

  it('refuses a token that never expires, because it would fail later', async () => {
    const { vault, tokens } = await shopAnswering(() => ({ body: { access_token: 'forever', scope: '' } }), null);
    await expect(tokens.install(STORE, SHOP, await sessionToken())).rejects.toMatchObject({ name: 'StoreRefused' });
    expect(vault.saves).toBe(0);
  });

  it('says that it was refused, without repeating the token', async () => {
    const { tokens } = await shopAnswering(() => ({ status: 400, body: { error: 'invalid_subject_token' } }), null);
    const token = await sessionToken();
    const failure: unknown = await tokens.install(STORE, SHOP, token).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StoreRefused', status: 400 });
    expect(String(failure)).not.toContain(token);
    const bad: unknown = await tokens.install(STORE, SHOP, `${token}x`).catch((error: unknown) => error);
    expect(String(bad)).not.toContain(token);
  });
});

describe('our access to a shop', () => {
  it('is used while it lasts, without asking', async () => {
    const { server, tokens } = await shopAnswering(() => pair('new'), held({ accessTokenExpiresAt: Date.now() + 3_600_000 }));
    expect(await tokens.of(STORE, SHOP).current()).toBe('access-old');
    expect(server.asked).toEqual([]);
  });

  it('is renewed when it is about to end, and the refresh token before is remembered', async () => {
    const { server, vault, tokens } = await shopAnswering(() => pair('new'), held({ accessTokenExpiresAt: Date.now() + 60_000 }));
    expect(await tokens.of(STORE, SHOP).current()).toBe('access-new');
    expect(server.asked[0]?.body).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-old' });
    expect(vault.held.get(STORE)).toMatchObject({ refreshToken: 'refresh-new', previousRefreshToken: 'refresh-old' });
  });

  it('is renewed once when ten ask at the same time', async () => {
    const { server, vault, tokens } = await shopAnswering((_asked, nth) => pair(String(nth)));
    const line = tokens.of(STORE, SHOP);
    const all = await Promise.all(Array.from({ length: 10 }, () => line.current()));
    expect(new Set(all)).toEqual(new Set(['access-1']));
    expect(server.asked).toHaveLength(1);
    expect(vault.saves).toBe(1);
  });

  it('is renewed once when two were refused with the same token', async () => {
    const { server, tokens } = await shopAnswering(
      (_asked, nth) => pair(String(nth)),
      held({ accessTokenExpiresAt: Date.now() + 3_600_000 }),
    );
    const line = tokens.of(STORE, SHOP);
    expect(await Promise.all([line.renew('access-old'), line.renew('access-old')])).toEqual(['access-1', 'access-1']);
    expect(server.asked).toHaveLength(1);
  });

  it('comes back by the refresh token before, when the one we hold is refused', async () => {
    const start = held({ previousRefreshToken: 'refresh-older' });
    const { vault, tokens } = await shopAnswering(
      ({ body }) => (body['refresh_token'] === 'refresh-older' ? pair('new') : { status: 400, body: { error: 'invalid_grant' } }),
      start,
    );
    expect(await tokens.of(STORE, SHOP).current()).toBe('access-new');
    expect(vault.held.get(STORE)).toMatchObject({ previousRefreshToken: 'refresh-older' });
  });

  it('is kept as it was when the shop cannot be reached', async () => {
    const start = held({ previousRefreshToken: 'refresh-older' });
    for (const answer of [{ status: 503, body: {} }, { hangUp: true }, { body: '<html>' }]) {
      const { vault, server, tokens } = await shopAnswering(() => answer, start);
      await expect(tokens.of(STORE, SHOP).current()).rejects.toMatchObject({ name: 'StoreUnreachable' });
      expect(vault.held.get(STORE)).toEqual(start);
      expect(server.asked).toHaveLength(1);
    }
  });

  it('says when to come back', async () => {
    const { tokens } = await shopAnswering(() => ({ status: 429, headers: { 'retry-after': '2.0' }, body: {} }));
    await expect(tokens.of(STORE, SHOP).current()).rejects.toMatchObject({ name: 'StoreUnreachable', retryAfterMs: 2000 });
  });

  it('is missing for a store that gave none', async () => {
    const { tokens } = await shopAnswering(() => pair('new'), null);
    await expect(tokens.of(STORE, SHOP).current()).rejects.toMatchObject({ name: 'StoreRefused', status: 401 });
  });
});

describe('two apps in one process', () => {
  it('talk each to their own shop, at the same time', async () => {
    const [first, second] = await Promise.all([shopAnswering(() => pair('first')), shopAnswering(() => pair('second'))]);
    const got = await Promise.all([first.tokens.of(STORE, SHOP).current(), second.tokens.of(STORE, SHOP).current()]);
    expect(got).toEqual(['access-first', 'access-second']);
    expect([first.server.asked.length, second.server.asked.length]).toEqual([1, 1]);
  });
});
