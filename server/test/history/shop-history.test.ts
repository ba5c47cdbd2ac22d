// What was bought before us: brought in from the sandbox shop by its bulk operations, whatever breaks on the way, and without a point that nobody asked for.
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { HistoryImports } from '../../src/history/history-import.ts';
import { importHistory } from '../../src/jobs/import-history.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { PROGRAM_LEAD_MS } from '../../src/stores/directory.ts';
import { MongoHistoryImports } from '../../src/storage/mongo/mongo-history-imports.ts';
import { aSandboxShop, type SandboxShop, type SandboxShopOptions } from '../builders/sandbox-shop.ts';

const DAY = 86_400_000;
const log = pino({ level: 'silent' });
const shops: SandboxShop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});

/** A shop with a past: sold over weeks, and then we came. */
async function aShopWithPast(
  options: SandboxShopOptions & { readonly orders?: number } = {},
): Promise<{ shop: SandboxShop; ids: number[] }> {
  const { orders = 12, ...rest } = options;
  let deaf = true;
  const shop = await aSandboxShop({ startsAt: Date.now() - 1_000, loses: () => deaf, ...rest });
  shops.push(shop);
  const ids: number[] = [];
  for (let n = 0; n < orders; n += 1) {
    const at = Date.now() - (orders - n) * DAY;
    const lines = [{ sku: 'TEA-SENCHA-100', quantity: 1 + (n % 3) }, { sku: 'CER-CUP-SAND', quantity: 1 }]; // prettier-ignore
    const { answer } = await shop.act('/orders', {
      customerEmail: `p${n % 5}@example.com`,
      firstName: `P${n % 5}`,
      lastName: 'X',
      lines,
      at,
    });
    ids.push(answer.id);
    if (n % 4 === 3) await shop.act(`/orders/${answer.id}/refund`, { lines: [{ sku: 'TEA-SENCHA-100', quantity: 1 }], at: at + 60_000 });
    if (n % 6 === 5) await shop.act(`/orders/${answer.id}/cancel`, { at: at + 120_000 });
  }
  await shop.act('/webhooks/flush');
  deaf = false;
  return { shop, ids };
}

const needs = ({ core }: SandboxShop) => ({ ...core, clock: () => core.time.now, log });
const runOf = ({ core, store }: SandboxShop) => core.imports.of(store);
const over = async (shop: SandboxShop): Promise<boolean> => (await runOf(shop))?.state !== 'running';

/** As the job goes on with it, second by second. */
async function brought(shop: SandboxShop): Promise<NonNullable<Awaited<ReturnType<typeof runOf>>>> {
  await importHistory(needs(shop));
  for (let second = 0; second < 200 && !(await over(shop)); second += 1) {
    shop.core.time.now += 6_000;
    await new Promise((resolve) => setTimeout(resolve, 10));
    await importHistory(needs(shop));
    await shop.core.drainAll();
  }
  await shop.work();
  const run = await runOf(shop);
  if (run === null) throw new Error('nothing was brought in');
  return run;
}

async function members({ core, store }: SandboxShop): Promise<(string | null)[]> {
  const { members: known } = await core.members.search(store, null, null, 100);
  return known.map(({ profile }) => profile.email).toSorted((a, b) => (a ?? '').localeCompare(b ?? ''));
}

async function pointsOf({ core, store }: SandboxShop, ids: readonly number[]): Promise<number> {
  const shares = await Promise.all(ids.map((id) => core.entries.sharesOfOrder(store, orderId(String(id)))));
  return shares.flat().reduce((sum, { points }) => sum + points, 0);
}

/** `untold`: what is not told in bulk. An order with refunds is asked for by itself, and then it is. */
async function keptAsInShop(shop: SandboxShop, ids: readonly number[], untold: object = {}): Promise<void> {
  const line = shop.core.connect(await shop.record());
  for (const id of ids) {
    const fetched = await line?.fetchOrder(orderId(String(id)));
    const kept = await shop.core.orders.read(shop.store, orderId(String(id)));
    const order = fetched?.kind === 'found' ? fetched.order : null;
    const told = order === null || order.refunds.length > 0 ? order : { ...order, ...untold };
    expect([id, kept?.order]).toEqual([id, told]);
  }
}

