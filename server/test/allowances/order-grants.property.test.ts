// Orders that earn from limited budgets, restated at random: the chains of the budgets always say what a model of four lines says.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantsOf } from '../../src/allowance-wiring.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Persons } from '../../src/ledger/persons.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { MongoAllowanceShares } from '../../src/storage/mongo/mongo-allowance-shares.ts';
import { MongoLedgerStore } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { circumstances } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { Died, RestatingDesk, type Gap, type Limited, type Process } from './restating-desk.ts';

let core: TestCore;
let processes: readonly Process[];
let shop: StoreId;
let lives = 0;

beforeAll(async () => {
  core = await aCore();
  shop = await core.addStore();
  processes = [core, beside(core), beside(core)];
});
afterAll(async () => {
  await core.database.close();
});

/** Another process on the same database: nothing in memory is shared. */
function beside({ database, time, appended }: TestCore): Process {
  const entries = new MongoLedgerStore(database.connection);
  const ledger = new Ledger({ store: entries, circumstances: () => circumstances(time.now) });
  const shares = new MongoAllowanceShares(database.connection);
  const grants = grantsOf({ shares, ledger, entries, persons: new Persons(entries), appended });
  return { grants, ledger, entries, appended };
}

/** Budgets of two campaigns; a fresh pair for every life. */
function budgets(limits: readonly [number, number]): Limited[] {
  lives += 1;
  return limits.map((limit, at) => ({ key: `budget/campaign/life-${lives}-${at}`, scope: 'program', limit }));
}
const named = (order: number): string => `life-${lives}-${order}`;

interface Step {
  readonly order: number;
  readonly points: readonly [number, number];
  readonly dieAt: Gap | null;
}

const limit = fc.integer({ min: 1, max: 100 });
const points = fc.integer({ min: 0, max: 60 });
const step: fc.Arbitrary<Step> = fc.record({
  order: fc.integer({ min: 0, max: 3 }),
  points: fc.tuple(points, points),
  dieAt: fc.constantFrom<Gap | null>(null, null, 'before the entry', 'before giving back'),
});

/** More is asked for as long as there is any left; less gives the rest back. */
class Model {
  readonly granted = new Map<number, readonly number[]>();
  readonly #limits: readonly number[];

  constructor(limits: readonly number[]) {
    this.#limits = limits;
  }

  restate(order: number, wanted: readonly number[]): void {
    const had = this.granted.get(order) ?? wanted.map(() => 0);
    const left = this.#limits.map((all, at) => all - [...this.granted.values()].reduce((sum, each) => sum + (each[at] ?? 0), 0));
    this.granted.set(order, wanted.map((want, at) => Math.min(want, (had[at] ?? 0) + (left[at] ?? 0)))); // prettier-ignore
  }
}

it('grants what the model grants after every restatement, however often each is repeated', async () => {
  const life = fc.asyncProperty(fc.tuple(limit, limit), fc.array(step, { minLength: 4, maxLength: 20 }), async (limits, steps) => {
    const desk = new RestatingDesk(processes, shop, budgets(limits));
    const model = new Model(limits);
    for (const { order, points: wanted } of steps) {
      desk.state(named(order), wanted);
      model.restate(order, wanted);
      await desk.settle(named(order));
      await desk.settle(named(order));
      const should = model.granted.get(order);
      expect(await desk.books(named(order))).toEqual({ granted: should, given: should });
    }
    const all = [...model.granted.values()];
    expect(await desk.taken()).toEqual(limits.map((_, at) => all.reduce((sum, each) => sum + (each[at] ?? 0), 0)));
  });
  await fc.assert(life, { seed: 20_261_122, numRuns: 12 });
}, 120_000);

it('is exact when orders are restated at the same time and desks die with shares in their hands', async () => {
  const life = fc.asyncProperty(fc.tuple(limit, limit), fc.array(step, { minLength: 12, maxLength: 24 }), async (limits, steps) => {
    const desk = new RestatingDesk(processes, shop, budgets(limits));
    const wanted = new Map<number, readonly number[]>();
    const look = async ({ order, points: wants, dieAt }: Step): Promise<void> => {
      desk.state(named(order), wants);
      wanted.set(order, wants);
      await desk.settle(named(order), dieAt).catch((error: unknown) => expect(error).toBeInstanceOf(Died));
    };
    await Promise.all(steps.map(look));
    // What had no end comes back, as from the inbox; after that nothing is left to do.
    for (let delivery = 0; delivery < 2; delivery += 1) for (const order of wanted.keys()) await desk.settle(named(order));
    const taken = await desk.taken();
    const sums = [0, 0];
    for (const [order, wants] of wanted) {
      const { granted, given } = await desk.books(named(order));
      expect(given).toEqual(granted);
      granted.forEach((amount, at) => {
        expect(amount).toBeLessThanOrEqual(wants[at] ?? 0);
        if (amount < (wants[at] ?? 0)) expect(taken[at]).toBe(limits[at]);
        sums[at] = (sums[at] ?? 0) + amount;
      });
    }
    expect(taken).toEqual(sums);
    expect(taken.every((amount, at) => amount <= (limits[at] ?? 0))).toBe(true);
  });
  await fc.assert(life, { seed: 20_261_122, numRuns: 10 });
}, 120_000);

it('proves afterwards, with every chain of a budget standing alone', async () => {
  const { problems } = await core.proof.verify(shop);
  expect(problems.filter(({ invariant }) => invariant !== 'order-is-known')).toEqual([]);
});
