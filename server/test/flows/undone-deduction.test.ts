// A deduction that is taken back: the points come home to the lot they left, with the dates that lot has by then.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADJUST, UNDO_ADJUST } from '../../src/inbox/request-bodies.ts';
import { memberId, orderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anOrder, PLACED } from '../builders/orders.ts';
import { aProgram, perMoney } from '../builders/programs.ts';

const DAY_MS = 86_400_000;
const member = memberId('buyer');
let core: TestCore;

beforeAll(async () => {
  core = await aCore();
});
afterAll(async () => {
  await core.database.close();
});

async function look(shop: StoreId, change: Partial<OrderState>): Promise<void> {
  const order = anOrder({ orderId: orderId('paid-late'), ...change });
  const store = (await core.directory.get(shop)) ?? expect.fail('no store');
  await core.desk.keep(store, { order, provenance: 'pushed', seenAt: order.version, digest: digestOf(order) }, member, false);
  await core.desk.settle(store, order.orderId, 'test');
}

async function ask(shop: StoreId, topic: string, body: object): Promise<void> {
  const item = { itemId: randomUUID(), storeId: shop, origin: 'request', topic, dedupe: null, headers: {} } as const;
  await core.inbox.insert({
    ...item,
    body: Buffer.from(JSON.stringify({ memberId: member, by: 'u-1', ...body })),
    receivedAt: core.time.now,
  });
  await core.drainAll();
}

it('brings points back with the end that the rest of their lot was given meanwhile', async () => {
  core.time.now = PLACED + DAY_MS;
  const shop = await core.addStore();
  const program = aProgram([perMoney()], {}, { expiry: { kind: 'days', days: 10 } });
  await core.stores.publish(shop, { ...program, version: 2, inForceFrom: 1 });
  core.directory.forget(shop);
  await look(shop, {});
  const requestId = randomUUID();
  await ask(shop, ADJUST, { points: -20, requestId, reason: 'a mistake' });
  expect(await core.available(shop, member)).toBe(25);

  await look(shop, { version: PLACED + 1, paidAt: PLACED + 5 * DAY_MS });
  await ask(shop, UNDO_ADJUST, { requestId });

  const lots = (await core.entries.head(shop, member))?.after.lots ?? [];
  expect(lots.reduce((sum, lot) => sum + lot.points, 0)).toBe(45);
  expect(new Set(lots.map(({ expiresAt }) => expiresAt)).size).toBe(1);
  expect(lots[0]?.expiresAt).toBeGreaterThan(PLACED + 14 * DAY_MS);
});
