// Every proof that a WooCommerce shop's plugin can make, tried at every door that it is not for.
import { createHmac, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, EXTENSION_ENDPOINTS, problem, shopCalls } from '../../src/contract/index.ts';
import { pluginKey } from '../../src/platforms/woocommerce/plugin/keys.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aPluginShop, pluginToken, signedHeaders, type PluginShop, type Signing } from '../builders/plugin-shop.ts';
import { servicesOf } from '../builders/server.ts';
import { startApp, type AppUnderTest } from './app-under-test.ts';

const MINUTE = 60_000;
const CALLS = Object.keys(shopCalls.SHOP_CALLS);
let core: TestCore;
let app: AppUnderTest;
let [ours, theirs] = [{} as PluginShop, {} as PluginShop];

beforeAll(async () => {
  core = await aCore();
  // The database forgets what was counted by its own clock.
  core.time.now = Date.now();
  const { pluginDoors } = core;
  const adminIdentity = (bearer: string) => pluginDoors.adminIdentity(bearer);
  app = await startApp(servicesOf(core, { adminIdentity, extensionIdentity: (bearer) => pluginDoors.shopperIdentity(bearer) }));
  [ours, theirs] = [await aPluginShop(core), await aPluginShop(core)];
});
afterAll(async () => {
  await app.close();
  await core.database.close();
});
// Failures of one network are counted by the minute.
beforeEach(() => void (core.time.now += 2 * MINUTE));

const said = async (answer: Response): Promise<[number, string]> => [answer.status, problem.parse(await answer.json()).error.code];
const STRANGER = [401, 'not-signed-in'];
const QUOTE = { requestId: randomUUID(), customerId: '7', rewardId: 'five-off', amountMinor: 100 };

