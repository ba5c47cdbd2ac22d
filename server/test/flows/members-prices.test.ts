// What members pay, from the merchant's program to the shopper's cart, over HTTP on every side: the version is published through the admin, the outbox writes
// it into the sandbox shop, and the app's own function runs in the cart.
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFunction } from '../../../extensions/discount-function/build.ts';
import { browser, signIn, type Browser } from '../../sandbox/test/browser.ts';
import { createApp } from '../../src/api/app.ts';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import { askForMembersPrices, MEMBERS_PRICES_EFFECT, type AskedBefore } from '../../src/jobs/members-prices.ts';
import { MEMBERS_PRICES } from '../../src/limits.ts';
import type { Tiers } from '../../src/loyalty/tiers/tiers.ts';
import { PROGRAM_LEAD_MS } from '../../src/stores/directory.ts';
import { aLevel, someTiers } from '../builders/programs.ts';
import { aSandboxShop, type SandboxShop } from '../builders/sandbox-shop.ts';
import { servicesOf } from '../builders/server.ts';

const EMAIL = 'mina@example.com';
const MINT = 890;
const HOUR_MS = 3_600_000;
const SILENT = pino({ level: 'silent' });

let shop: SandboxShop;
let shopper: Browser;
let admin: { url: string; close: () => Promise<void> };
let before: AskedBefore;

