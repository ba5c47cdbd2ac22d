// One look at a store: what it costs when the store does not answer, when a process dies in the middle, and what it says of the store's news.
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reconcile } from '../../src/jobs/reconcile.ts';
import { RECONCILE } from '../../src/limits.ts';
import { orderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderGlance } from '../../src/loyalty/orders/glance.ts';
import { StoreRefused, StoreUnreachable, type FetchedOrder, type StoreConnection } from '../../src/platforms/platform.ts';
import { Reconciler } from '../../src/reconcile/reconciler.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aStoreLine } from '../builders/lines.ts';
import { anOrder } from '../builders/orders.ts';
import { shopifyPlatformForTests } from '../builders/platforms.ts';

const MINUTE = 60_000;
const log = pino({ level: 'silent' });
let core: TestCore;
let shop: StoreId;
/** What the store says; each test changes what it is about. */
let told: Partial<StoreConnection>;

beforeAll(async () => {
  const platform = shopifyPlatformForTests();
  core = await aCore({ shopify: { ...platform, connect: ({ credentials }) => (credentials === null ? null : aStoreLine(told)) } });
});
beforeEach(async () => {
  told = quiet;
  shop = await core.addStore({ platform: 'shopify', credentials: {} });
});
afterAll(async () => {
  await core.database.close();
});

async function* each<T>(...items: T[]): AsyncGenerator<T> {
  yield* items;
}
const quiet: Partial<StoreConnection> = {
  changedOrders: () => each(),
  changedCustomers: () => each(),
  glanceAt: () => Promise.resolve([]),
};
const glance = (id: string, version: number): OrderGlance => ({
  orderId: orderId(id),
  version,
  standing: 'open',
  payment: 'paid',
  total: 1_000,
  pieces: null,
  refundIds: [],
});
const guest = {
  externalId: 'c-1',
  email: 'mina@example.com',
  phone: null,
  firstName: null,
  lastName: null,
  hasAccount: false,
  emailVerified: false,
  locale: null,
};
const found = (id: string, version: number): FetchedOrder => ({
  kind: 'found',
  order: anOrder({ orderId: orderId(id), version, total: 1_000 }),
  customer: guest,
});

async function record(): Promise<StoreRecord> {
  const known = await core.stores.get(shop);
  if (known === null) throw new Error('the store is not there');
  return known;
}
const look = async () => core.reconciler.look(await record());
const complete = (): Promise<number | null> => core.pendingNews.reconciledTo(shop);
const later = (ms: number): void => void (core.time.now += ms);
async function work(): Promise<void> {
  await core.drainAll();
  await core.reconciler.advance(shop);
}

describe('a look at a store', () => {
  it('asks in full only for orders that are not kept as the store has them', async () => {
    const asked: string[] = [];
    const version = core.time.now - 10 * MINUTE;
    told = {
      ...quiet,
      changedOrders: () => each(glance('1', version)),
      fetchOrder: (id) => (asked.push(id), Promise.resolve(found(id, version))),
    };
    expect(await look()).toMatchObject({ kind: 'looked', found: 1 });
    await work();
    later(MINUTE);
    expect(await look()).toMatchObject({ found: 0 });
    await work();
    expect(asked).toEqual(['1']);
    expect(await core.orders.read(shop, orderId('1'))).toMatchObject({ provenance: 'fetched', order: { version } });
  });

  it('leaves what changed just now to the delivery that is on its way', async () => {
    told = { ...quiet, changedOrders: () => each(glance('1', core.time.now - RECONCILE.graceMs + 1)) };
    expect(await look()).toMatchObject({ found: 0 });
  });

  it('sees a refund that was taken back, although the store says that nothing changed', async () => {
    const version = core.time.now - 10 * MINUTE;
    const refund = { refundId: 'r-1', at: version, amount: 100, goodsWithoutLines: 100, shipping: 0, tax: 0, lines: [] };
    const refunded = found('1', version);
    const before =
      refunded.kind === 'found' ? { ...refunded, order: { ...refunded.order, placedAt: version, refunds: [refund] } } : refunded;
    told = { ...quiet, changedOrders: () => each(glance('1', version)), fetchOrder: () => Promise.resolve(before) };
    await look();
    await work();
    told = {
      ...quiet,
      glanceAt: (ids) => Promise.resolve(ids.map((id) => glance(id, version))),
      fetchOrder: (id) => Promise.resolve(found(id, version)),
    };
    later(RECONCILE.everyMs);
    expect(await look()).toMatchObject({ found: 1 });
    await work();
    expect((await core.orders.read(shop, orderId('1')))?.order.refunds).toEqual([]);
  });

  it('takes a store that gave no access as it is', async () => {
    shop = await core.addStore({ platform: 'shopify', credentials: null });
    expect(await look()).toEqual({ kind: 'cannot-be-asked' });
    expect(await core.watermarks.of(shop)).toBe(core.time.now);
  });
});

