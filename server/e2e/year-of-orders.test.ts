// The hunt for lost and doubled points: a year of orders, told to us twice, late and in the wrong order. At the end every order has been given
// exactly what its goods deserve, counted here from what the shop itself says, and the ledger proves itself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startHousehold, type Household } from './harness/household.ts';
import { lasting } from './harness/lasting.ts';
import { deservedByShop, devToken, differences, givenPerOrder } from './harness/points-truth.ts';
import { askSandbox, liveAYear, makeOrder } from './harness/sandbox.ts';

const orders = 300;
const withinMs = 90_000;
const faults = { duplicateRate: 0.3, dropRate: 0, shuffleMs: 2_000 };
const verification = z.object({ ok: z.boolean(), entries: z.number() });

describe('a year of orders, badly delivered', () => {
  let household: Household;

  beforeAll(async () => {
    household = await startHousehold('year');
    await askSandbox(household, z.unknown(), '/faults', faults);
    // How fast orders may be read back is the shop's limit, not ours; a year in one minute needs the large plan.
    await askSandbox(household, z.unknown(), '/settings', { plan: 'plus' });
  });
  afterAll(async () => {
    await household.end();
  });

  test('gives every order exactly what its goods deserve', async () => {
    const first = await makeOrder(household, { customerEmail: 'first@example.com', lines: [{ sku: 'CER-BOWL', quantity: 1 }] });
    const ms = await liveAYear(household, orders, withinMs);
    const ids = Array.from({ length: orders + 1 }, (_, index) => first.id + index);
    const deserved = new Map(await Promise.all(ids.map(async (id) => [String(id), await deservedByShop(household, id)] as const)));
    const token = await devToken(household);
    const look = async () => differences(deserved, await givenPerOrder(household, token));
    await expect.poll(look, { timeout: 30_000, interval: 500 }).toEqual([]);
    const sum = [...deserved.values()].reduce((total, points) => total + points, 0);
    console.log(`${orders} orders were taken in ${Math.round(ms)} ms, ${sum} points in the end`);
    expect(sum).toBeGreaterThan(orders);
  });

  test('is proved by verify', async () => {
    expect(await lasting(household, verification, 'verify')).toMatchObject({ code: 0, value: { ok: true } });
  });
});