function sends(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return app.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

interface Attack extends Partial<Signing> {
  readonly body?: string;
  /** What is sent in its place once it is signed. */
  readonly sent?: string;
  readonly by?: PluginShop;
}

function asks(name: string, { body = JSON.stringify(QUOTE), sent = body, by = ours, ...signing }: Attack = {}): Promise<Response> {
  const headers = signedHeaders(by, body, { name, at: core.time.now, ...signing });
  return sends(`/woocommerce/${ours.store}/calls/${name}`, sent, headers);
}

describe('a question of a shop', () => {
  it('is heard when it is signed: with the same bytes, for its own name, now', async () => {
    expect(await said(await asks('quote'))).toEqual([409, 'not-enough-points']);
    for (const minutes of [-9, 9]) expect((await asks('quote', { at: core.time.now + minutes * MINUTE })).status).toBe(409);
  });

  const WRONG: readonly [string, () => Attack][] = [
    ['signed with another secret', () => ({ secret: 'a secret that somebody made up' })],
    ['signed by another shop', () => ({ by: theirs })],
    ['signed for another purpose', () => ({ purpose: 'note' })],
    ['signed with the key of staff', () => ({ purpose: 'staff' })],
    ['signed for another name', () => ({ name: 'quota' })],
    ['signed for no name, as a note is', () => ({ name: '', purpose: 'note' })],
    ['signed eleven minutes ago', () => ({ at: core.time.now - 11 * MINUTE })],
    ['signed by a clock eleven minutes ahead', () => ({ at: core.time.now + 11 * MINUTE })],
    ['changed on its way', () => ({ sent: JSON.stringify({ ...QUOTE, customerId: '8' }) })],
    ['changed by one byte', () => ({ sent: `${JSON.stringify(QUOTE)} ` })],
  ];
  for (const name of CALLS)
    it.each(WRONG)(`of the name ${name} is a stranger's when it is %s`, async (_, attack) => {
      expect(await said(await asks(name, attack()))).toEqual(STRANGER);
    });

  it.each(CALLS)('of the name %s is a stranger’s when another one was signed', async (name) => {
    for (const other of CALLS.filter((one) => one !== name)) expect(await said(await asks(name, { name: other }))).toEqual(STRANGER);
    expect((await core.stores.get(ours.store))?.state).toBe('active');
  });

  it('is a stranger’s without a signature, with a token in its place, and with half of one', async () => {
    const body = JSON.stringify(QUOTE);
    const path = `/woocommerce/${ours.store}/calls/quote`;
    const staff = await pluginToken(ours, 'staff', core.time.now);
    const { 'x-lasting-time': time = '', 'x-lasting-signature': signature = '' } = signedHeaders(ours, body, {
      name: 'quote',
      at: core.time.now,
    });
    const tries: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${staff}` },
      { 'x-lasting-time': time },
      { 'x-lasting-signature': signature },
      { 'x-lasting-time': `${time}.0`, 'x-lasting-signature': signature },
      { 'x-lasting-time': time, 'x-lasting-signature': signature.toUpperCase() },
      { 'x-lasting-time': time, 'x-lasting-signature': signature.slice(2) },
    ];
    for (const headers of tries) expect(await said(await sends(path, body, headers))).toEqual(STRANGER);
  });

  it('is nothing where there is no such name, no such store, or far too much of it', async () => {
    expect(await said(await asks('everything'))).toEqual([404, 'not-found']);
    expect(await said(await sends('/woocommerce/..%2F..%2Fx/calls/quote', '{}', {}))).toEqual([404, 'not-found']);
    expect(await said(await sends('/woocommerce/nobody/calls/quote', '{}', {}))).toEqual(STRANGER);
    expect(await said(await asks('quote', { body: JSON.stringify({ ...QUOTE, rewardId: 'x'.repeat(5_000) }) }))).toEqual([
      413,
      'invalid-input',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"requestId":'],
    ['a name that means something to a database', JSON.stringify({ ...QUOTE, customerId: { $gt: '' } })],
    ['more than is asked for', JSON.stringify({ ...QUOTE, memberId: 'm-1' })],
    ['no uuid', JSON.stringify({ ...QUOTE, requestId: '../1' })],
    ['a negative amount', JSON.stringify({ ...QUOTE, amountMinor: -1 })],
    ['half an amount', JSON.stringify({ ...QUOTE, amountMinor: 0.5 })],
    ['no steps', JSON.stringify({ ...QUOTE, steps: 0 })],
  ])('that is signed and says %s is refused, and not understood in part', async (_, body) => {
    expect(await said(await asks('quote', { body }))).toEqual([400, 'invalid-input']);
  });

  it('is not heard for ever from who guesses, and one customer asks only so often', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1) statuses.push((await asks('quote', { secret: 'a guess' })).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
    core.time.now += 2 * MINUTE;
    const customer: number[] = [];
    for (let n = 0; n < 62; n += 1) customer.push((await asks('quote')).status);
    expect([customer[0], customer.at(-1)]).toEqual([409, 429]);
    expect((await asks('quote', { body: JSON.stringify({ ...QUOTE, customerId: '8' }) })).status).toBe(409);
  });
});

describe('a note of a shop', () => {
  it('is no question, and a question is no note', async () => {
    const path = `/woocommerce/${ours.store}/notes`;
    const note = '{"order":22,"n":"0123456789"}';
    for (const signing of [{ purpose: 'call' }, { purpose: 'call', name: 'quote' }, { purpose: 'call', name: 'notes' }] as const)
      expect(await said(await sends(path, note, signedHeaders(ours, note, { at: core.time.now, ...signing })))).toEqual(STRANGER);
    const headers = signedHeaders(ours, note, { at: core.time.now, purpose: 'note' });
    expect((await sends(path, note, headers)).status).toBe(200);
    for (const name of CALLS) expect(await said(await sends(`/woocommerce/${ours.store}/calls/${name}`, note, headers))).toEqual(STRANGER);
    // A body that begins with a name and a full stop is still not a question of that name.
    const body = `quote.${JSON.stringify(QUOTE)}`;
    const replayed = signedHeaders(ours, body, { at: core.time.now, purpose: 'note' });
    expect(await said(await sends(`/woocommerce/${ours.store}/calls/quote`, JSON.stringify(QUOTE), replayed))).toEqual(STRANGER);
  });

  it('is not a delivery of WooCommerce, whose secret is another', async () => {
    const note = '{"order":22,"n":"0123456789"}';
    const time = String(Math.floor(core.time.now / 1_000));
    const signature = createHmac('sha256', 'a-secret-of-this-store').update(`${time}.${note}`).digest('hex');
    const answer = await sends(`/woocommerce/${ours.store}/notes`, note, { 'x-lasting-time': time, 'x-lasting-signature': signature });
    expect(await said(answer)).toEqual(STRANGER);
  });
});

describe('a token of a shop', () => {
  const seconds = (): number => Math.floor(core.time.now / 1_000);
  const at = (door: string, token: string): Promise<Response> => app.fetch(door, { headers: { authorization: `Bearer ${token}` } });
  const ADMIN = ADMIN_ENDPOINTS.session.path;
  const SHOPPER = EXTENSION_ENDPOINTS.me.path;
  const DOORS = [['staff', ADMIN] as const, ['shopper', SHOPPER] as const];

  it('opens its own door, and none of the others', async () => {
    const [staff, shopper] = [await pluginToken(ours, 'staff', core.time.now), await pluginToken(ours, 'shopper', core.time.now)];
    expect([(await at(ADMIN, staff)).status, (await at(SHOPPER, shopper)).status]).toEqual([200, 200]);
    for (const [door, token] of [
      [ADMIN, shopper],
      [SHOPPER, staff],
      ['/proxy/me', shopper],
      ['/proxy/me', staff],
    ] as const)
      // prettier-ignore
      expect(await said(await at(door, token))).toEqual(STRANGER);
  });

  it('of a customer says who they are, and of a visitor only which shop it is', async () => {
    expect(await core.pluginDoors.shopperIdentity(await pluginToken(ours, 'shopper', core.time.now))).toEqual({
      storeId: ours.store,
      externalId: '7',
    });
    const visitor = await pluginToken(ours, 'shopper', core.time.now, { claims: { sub: 'visitor' } });
    expect(await core.pluginDoors.shopperIdentity(visitor)).toEqual({ storeId: ours.store, externalId: null });
  });

  const WRONG: readonly [
    string,
    () => { secret?: string; keyOf?: 'note' | 'call' | 'staff' | 'shopper'; claims?: Record<string, unknown> },
  ][] = [
    ['over', () => ({ claims: { iat: seconds() - 400, exp: seconds() - 100 } })],
    ['made for ten minutes', () => ({ claims: { exp: seconds() + 600 } })],
    ['made for ever', () => ({ claims: { exp: undefined } })],
    ['without the time it was made at', () => ({ claims: { iat: undefined } })],
    ['of another address', () => ({ claims: { iss: theirs.url } })],
    ['of no address', () => ({ claims: { iss: undefined } })],
    ['of another store', () => ({ claims: { aud: `lasting:${theirs.store}:staff` } })],
    ['for something else', () => ({ claims: { aud: `lasting:${ours.store}:note` } })],
    ['for two things', () => ({ claims: { aud: [`lasting:${ours.store}:staff`, `lasting:${ours.store}:shopper`] } })],
    ['of nobody', () => ({ claims: { sub: '' } })],
    ['of somebody of another kind', () => ({ claims: { sub: 'customer:1 ' } })],
    ['signed with another secret', () => ({ secret: theirs.secret })],
    ['signed with the key of notes', () => ({ keyOf: 'note' })],
    ['signed with the key of questions', () => ({ keyOf: 'call' })],
  ];
  for (const [purpose, door] of DOORS)
    it.each(WRONG)(`of ${purpose} is nothing when it is %s`, async (_, change) => {
      expect(await said(await at(door, await pluginToken(ours, purpose, core.time.now, change())))).toEqual(STRANGER);
    });

  it.each(DOORS)('of %s is nothing without a signature, with another algorithm, with the secret itself as key, and with its end cut off', async (purpose, door) => {
    const good = await pluginToken(ours, purpose, core.time.now);
    const claims = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
    const tokens = [
      new UnsecuredJWT(claims).encode(),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(new Uint8Array(64).fill(1)),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.concat([pluginKey(ours.secret, purpose), pluginKey(ours.secret, purpose)])),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(ours.secret)),
      good.slice(0, -3),
      `${good}.x`,
      good.replace(/\.[^.]*$/u, '.'),
    ];
    for (const token of tokens) expect(await said(await at(door, token))).toEqual(STRANGER);
  }); // prettier-ignore

  it('makes nobody of the staff who is not the shop’s owner: they are met, and wait for a role', async () => {
    const token = await pluginToken(ours, 'staff', core.time.now, { claims: { sub: 'wp:9', own: false, name: 'Bo' } });
    expect(await said(await at(ADMIN, token))).toEqual(STRANGER);
    expect((await core.staff.list(ours.store)).map(({ name }) => name)).toContain('Bo');
  });

  it('and everything else of a shop that left is nothing', async () => {
    const gone = await aPluginShop(core);
    const [staff, shopper] = [await pluginToken(gone, 'staff', core.time.now), await pluginToken(gone, 'shopper', core.time.now)];
    const goodbye = () =>
      sends(`/woocommerce/${gone.store}/calls/goodbye`, '{}', signedHeaders(gone, '{}', { name: 'goodbye', at: core.time.now }));
    expect((await goodbye()).status).toBe(200);
    expect(await core.stores.get(gone.store)).toMatchObject({ state: 'left', credentials: null });
    for (const [door, token] of [[ADMIN, staff], [SHOPPER, shopper]] as const) expect(await said(await at(door, token))).toEqual(STRANGER); // prettier-ignore
    const note = '{"order":22,"n":"0123456789"}';
    const noted = await sends(`/woocommerce/${gone.store}/notes`, note, signedHeaders(gone, note, { at: core.time.now, purpose: 'note' }));
    expect(await said(noted)).toEqual([404, 'not-found']);
    // Said again it finds nothing left to do.
    expect(await said(await goodbye())).toEqual(STRANGER);
  });
});
