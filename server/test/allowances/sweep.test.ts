// Shares whose owner died go back by themselves, and nobody who lives loses one.
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../src/allowances/allowance.ts';
import { Sweep, type SweepOptions } from '../../src/allowances/sweep.ts';
import { sweepAllowances } from '../../src/jobs/sweep-allowances.ts';
import { ALLOWANCES } from '../../src/limits.ts';
import { MongoSweepMarks } from '../../src/storage/mongo/mongo-allowance-shares.ts';
import { LimitedWorld, stockOf } from './limited-world.ts';
import { Died, RestatingDesk, type Limited } from './restating-desk.ts';

let world: LimitedWorld;
beforeEach(async () => {
  world = await LimitedWorld.open();
});
afterEach(async () => {
  await world.close();
});

const later = (): void => void (world.core.time.now += ALLOWANCES.graceMs + 1);

const SPRING: Limited = { key: 'budget/campaign/spring', scope: 'program', limit: 50 };

function sweepOf(change: Partial<SweepOptions>): Sweep {
  const { core } = world;
  const marks = new MongoSweepMarks(core.database.connection);
  const failed = (error: unknown): void => expect.fail(String(error));
  const restate = (): Promise<void> => Promise.resolve();
  const needs = { grants: core.grants.effects, entries: core.entries, shares: core.shares, marks, restate, failed };
  return new Sweep({ ...needs, clock: () => core.time.now, graceMs: ALLOWANCES.graceMs, ...change });
}

describe('a share that nobody used', () => {
  it('goes back once it is old enough, and whoever comes next gets it', async () => {
    const stock = stockOf(1);
    await world.diesAsking(stock, world.effect('lost', 1));
    expect([await world.taken(chainOf(stock)), await world.asks(stock, world.effect('next', 1))]).toEqual([1, 'cap-reached']);
    expect(await world.core.sweep.store(world.shop)).toMatchObject({ ended: 0 });
    later();
    expect(await world.core.sweep.store(world.shop)).toMatchObject({ ended: 1 });
    expect([await world.taken(chainOf(stock)), await world.asks(stock, world.effect('next', 1))]).toEqual([0, 1]);
  });

  it('is taken anew by whoever comes back after all, as long as there is any', async () => {
    const stock = stockOf(1);
    await world.diesAsking(stock, world.effect('lost', 1));
    later();
    await world.core.sweep.store(world.shop);
    expect(await world.asks(stock, world.effect('lost', 1))).toBe(1);
    expect((await world.fate('lost', 1))?.kind).toBe('award');
  });

  it('is taken anew at once by somebody slow, from whom a sweep took it just before the entry', async () => {
    const stock = stockOf(1);
    const { entries, grants } = world.core;
    const append = entries.append.bind(entries);
    let swept = false;
    entries.append = async (entry) => {
      const share = { chain: chainOf(stock), effect: 'slow', n: 0, amount: 1, cause: 'sweep' };
      if (entry.kind === 'award' && !swept) swept = await grants.effects.giveUnused(world.shop, share);
      return append(entry);
    };
    expect(await world.asks(stock, world.effect('slow', 1))).toBe(1);
    expect([swept, await world.taken(chainOf(stock)), (await world.fate('slow', 1))?.kind]).toEqual([true, 1, 'award']);
  });

  it('is looked at once: after a sweep only what came since is', async () => {
    const stock = stockOf(10);
    for (const n of [1, 2, 3]) await world.asks(stock, world.effect(`g${n}`, 1));
    later();
    const seen: string[] = [];
    const entries = { byKey: (...[store, key]: Parameters<typeof world.core.entries.byKey>) => {
      seen.push(key);
      return world.core.entries.byKey(store, key);
    } }; // prettier-ignore
    const sweep = sweepOf({ entries });
    await sweep.store(world.shop);
    await world.asks(stock, world.effect('g4', 1));
    later();
    await sweep.store(world.shop);
    expect(seen).toEqual(['grant:g1#0', 'grant:g2#0', 'grant:g3#0', 'grant:g4#0']);
  });

  it('is not confused with one that was used, which stays where it is', async () => {
    const stock = stockOf(3);
    for (const n of [1, 2, 3]) await world.asks(stock, world.effect(`h${n}`, 1));
    later();
    await world.core.sweep.store(world.shop);
    expect(await world.taken(chainOf(stock))).toBe(3);
  });
});

describe('an order’s share', () => {
  it('ends by looking at the order again', async () => {
    const desk = new RestatingDesk([world.core], world.shop, [SPRING]);
    desk.state('1', [40]);
    await expect(desk.settle('1', 'before the entry')).rejects.toThrow(Died);
    desk.state('1', [15]);
    expect(await desk.books('1')).toEqual({ granted: [40], given: [0] });
    later();
    await sweepOf({ restate: (_, orderId) => desk.settle(orderId) }).store(world.shop);
    expect(await desk.books('1')).toEqual({ granted: [15], given: [15] });
  });

  it('that cannot be looked at now is tried again, and holds nobody else up', async () => {
    const desk = new RestatingDesk([world.core], world.shop, [SPRING]);
    for (const order of ['1', '2']) {
      desk.state(order, [20]);
      await desk.settle(order, 'before the entry').catch(() => null);
    }
    later();
    const failures: unknown[] = [];
    const once = { failed: (error: unknown) => failures.push(error), restate: (_: unknown, id: string) => (id === '1' ? Promise.reject(new Error('busy')) : desk.settle(id)) }; // prettier-ignore
    await sweepOf(once).store(world.shop);
    expect([failures.length, (await desk.books('1')).given, (await desk.books('2')).given]).toEqual([1, [0], [20]]);
    await sweepOf({ restate: (_, id) => desk.settle(id) }).store(world.shop);
    expect((await desk.books('1')).given).toEqual([20]);
  });
});

describe('the job', () => {
  it('sweeps every store, by one process at a time', async () => {
    const { core } = world;
    await world.diesAsking(stockOf(1), world.effect('lost', 1));
    later();
    const needs = { ...core, clock: () => core.time.now, log: pino({ level: 'silent' }) };
    const ended = await Promise.all([sweepAllowances(needs), sweepAllowances(needs)]);
    expect(ended.toSorted()).toEqual([0, 1]);
  });
});
