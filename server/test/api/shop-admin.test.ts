// The admin inside a shop's own wp-admin: which pages may read our answers, and whose.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, admin, problem } from '../../src/contract/index.ts';
import { MongoStorefrontLooks } from '../../src/storage/mongo/mongo-storefront-looks.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aPluginShop, pluginToken, type PluginShop } from '../builders/plugin-shop.ts';
import { servicesOf } from '../builders/server.ts';
import { startApp, type AppUnderTest } from './app-under-test.ts';

let core: TestCore;
let app: AppUnderTest;
let [ours, theirs] = [{} as PluginShop, {} as PluginShop];

beforeAll(async () => {
  core = await aCore();
  app = await startApp(servicesOf(core, { adminIdentity: (bearer) => core.pluginDoors.adminIdentity(bearer) }));
  [ours, theirs] = [await aPluginShop(core, 'https://tea.example/shop'), await aPluginShop(core, 'https://cups.example')];
});
afterAll(async () => {
  await app.close();
  await core.database.close();
});

const SESSION = ADMIN_ENDPOINTS.session.path;
const ORIGIN = 'https://tea.example';
const ask = (
  path: string,
  origin: string,
  token: string,
  init: { method?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<Response> => app.fetch(path, { ...init, headers: { origin, authorization: `Bearer ${token}`, ...init.headers } });
const allowed = (answer: Response): string | null => answer.headers.get('access-control-allow-origin');
const preflight = (origin: string): Promise<Response> =>
  app.fetch(SESSION, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization,content-type' },
  });

describe('the admin in a shop’s own wp-admin', () => {
  it('is told, before it asks with a token, that it may: by every method that the admin has, without cookies', async () => {
    const answer = await preflight(ORIGIN);
    expect([answer.status, allowed(answer), answer.headers.get('vary')]).toEqual([204, ORIGIN, 'Origin']);
    const methods = (answer.headers.get('access-control-allow-methods') ?? '').split(', ');
    for (const { method } of Object.values(ADMIN_ENDPOINTS)) expect(methods).toContain(method);
    expect(answer.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['https://evil.example', 'http://tea.example', 'https://tea.example:8443', 'https://tea.example.evil.example', 'null', 'https://TEA.example'])(
    'is nobody’s business at %s',
    async (origin) => expect(allowed(await preflight(origin))).toBeNull(),
  ); // prettier-ignore

  it('reads and writes with its shop’s token, from its shop’s origin', async () => {
    const token = await pluginToken(ours, 'staff', core.time.now);
    const read = await ask(SESSION, ORIGIN, token);
    expect([read.status, allowed(read)]).toEqual([200, ORIGIN]);
    expect(admin.session.parse(await read.json())).toMatchObject({ user: { role: 'owner' } });
    const init = { method: 'PUT', body: '{"locale":"fa"}', headers: { 'content-type': 'application/json' } };
    const written = await ask(ADMIN_ENDPOINTS.ownLanguage.path, ORIGIN, token, init);
    expect([written.status, allowed(written)]).toEqual([200, ORIGIN]);
  });

  it('can read why it was refused, so that it knows when its token is over', async () => {
    const token = await pluginToken(ours, 'staff', core.time.now - 3_600_000);
    const answer = await ask(SESSION, ORIGIN, token);
    expect([answer.status, allowed(answer)]).toEqual([401, ORIGIN]);
    expect(problem.parse(await answer.json()).error.code).toBe('not-signed-in');
  });

  it('is not read from another shop’s pages, even with a good token, and writes nothing there', async () => {
    const token = await pluginToken(ours, 'staff', core.time.now);
    expect(allowed(await ask(SESSION, theirs.url, token))).toBeNull();
    const init = { method: 'PUT', body: '{"locale":"he"}', headers: { 'content-type': 'application/json' } };
    const written = await ask(ADMIN_ENDPOINTS.ownLanguage.path, theirs.url, token, init);
    expect([written.status, allowed(written)]).toEqual([403, null]);
  });

  it('shows the shop of the token and no other, whatever else the token says', async () => {
    const { member } = ADMIN_ENDPOINTS;
    const other = await pluginToken(theirs, 'staff', core.time.now);
    await core.members.create({
      storeId: ours.store, memberId: 'm-ours' as never, kind: 'account', externalId: 'c-1', guestEmailKey: null, joinedAt: core.time.now,
      profile: { email: 'mina@example.test', phone: null, firstName: 'Mina', lastName: null, locale: null },
    }); // prettier-ignore
    const path = member.path.replace(':memberId', 'm-ours');
    expect((await ask(path, ORIGIN, await pluginToken(ours, 'staff', core.time.now))).status).toBe(200);
    expect((await ask(path, theirs.url, other)).status).toBe(404);
    for (const change of [
      { claims: { aud: `lasting:${ours.store}:staff` } },
      { secret: theirs.secret, claims: { aud: `lasting:${ours.store}:staff`, iss: ours.url } },
    ])
      // prettier-ignore
      expect((await ask(path, theirs.url, await pluginToken(theirs, 'staff', core.time.now, change))).status).toBe(401);
  });

  it('is over when the shop lets go of us: its tokens, and what its pages may ask', async () => {
    const gone = await aPluginShop(core, 'https://gone.example');
    const token = await pluginToken(gone, 'staff', core.time.now);
    expect((await ask(SESSION, gone.url, token)).status).toBe(200);
    const record = await core.stores.get(gone.store);
    if (record === null) throw new Error('no store');
    await core.pluginDoors.goodbye(record);
    core.time.now += 6_000;
    const answer = await ask(SESSION, gone.url, token);
    expect([answer.status, allowed(answer), allowed(await preflight(gone.url))]).toEqual([401, null, null]);
  });
});

it('says to the merchant that shoppers see nothing only once somebody looked: a plugin shows itself, and needs no place in a theme', async () => {
  const shop = await aPluginShop(core);
  const todo = async () => {
    const path = ADMIN_ENDPOINTS.overview.path;
    const answer = await ask(path, new URL(shop.url).origin, await pluginToken(shop, 'staff', core.time.now));
    return ADMIN_ENDPOINTS.overview.answer.parse(await answer.json()).todo.map(({ code }) => code);
  };
  expect(await todo()).not.toContain('no-storefront-block');
  const looks = new MongoStorefrontLooks(core.database.connection);
  await looks.keep(shop.store, { state: 'off', reason: null, checkedAt: core.time.now, url: shop.url });
  expect(await todo()).toContain('no-storefront-block');
});
