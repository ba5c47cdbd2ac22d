// What the admin is told of comparing and of the past, and what may be asked for.
import { afterEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS as E, type admin } from '../../src/contract/index.ts';
import { aStoreLine } from '../builders/lines.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const worlds: ShopWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function aWorld(canBeAsked = true): Promise<ShopWorld> {
  const world = await aShopWorld({ connect: () => (canBeAsked ? aStoreLine() : null) });
  worlds.push(world);
  return world;
}
const told = async (world: ShopWorld): Promise<admin.CatchingUp> =>
  E.catchingUp.answer.parse(await (await world.call('GET', '/admin/api/store/catching-up')).json());
const send = (world: ShopWorld, path: string, body: object = {}): Promise<Response> =>
  world.call('POST', `/admin/api/store/${path}`, { body });

describe('catching up', () => {
  it('begins with nothing known, and says whether the store can be asked', async () => {
    expect(await told(await aWorld(false))).toMatchObject({
      canBeAsked: false,
      history: null,
      comparison: { lookedAt: null, problem: null },
    });
    expect(await told(await aWorld())).toMatchObject({ canBeAsked: true });
  });

  it('makes the next look due when somebody asks for it', async () => {
    const world = await aWorld();
    await world.core.reconciliations.save(world.store, {
      ...(await world.core.reconciler.of(world.store)),
      nextAt: world.core.time.now + 9e6,
    });
    expect((await send(world, 'compare')).status).toBe(200);
    expect((await told(world)).comparison.nextAt).toBe(new Date(world.core.time.now).toISOString());
  });

  it('begins to bring in the past once, and stops it', async () => {
    const world = await aWorld();
    await send(world, 'history');
    const { history } = await told(world);
    expect(history).toMatchObject({ state: 'running', reading: 'customers', orders: 0, of: null });
    world.core.time.now += 1_000;
    await send(world, 'history');
    expect((await told(world)).history).toEqual(history);
    await send(world, 'history/cancel');
    expect((await told(world)).history).toMatchObject({ state: 'cancelled' });
  });

  it('counts what past orders would give and gives nothing, and refuses an instant since which they count', async () => {
    const world = await aWorld();
    const startsAt = world.core.time.now + 1_000;
    await world.core.stores.update(world.store, { startsAt });
    const before = await world.core.available(world.store, world.mina);
    const counted = await send(world, 'history/count', { from: '2020-01-01T00:00:00.000Z' });
    expect(E.countPast.answer.parse(await counted.json())).toMatchObject({ orders: 1, members: 1, whole: true });
    expect(await world.core.available(world.store, world.mina)).toBe(before);
    const late = await send(world, 'history/credit', { from: new Date(startsAt).toISOString() });
    expect([late.status, (await told(world)).countsFrom]).toEqual([400, new Date(startsAt).toISOString()]);
  });
});
