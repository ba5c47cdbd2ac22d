import { SignJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createDevLogin } from '../../src/api/admin/dev-login.ts';
import { admin, problem } from '../../src/contract/index.ts';
import { readEnv, SANDBOX_API_SECRET } from '../../src/env.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { statusWithHost } from './app-under-test.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const open: ShopWorld[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
async function world(change: Parameters<typeof aShopWorld>[0] = {}): Promise<ShopWorld> {
  const made = await aShopWorld(change);
  open.push(made);
  return made;
}

const logIn = (shop: ShopWorld, body: object = {}, headers: Record<string, string> = {}): Promise<Response> =>
  shop.app.fetch('/admin/api/dev-login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('the development login', () => {
  it('lets somebody at this machine into the sandbox shop, for eight hours', async () => {
    const shop = await world();
    const { token, expiresAt } = admin.devLoginAnswer.parse(await (await logIn(shop)).json());
    expect(Date.parse(expiresAt) - shop.core.time.now).toBe(8 * 3_600_000);
    const session = admin.session.parse(await (await shop.call('GET', '/admin/api/session', { token })).json());
    expect(session).toMatchObject({ store: { id: shop.store }, user: { role: 'owner' } });
    shop.core.time.now += 8 * 3_600_000 + 1_000;
    expect((await shop.call('GET', '/admin/api/session', { token })).status).toBe(401);
  });

  it('can choose another store of the sandbox and a smaller role', async () => {
    const shop = await world();
    const { token } = admin.devLoginAnswer.parse(await (await logIn(shop, { storeId: shop.other, role: 'analyst' })).json());
    const session = admin.session.parse(await (await shop.call('GET', '/admin/api/session', { token })).json());
    expect([session.store.id, session.user.role]).toEqual([shop.other, 'analyst']);
    expect((await logIn(shop, { storeId: 'no-such-store' })).status).toBe(404);
    expect((await logIn(shop, { role: 'god' })).status).toBe(400);
  });

  it('does not exist outside the sandbox', async () => {
    const production = readEnv({
      NODE_ENV: 'production', APP_URL: 'http://127.0.0.1', MONGODB_URI: 'mongodb://db/x', SHOPIFY_API_KEY: 'a-real-key', SHOPIFY_API_SECRET: 'shpss_a-real-secret',
      LASTING_KEYS: `a:${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`,
    }); // prettier-ignore
    const shop = await world({ env: production });
    expect((await logIn(shop)).status).toBe(404);
  });

  it.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'])(
    'does not exist behind a proxy that says %s',
    async (name) => {
      const shop = await world();
      expect((await logIn(shop, {}, { [name]: '127.0.0.1' })).status).toBe(404);
    },
  );

  it('does not exist under another host name, even our own public one', async () => {
    const shop = await world({ env: readEnv({ APP_URL: 'https://sandbox.example.com' }) });
    expect(await statusWithHost(shop.app.port, '/admin/api/dev-login', { host: 'evil.example' })).toBe(421);
    const headers = { host: 'sandbox.example.com', 'content-type': 'application/json' };
    expect(await statusWithHost(shop.app.port, '/admin/api/dev-login', headers, '{}')).toBe(404);
  });

  it('is not for pages of other sites, nor for forms', async () => {
    const shop = await world();
    expect((await logIn(shop, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await logIn(shop, {}, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('can be tried only so often', async () => {
    const shop = await world();
    const answers = await Promise.all(Array.from({ length: 32 }, () => logIn(shop)));
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(2);
  });
});

describe('a token for the admin', () => {
  const who = { storeId: storeId('s-1'), userId: 'u', name: 'U', role: 'owner', locale: 'en' } as const;
  const now = Date.UTC(2026, 10, 21);

  it('is good only at the process that made it', async () => {
    const login = createDevLogin(SANDBOX_API_SECRET);
    const { token } = await login.sign(who, now);
    expect(await login.verify(token, now)).toEqual(who);
    expect(await createDevLogin(SANDBOX_API_SECRET).verify(token, now)).toBeNull();
  });

  it('is refused without a signature, with our public secret, for another audience, and when changed', async () => {
    const login = createDevLogin(SANDBOX_API_SECRET);
    const { token } = await login.sign(who, now);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const secret = new TextEncoder().encode(SANDBOX_API_SECRET);
    const forged = new SignJWT({ ...who })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('lasting-dev-admin')
      .setSubject('u')
      .setExpirationTime('8h');
    const promoted = Buffer.from(
      JSON.stringify({ ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), storeId: 's-2' }),
    );
    const bad = [
      `${none}.${claims}.`,
      await forged.sign(secret),
      `${head}.${promoted.toString('base64url')}.${signature}`,
      `${head}.${claims}.`,
      'x',
      '',
    ];
    for (const each of bad) expect(await login.verify(each, now)).toBeNull();
  });
});

describe('failing to sign in', () => {
  it('becomes 429 after many tries, and stays a refusal when tries cannot be counted', async () => {
    const shop = await world();
    const attempts = await Promise.all(Array.from({ length: 63 }, () => shop.call('GET', '/admin/api/session', { token: 'guess' })));
    expect(attempts.filter((answer) => answer.status === 401)).toHaveLength(60);
    expect(attempts.filter((answer) => answer.status === 429)).toHaveLength(3);
    const without = await world({ rateLimits: { hit: () => Promise.reject(new Error('no database')) } });
    expect((await without.call('GET', '/admin/api/session', { token: 'guess' })).status).toBe(401);
  });
});

describe('a failure of ours', () => {
  it('is told without our insides, and as "try again" while the database is away', async () => {
    const stores = { list: () => Promise.reject(new Error('E11000 at db.internal')) };
    for (const [ready, status, code] of [[true, 500, 'unexpected'], [false, 503, 'unavailable']] as const) {
      const shop = await world({ ready: () => Promise.resolve(ready) });
      Object.assign(shop.services.stores, stores);
      const answer = await logIn(shop);
      const text = await answer.text();
      expect([answer.status, problem.parse(JSON.parse(text)).error.code]).toEqual([status, code]);
      expect(text).not.toMatch(/E11000|internal"|\.ts/u);
    }
  }); // prettier-ignore
});
