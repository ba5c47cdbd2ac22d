// A shop's life with the app, over real HTTP on both sides: installed by a visit, used, left, back again; permissions taken, a name changed.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFunction } from '../../../extensions/discount-function/build.ts';
import { startSandbox, type RunningSandbox } from '../../sandbox/index.ts';
import { createApp } from '../../src/api/app.ts';
import { buildServices } from '../../src/build-services.ts';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import { readEnv } from '../../src/env.ts';
import { askForMembersPrices } from '../../src/jobs/members-prices.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { buildCore, type BuiltCore } from '../../src/wiring.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';
import { aLevel, someTiers } from '../builders/programs.ts';

const DOMAIN = 'tea-and-clay.myshopify.com';
const STORE = shopifyStoreId(DOMAIN);
const APP = { clientId: 'an-app-of-the-tests', clientSecret: randomBytes(16).toString('hex') };

let database: TestDatabase;
let sandbox: RunningSandbox;
let core: BuiltCore;
let door: Server;
let app: string;

beforeAll(async () => {
  await buildFunction();
  database = await aDatabase();
  // Each needs the other's address, so the door is open before anybody stands behind it.
  let handle: NonNullable<Parameters<typeof createServer>[1]> = () => undefined;
  door = createServer((request, response) => {
    handle(request, response);
  });
  await new Promise<void>((resolve) => void door.listen(0, '127.0.0.1', resolve));
  app = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ port: 0, folder: ':memory:', appUrl: app, retryBaseMs: 20, shopDomain: DOMAIN, ...APP });
  const env = readEnv({
    NODE_ENV: 'test',
    APP_URL: app,
    MONGODB_URI: database.uri,
    SHOPIFY_API_KEY: APP.clientId,
    SHOPIFY_API_SECRET: APP.clientSecret,
    SHOPIFY_SIM_URL: sandbox.url,
    LASTING_KEYS: `one:${randomBytes(32).toString('base64')}`,
  });
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  core = await buildCore({ ...env, mongodbUri: database.uri }, log, database.name);
  handle = createApp(buildServices(env, core, log).services);
});
afterAll(async () => {
  await sandbox.close();
  door.closeAllConnections();
  door.close();
  await core.close();
  await database.close();
});