async function anAdmin(): Promise<typeof admin> {
  const who = { storeId: shop.store, userId: 'u-owner', name: 'Olga', role: 'owner', locale: 'en' } as const;
  const server = createApp(servicesOf(shop.core, { adminIdentity: () => Promise.resolve(who) })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

beforeEach(async () => {
  await buildFunction();
  shop = await aSandboxShop();
  admin = await anAdmin();
  shopper = browser(shop.sandbox.url);
  before = new Map();
});
afterEach(async () => {
  await admin.close();
  await shop.close();
});

async function call(path: string, body?: object, method = 'POST'): Promise<unknown> {
  const headers = { authorization: 'Bearer owner', 'content-type': 'application/json' };
  const sent = body === undefined ? { headers } : { method, headers, body: JSON.stringify(body) };
  const answer = await fetch(`${admin.url}/admin/api/program${path}`, sent);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Gold after two orders; `basisPoints` off for them. */
function golden(basisPoints: number): Tiers {
  const name = { en: 'Gold friends', fa: 'دوستان طلایی', he: 'חברי זהב' };
  return someTiers({ levels: [aLevel('member'), aLevel('gold', { orders: 2 }, { name, membersDiscountBasisPoints: basisPoints })] });
}

async function publishes(tiers: Tiers | null, at: number | null = null): Promise<number> {
  const { terms, draft, newest } = ADMIN_ENDPOINTS.programState.answer.parse(await call('/state'));
  const saved = ADMIN_ENDPOINTS.saveDraft.answer.parse(
    await call('/draft', { terms: { ...terms, tiers }, expectedRevision: draft?.revision ?? 0 }, 'PUT'),
  );
  const wish = {
    expectedRevision: saved.draft?.revision,
    expectedVersion: newest.version,
    at: at === null ? null : new Date(at).toISOString(),
  };
  return ADMIN_ENDPOINTS.publishProgram.answer.parse(await call('/publish', wish)).version.version;
}

const cancels = (version: number): Promise<unknown> => call(`/versions/${version}/cancel`, {});

/** Time passes, the job looks, and the outbox works; says in how many stores prices were written anew. */
async function later(ms = PROGRAM_LEAD_MS + MEMBERS_PRICES.lookMs): Promise<number> {
  await shop.core.memberFacts.flush();
  shop.core.time.now += ms;
  const asked = await askForMembersPrices({ ...shop.core, clock: () => shop.core.time.now, log: SILENT }, before);
  while ((await shop.core.performer.once()) > 0);
  return asked;
}

async function signedInWithMint(): Promise<void> {
  const lines = [{ sku: 'TEA-MINT-80', quantity: 1 }];
  for (let bought = 0; bought < 2; bought += 1)
    await shop.act('/orders', { customerEmail: EMAIL, firstName: 'Mina', lastName: 'K', lines });
  await shop.settle();
  await later();
  await signIn(shopper, EMAIL);
  await shopper.open('/cart/add', { sku: 'TEA-MINT-80', quantity: '1' });
}

const discount = async (): Promise<unknown> => (JSON.parse(await shopper.text('/cart.js')) as { total_discount: number }).total_discount;
const health = () => shop.core.outbox.counts(shop.store, shop.core.time.now);

async function allows(...without: string[]): Promise<void> {
  const { scopes } = (await (await fetch(`${shop.sandbox.url}/sandbox/settings`)).json()) as { scopes: string[] };
  everything ??= scopes;
  await shop.act('/settings', { scopes: everything.filter((scope) => !without.includes(scope)) });
  await shop.settle();
}
let everything: readonly string[] | undefined;

describe("members' prices", () => {
  it('are in the cart of a gold member once a version that gives them is in force, change with the next one, and go with the one after', async () => {
    await publishes(golden(1_000));
    await signedInWithMint();
    expect(await discount()).toBe(MINT / 10);
    expect(await shopper.text('/cart?lang=fa')).toContain('دوستان طلایی');
    await publishes(golden(2_000));
    // Published is not in force.
    expect(await later(MEMBERS_PRICES.lookMs - PROGRAM_LEAD_MS - 1_000)).toBe(0);
    expect(await discount()).toBe(MINT / 10);
    expect(await later()).toBe(1);
    expect(await discount()).toBe(MINT / 5);
    await publishes(null);
    expect(await later()).toBe(1);
    expect(await discount()).toBe(0);
    expect(await later()).toBe(0);
  });

  it('follow a schedule: they come when their time comes, and what was called off never does', async () => {
    await publishes(golden(0));
    await later();
    const time = shop.core.time.now + HOUR_MS;
    await publishes(golden(1_000), time);
    await cancels(await publishes(golden(9_000), time + HOUR_MS));
    await signedInWithMint();
    expect(await discount()).toBe(0);
    expect(await later(HOUR_MS)).toBe(1);
    expect(await discount()).toBe(MINT / 10);
    expect(await later(2 * HOUR_MS)).toBe(0);
    expect(await discount()).toBe(MINT / 10);
  });

  it('that the store does not allow are shown and not asked for again and again, and come once it does', async () => {
    await allows('write_discounts');
    await publishes(golden(1_000));
    await signedInWithMint();
    expect(await health()).toMatchObject({ waiting: 0, dead: 1 });
    const refused = await shop.core.outbox.read(shop.store, MEMBERS_PRICES_EFFECT);
    expect(refused).toMatchObject({ state: 'dead', attempts: 1 });
    for (let look = 0; look < 3; look += 1) expect(await later()).toBe(0);
    before = new Map(); // Nor by a process that has just begun.
    expect(await later()).toBe(0);
    await allows();
    expect(await later()).toBe(1);
    expect(await discount()).toBe(MINT / 10);
    expect(await health()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('are not put back to an earlier version by a process whose clock is behind', async () => {
    await publishes(golden(1_000));
    await later();
    await publishes(golden(2_000));
    expect(await later()).toBe(1);
    const behind = () => shop.core.time.now - PROGRAM_LEAD_MS - MEMBERS_PRICES.lookMs;
    const leases = { acquire: () => Promise.resolve(true), release: () => Promise.resolve() };
    expect(await askForMembersPrices({ ...shop.core, leases, clock: behind, log: SILENT })).toBe(0);
    expect((await shop.core.outbox.read(shop.store, MEMBERS_PRICES_EFFECT))?.body).toMatchObject({ version: 3 });
  });

  it('cost a shop nothing that never had any', async () => {
    await publishes(someTiers());
    expect(await later()).toBe(0);
    expect(await shop.core.outbox.read(shop.store, MEMBERS_PRICES_EFFECT)).toBeNull();
  });
});