describe('how far the news of a store is complete', () => {
  const silent = (): Promise<never> => Promise.reject(new StoreUnreachable('no answer'));

  it('never passes an item that failed, and moves on once it is done', async () => {
    await look();
    const first = await complete();
    expect(first).toBe(core.time.now - RECONCILE.graceMs);
    later(RECONCILE.everyMs);
    const version = core.time.now - 3 * MINUTE;
    told = { ...quiet, changedOrders: () => each(glance('1', version)), fetchOrder: silent };
    expect(await look()).toMatchObject({ found: 1 });
    await work();
    expect(await complete()).toBe(first);
    told = quiet;
    later(RECONCILE.everyMs);
    await look();
    expect(await complete()).toBe(first);
    told = { ...quiet, fetchOrder: (id) => Promise.resolve(found(id, version)) };
    later(MINUTE);
    await work();
    expect(await complete()).toBe((await core.reconciler.of(shop)).lookedTo);
  });

  it('loses nothing when a process dies after it found something and before it wrote that down', async () => {
    await look();
    const first = await complete();
    later(RECONCILE.everyMs);
    const version = core.time.now - 3 * MINUTE;
    told = { ...quiet, changedOrders: () => each(glance('1', version)), fetchOrder: silent };
    const needs = { ...core, clock: () => core.time.now, log, history: core.orderHistory, complete: () => Promise.resolve() };
    const read = (id: StoreId) => core.reconciliations.read(id);
    const dying = { read, save: () => Promise.reject(new Error('died')), askNow: silent, close: silent };
    const crashed = new Reconciler({ ...needs, state: dying });
    await expect(crashed.look(await record())).rejects.toThrow('died');
    expect(await look()).toMatchObject({ found: 0 });
    await work();
    expect(await complete()).toBe(first);
    told = { ...quiet, fetchOrder: (id) => Promise.resolve(found(id, version)) };
    later(10 * MINUTE);
    await work();
    expect(await complete()).toBe((await core.reconciler.of(shop)).lookedTo);
    expect(await core.orders.read(shop, orderId('1'))).not.toBeNull();
  });
});

describe('a store that cannot be asked just now', () => {
  it('is asked again later and later, within bounds, and says since when', async () => {
    told = { ...quiet, changedOrders: () => { throw new StoreUnreachable('no answer'); } }; // prettier-ignore
    const since = core.time.now;
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      expect(await look()).toMatchObject({ kind: 'failed', problem: { kind: 'unreachable', since } });
      const { nextAt } = await core.reconciler.of(shop);
      waits.push((nextAt - core.time.now) / MINUTE);
      core.time.now = nextAt;
    }
    expect(waits).toEqual([1, 2, 4, 8, 10, 10]);
    told = quiet;
    await look();
    expect(await core.reconciler.of(shop)).toMatchObject({ problem: null, failures: 0, lastLookAt: core.time.now });
  });

  it('waits as long as the store asks for', async () => {
    told = { ...quiet, changedOrders: () => { throw new StoreUnreachable('later', 5 * MINUTE); } }; // prettier-ignore
    await look();
    expect((await core.reconciler.of(shop)).nextAt).toBe(core.time.now + 5 * MINUTE);
  });

  it('says when it refuses, and keeps what it told before', async () => {
    const version = core.time.now - 10 * MINUTE;
    async function* half(): AsyncGenerator<OrderGlance> {
      yield* Array.from({ length: 100 }, (_, n) => glance(String(n), version));
      throw new StoreRefused(403, 'the access was taken away');
    }
    told = { ...quiet, changedOrders: half };
    expect(await look()).toMatchObject({ kind: 'failed', problem: { kind: 'refused', detail: 'the access was taken away' } });
    expect(await core.reconciler.of(shop)).toMatchObject({ lookedTo: null, foundInAll: 100 });
  });
});

describe('the job', () => {
  const needs = () => ({ ...core, clock: () => core.time.now, log });
  const lookedAt = async (): Promise<number | null> => (await core.reconciler.of(shop)).lastLookAt;

  it('looks at a store once, whoever looks at the same time, and again when it is due', async () => {
    let looks = 0;
    told = { ...quiet, changedOrders: () => ((looks += 1), each()) };
    await core.reconciliations.askNow(shop, 0);
    await Promise.all([reconcile(needs()), reconcile(needs()), reconcile(needs())]);
    const first = looks;
    later(MINUTE);
    await reconcile(needs());
    expect([looks, await lookedAt()]).toEqual([first, core.time.now - MINUTE]);
    later(RECONCILE.everyMs);
    await reconcile(needs());
    expect(await lookedAt()).toBe(core.time.now);
  });

  it('looks at once when somebody asks for it', async () => {
    await reconcile(needs());
    later(MINUTE);
    await core.reconciler.askNow(shop);
    await reconcile(needs());
    expect(await lookedAt()).toBe(core.time.now);
  });

  it('goes on with the others when one store breaks', async () => {
    const broken = shop;
    shop = await core.addStore({ platform: 'shopify', credentials: {} });
    const { reconciler } = core;
    const breaks = (store: StoreRecord) => (store.storeId === broken ? Promise.reject(new Error('a bug')) : reconciler.look(store));
    const failing = { of: (id: StoreId) => reconciler.of(id), advance: (id: StoreId) => reconciler.advance(id), look: breaks };
    await reconcile({ ...needs(), reconciler: failing });
    expect(await lookedAt()).toBe(core.time.now);
  });

  it('does not look at a store that left', async () => {
    await core.stores.update(shop, { state: 'left' });
    await reconcile(needs());
    expect(await lookedAt()).toBeNull();
  });
});

// Last, because all that it finds stays in the inbox.
describe('a store where very much changed', () => {
  it('stops at too much for one look, and goes on from there at once', async () => {
    const start = core.time.now - 14 * MINUTE;
    const many = Array.from({ length: RECONCILE.findingsMax + 200 }, (_, n) => glance(String(n), start + n));
    told = { ...quiet, changedOrders: (since) => each(...many.filter(({ version }) => version >= since)) };
    expect(await look()).toMatchObject({ found: RECONCILE.findingsMax, lookedTo: start + RECONCILE.findingsMax - 1, more: true });
    expect(await core.reconciler.of(shop)).toMatchObject({ nextAt: core.time.now });
    expect(await look()).toMatchObject({ found: 200, more: false });
  });
});