async function shop<Answer = { id: number }>(path: string, body: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}/sandbox${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** What the shop has to say is said, and worked on. */
async function told(): Promise<void> {
  await shop('/webhooks/flush');
  while ((await core.drain.once()) > 0);
  core.directory.forget(STORE);
}

/** A member of staff opens the app in the shop's admin; says the status of its first call. */
async function visit(): Promise<number> {
  const { token } = (await (await fetch(`${sandbox.url}/__sim/id-token`)).json()) as { token: string };
  const answer = await fetch(`${app}/admin/api/session`, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status === 200) expect(ADMIN_ENDPOINTS.session.answer.parse(await answer.json()).store.id).toBe(STORE);
  return answer.status;
}

const store = async () => (await core.stores.get(STORE)) ?? expect.fail('the store is not installed');
const line = async () => core.connect(await store()) ?? expect.fail('the store cannot be asked');
/** Changes younger than two minutes are not asked for: they are usually still on their way. */
const A_WHILE_MS = 5 * 60_000;

const buys = async (ago = 0): Promise<void> => {
  const lines = [{ sku: 'TEA-SENCHA-100', quantity: 3 }];
  await shop('/orders', { customerEmail: 'mina@example.com', firstName: 'Mina', lastName: 'K', lines, at: Date.now() - ago });
  await told();
};
async function points(): Promise<number> {
  const { members } = await core.members.search(STORE, 'mina@example.com', null, 10);
  const heads = await Promise.all(members.map(({ memberId }) => core.entries.head(STORE, memberId)));
  return heads.reduce((sum, head) => sum + (head?.after.available ?? 0) + (head?.after.pending ?? 0), 0);
}

/** The job looks, and the outbox works: what was asked of the shop for that. */
async function pricesAskedFor(): Promise<string[]> {
  const calls = async () => (await (await fetch(`${sandbox.url}/sandbox/calls?limit=500`)).json()) as { fields: string[] }[];
  const before = (await calls()).length;
  // As if the time between two looks were over.
  await database.connection.db?.collection('leases').deleteMany({});
  await askForMembersPrices({ ...core, clock: Date.now, log: pino({ level: 'silent' }) });
  while ((await core.outbox.counts(STORE, Date.now())).waiting > 0) if ((await core.performer.once()) === 0) await wait(50);
  const fresh = await calls();
  return fresh
    .slice(0, fresh.length - before)
    .flatMap(({ fields }) => fields.filter((field) => /^discount(?:Nodes|Automatic)/u.test(field)));
}
const access = () => database.connection.db?.collection('credentials').countDocuments();

describe('a shop', () => {
  it('is installed by the first visit of its owner, with what the merchant granted', async () => {
    expect(await core.stores.get(STORE)).toBeNull();
    expect(await visit()).toBe(200);
    expect(await store()).toMatchObject({ state: 'active', name: 'Tea & Clay', currency: 'EUR', timeZone: 'Europe/Berlin' });
    expect((await store()).granted).toContain('write_discounts');
    expect(await access()).toBe(1);
    await buys();
    expect(await points()).toBeGreaterThan(0);
  });

  it('is called by its new name, and its permissions are known, as soon as they change', async () => {
    const { scopes } = await (await fetch(`${sandbox.url}/sandbox/settings`)).json() as { scopes: string[] }; // prettier-ignore
    await shop('/settings', { shopName: 'Tea, Clay & Co', scopes: scopes.filter((scope) => scope !== 'write_discounts') });
    await told();
    expect((await store()).name).toBe('Tea, Clay & Co');
    expect((await store()).granted).not.toContain('write_discounts');
    await shop('/settings', { scopes });
    await told();
    expect((await store()).granted).toContain('write_discounts');
  });

  it('leaves: our access is destroyed, nothing is asked of it, and members keep their points', async () => {
    const before = await points();
    await shop('/app/uninstall');
    await told();
    expect(await store()).toMatchObject({ state: 'left', credentials: null });
    expect(await access()).toBe(0);
    expect(core.connect(await store())).toBeNull();
    expect(await points()).toBe(before);
  });

  it('is let in by nobody and earns nothing while it is gone', async () => {
    const before = await points();
    expect((await fetch(`${sandbox.url}/__sim/id-token`)).status).toBe(404);
    await buys(A_WHILE_MS);
    expect(await points()).toBe(before);
  });

  it('comes back with the next visit: the same members, points and program, and it earns again', async () => {
    const [before, programs, identity] = [await points(), await core.stores.programs(STORE), (await store()).identityKey];
    await shop('/app/install');
    expect(await visit()).toBe(200);
    expect(await store()).toMatchObject({ state: 'active', identityKey: identity });
    expect(await core.stores.programs(STORE)).toEqual(programs);
    expect(await points()).toBeGreaterThanOrEqual(before);
    // The shop is asked at once what was bought meanwhile, and it earns: the program never ended.
    await expect.poll(async () => (await core.reconciler.of(STORE)).foundInAll, { timeout: 15_000 }).toBe(1);
    await told();
    const found = await points();
    expect(found).toBeGreaterThan(before);
    await buys();
    expect(await points()).toBeGreaterThan(found);
    expect(await (await line()).fetchGranted?.()).toContain('read_orders');
  });

  it('has what members pay written into it when such a version comes into force, and looked at again when it comes back', async () => {
    const tiers = someTiers({ levels: [aLevel('gold', { orders: 1 }, { membersDiscountBasisPoints: 1_000 })] });
    await core.stores.publish(STORE, { ...defaultProgram('EUR'), version: 2, inForceFrom: Date.now() - 1, tiers });
    core.directory.forget(STORE);
    // Looked for, made, and looked for again, should somebody else have made one as well.
    expect(await pricesAskedFor()).toEqual(['discountNodes', 'discountAutomaticAppCreate', 'discountNodes']);
    await shop('/app/uninstall');
    await told();
    expect(await pricesAskedFor()).toEqual([]);
    await shop('/app/install');
    expect(await visit()).toBe(200);
    // This shop has kept it meanwhile, so there is nothing to write.
    expect(await pricesAskedFor()).toEqual(['discountNodes']);
    expect(await pricesAskedFor()).toEqual([]);
  });

  it('stays with us when the news that it left comes after it is back', async () => {
    await shop('/faults', { outage: true });
    await shop('/app/uninstall');
    await shop('/app/install');
    // Our tokens are dead and nobody told us: what is asked now is refused, and the next visit brings new ones.
    await expect((await line()).fetchFacts()).rejects.toMatchObject({ name: 'StoreRefused' });
    expect(await visit()).toBe(200);
    await shop('/faults', { outage: false });
    await told();
    expect((await store()).state).toBe('active');
    expect(await (await line()).fetchFacts()).toMatchObject({ name: 'Tea, Clay & Co' });
    const { items } = await core.inbox.list(STORE, 'ignored', null, 50);
    expect(items.find(({ topic }) => topic === 'app/uninstalled')?.reason).toContain('old news');
  });

  it('is removed when it left for good, and is not when it came back before that', async () => {
    await shop('/app/redact');
    await told();
    expect((await store()).state).toBe('active');
    expect(await core.proof.verify(STORE)).toMatchObject({ ok: true });
    await shop('/app/uninstall');
    await told();
    await shop('/app/redact');
    await told();
    expect(await core.stores.get(STORE)).toBeNull();
    expect(await points()).toBe(0);
    expect(await access()).toBe(0);
  });
});