describe('the past of a shop', () => {
  it('is brought in when the shop comes to us: every order as the shop has it, everybody who bought, and no points', async () => {
    const { shop, ids } = await aShopWithPast();
    const run = await brought(shop);
    expect(run).toMatchObject({ state: 'done', orders: ids.length, customers: 5, problem: null });
    await keptAsInShop(shop, ids);
    expect(await members(shop)).toEqual(['p0@example.com', 'p1@example.com', 'p2@example.com', 'p3@example.com', 'p4@example.com']);
    expect(await pointsOf(shop, ids)).toBe(0);
    const kept = await shop.core.orders.read(shop.store, orderId(String(ids[0])));
    expect(kept?.provenance).toBe('fetched');
    expect((await shop.core.inbox.summary(shop.store, Date.now())).dead).toBe(0);
  });

  it('says how far it is', async () => {
    const { shop, ids } = await aShopWithPast();
    const seen = new Set<string>();
    await importHistory(needs(shop));
    while (!(await over(shop))) {
      const run = await runOf(shop);
      seen.add(`${run?.reading} ${run?.of ?? '?'}`);
      shop.core.time.now += 6_000;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await shop.core.imports.step(await shop.record());
      await shop.core.drainAll();
    }
    expect([...seen]).toEqual(expect.arrayContaining(['customers ?', 'orders ?']));
    expect(await runOf(shop)).toMatchObject({ of: ids.length, orders: ids.length });
  });

  it('is empty where nothing was bought', async () => {
    const { shop } = await aShopWithPast({ orders: 0 });
    expect(await brought(shop)).toMatchObject({ state: 'done', orders: 0, customers: 0 });
  });

  it('gives nothing twice when it is brought in twice', async () => {
    const { shop, ids } = await aShopWithPast({ startsAt: 0 });
    await brought(shop);
    const points = await pointsOf(shop, ids);
    expect(points).toBeGreaterThan(0);
    expect(await shop.core.imports.start(shop.store)).toBe(true);
    expect(await shop.core.imports.start(shop.store)).toBe(false);
    await brought(shop);
    expect(await pointsOf(shop, ids)).toBe(points);
    await keptAsInShop(shop, ids);
  });

  it('goes on where it was when a process dies after a page and before it wrote that down', async () => {
    const { shop, ids } = await aShopWithPast();
    const kept = new MongoHistoryImports(shop.core.database.connection);
    let pages = 0;
    const dying = {
      get: (id: typeof shop.store) => kept.get(id),
      start: (...start: Parameters<typeof kept.start>) => kept.start(...start),
      goOn: (...change: Parameters<typeof kept.goOn>) => {
        if (change[2].position === undefined || (pages += 1) % 2 === 0) return kept.goOn(...change);
        return Promise.reject(new Error('died'));
      },
    };
    const imports = new HistoryImports({ ...needs(shop), imports: dying });
    await imports.start(shop.store);
    for (let n = 0; n < 60 && !(await over(shop)); n += 1) {
      shop.core.time.now += 6_000;
      await imports.step(await shop.record()).catch(() => false);
      await shop.core.drainAll();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await shop.work();
    expect(await runOf(shop)).toMatchObject({ state: 'done' });
    await keptAsInShop(shop, ids);
    expect(await pointsOf(shop, ids)).toBe(0);
  });

  it('leaves an order as it is now, when the shop told of it while it was brought in', async () => {
    const { shop, ids } = await aShopWithPast({ startsAt: 0 });
    await importHistory(needs(shop));
    // The files are written; nothing of the orders was read yet. Now an order changes, and the shop says so.
    while ((await runOf(shop))?.reading !== 'orders') {
      shop.core.time.now += 6_000;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await shop.core.imports.step(await shop.record());
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
    await shop.act(`/orders/${ids[0] ?? 0}/refund`, { lines: [{ sku: 'CER-CUP-SAND', quantity: 1 }] });
    await shop.act(`/orders/${ids[1] ?? 0}/cancel`);
    await shop.settle();
    await brought(shop);
    await keptAsInShop(shop, ids);
    const cancelled = await shop.core.orders.read(shop.store, orderId(String(ids[1])));
    expect(cancelled?.order.standing).toBe('cancelled');
    expect(await pointsOf(shop, [ids[1] ?? 0])).toBe(0);
  });
});

describe('when the shop cannot write its past', () => {
  it.each(['INTERNAL_SERVER_ERROR', 'TIMEOUT'])('because of %s, it is asked again', async (fails) => {
    const { shop, ids } = await aShopWithPast();
    await shop.act('/bulk-operations/next', { fails });
    expect(await brought(shop)).toMatchObject({ state: 'done', orders: ids.length });
  });

  it('and goes on failing, it is said after a while, and can be begun again', async () => {
    const { shop, ids } = await aShopWithPast({ orders: 3 });
    await shop.core.imports.start(shop.store);
    for (let n = 0; n < 400 && !(await over(shop)); n += 1) {
      await shop.act('/bulk-operations/next', { fails: 'TIMEOUT' });
      shop.core.time.now += 11 * 60_000;
      await shop.core.imports.step(await shop.record());
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await runOf(shop)).toMatchObject({ state: 'failed', problem: { kind: 'unreachable' } });
    await shop.act('/bulk-operations/next', {});
    await shop.core.imports.start(shop.store);
    expect(await brought(shop)).toMatchObject({ state: 'done', orders: ids.length });
  });

  it('because its files are only kept for a week, they are written again', async () => {
    const { shop, ids } = await aShopWithPast();
    await importHistory(needs(shop));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await shop.act('/bulk-operations/expire');
    expect(await brought(shop)).toMatchObject({ state: 'done', orders: ids.length });
  });

  it('because personal fields are hidden from us, the past comes without them', async () => {
    const { shop, ids } = await aShopWithPast();
    await shop.act('/settings', { protectedData: 'level1' });
    expect(await brought(shop)).toMatchObject({ state: 'done', orders: ids.length });
    expect(await members(shop)).toEqual([null, null, null, null, null]);
    await keptAsInShop(shop, ids, { country: null });
  });

  it('because the app may not read orders, it is said at once', async () => {
    const { shop } = await aShopWithPast({ orders: 1 });
    await shop.act('/settings', { scopes: ['read_products'] });
    await shop.act('/app/revoke-tokens');
    await shop.core.imports.start(shop.store);
    await shop.core.imports.step(await shop.record());
    expect(await runOf(shop)).toMatchObject({ state: 'failed', problem: { kind: 'refused' } });
  });

  it('can be called off, and what was read stays', async () => {
    const { shop } = await aShopWithPast({ orders: 2 });
    await shop.core.imports.start(shop.store);
    expect(await shop.core.imports.cancel(shop.store)).toBe(true);
    expect(await shop.core.imports.cancel(shop.store)).toBe(false);
    expect(await runOf(shop)).toMatchObject({ state: 'cancelled' });
    expect(await shop.core.imports.step(await shop.record())).toBe(false);
  });
});

describe('points for what was bought before', () => {
  it('are counted first, and given only when somebody says so, once', async () => {
    const { shop, ids } = await aShopWithPast();
    await brought(shop);
    const { startsAt } = await shop.record();
    const from = Date.now() - 100 * DAY;
    const counted = await shop.core.pastCredit.count(await shop.record(), from);
    expect(counted).toMatchObject({ whole: true, members: 5 });
    expect(counted.points).toBeGreaterThan(0);
    expect([await pointsOf(shop, ids), (await shop.record()).startsAt]).toEqual([0, startsAt]);

    await shop.core.pastCredit.ask(await shop.record(), from, 'u-1');
    await shop.work();
    shop.core.time.now += PROGRAM_LEAD_MS;
    await shop.work();
    expect([await pointsOf(shop, ids), (await shop.record()).startsAt]).toEqual([counted.points, from]);
    await shop.core.pastCredit.ask({ ...(await shop.record()), startsAt }, from, 'u-1');
    await shop.work();
    expect(await pointsOf(shop, ids)).toBe(counted.points);
    expect(await shop.core.pastCredit.count(await shop.record(), from)).toMatchObject({ orders: 0, points: 0 });
  });

  it('begin at the instant that was chosen', async () => {
    const { shop, ids } = await aShopWithPast();
    await brought(shop);
    const from = Date.now() - 4.5 * DAY;
    const counted = await shop.core.pastCredit.count(await shop.record(), from);
    await shop.core.pastCredit.ask(await shop.record(), from, 'u-1');
    await shop.work();
    shop.core.time.now += PROGRAM_LEAD_MS;
    await shop.work();
    expect(await pointsOf(shop, ids.slice(0, -4))).toBe(0);
    expect(await pointsOf(shop, ids.slice(-4))).toBe(counted.points);
  });
});
