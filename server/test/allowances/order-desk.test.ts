// Orders at the product's own desk, under campaigns and a program that have only so much to give.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../src/allowances/allowance.ts';
import { ALLOWANCES } from '../../src/limits.ts';
import { memberId } from '../../src/loyalty/ids.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { aLine, PLACED } from '../builders/orders.ts';
import { ANNA, BERT, CARL, LedgerWorld } from '../ledger/ledger-world.ts';
import { LimitedWorld } from './limited-world.ts';

let world: LimitedWorld;
let shop: LedgerWorld;

const plain = defaultProgram('EUR', 'Europe/Berlin');
const always = { on: true, from: 0, until: PLACED * 2, when: [], name: { en: 'Always' } };
/** A bonus of 100 with 150 to give, twice the points with 60 to give, and 300 to give in all. */
const LIMITED: Program = {
  ...plain,
  version: 2,
  inForceFrom: 1,
  earning: { ...plain.earning, budget: { points: 300, period: 'lifetime' } },
  campaigns: [
    { ...always, id: 'spring', budget: 150, effect: { kind: 'bonus', points: 100 } },
    { ...always, id: 'twice', budget: 60, effect: { kind: 'multiplier', factorBasisPoints: 20_000 } },
  ],
};
const CHAINS = ['budget/program/lifetime', 'budget/campaign/spring', 'budget/campaign/twice'].map((name) => chainOf({ name }));

beforeEach(async () => {
  world = await LimitedWorld.open();
  shop = new LedgerWorld(world.core, world.shop);
  await world.core.stores.publish(world.shop, LIMITED);
  world.core.directory.forget(world.shop);
});
afterEach(async () => {
  await world.close();
});

const euros = (amount: number) => ({ lines: [aLine(amount * 100)] });
const has = (): Promise<number[]> => Promise.all([ANNA, BERT, CARL].map((member) => world.core.available(world.shop, member)));
const taken = (): Promise<number[]> => Promise.all(CHAINS.map((chain) => world.taken(chain)));

async function proved(): Promise<unknown[]> {
  // What was just written about is not judged yet.
  world.core.time.now += 120_000;
  return (await world.core.proof.verify(world.shop)).problems.map((problem) => problem);
}

describe('budgets of two campaigns on one order', () => {
  it('give each order what is left, and no more together than the program has', async () => {
    await shop.order('1', ANNA, 1, euros(40));
    await shop.order('2', BERT, 1, euros(70));
    await shop.order('3', CARL, 1, euros(10));
    expect([await has(), await taken()]).toEqual([[180, 120, 0], [300, 150, 40]]); // prettier-ignore
    expect(await proved()).toEqual([]);
  });

  it('get back what a cancelled order had, for whoever is looked at next', async () => {
    await shop.order('1', ANNA, 1, euros(40));
    await shop.order('2', BERT, 1, euros(70));
    await shop.order('1', ANNA, 2, { ...euros(40), standing: 'cancelled' });
    expect([await has(), await taken()]).toEqual([[0, 120, 0], [120, 50, 0]]); // prettier-ignore
    await shop.order('2', BERT, 2, euros(70));
    expect([await has(), await taken()]).toEqual([[0, 230, 0], [230, 100, 60]]); // prettier-ignore
    expect(await proved()).toEqual([]);
  });

  it('give and take only the difference when an order grows and shrinks', async () => {
    for (const [version, amount] of [40, 40, 55, 10].entries()) await shop.order('1', ANNA, version + 1, euros(amount));
    const [, , twice] = CHAINS;
    const entries = twice === undefined ? [] : await world.core.entries.history(world.shop, twice, null, 10);
    const changes = entries.toReversed().map(({ moves }) => moves.map((move) => (move.type === 'allowance' ? move.taken : null)));
    expect(changes).toEqual([[40], [15], [-45]]);
  });

  it('are never overspent by orders that come at the same time, and spent to the last point by the next look at them', async () => {
    const members = Array.from({ length: 12 }, (_, n) => memberId(`m-rush-${n}`));
    const sum = async (): Promise<number> => {
      const given = await Promise.all(members.map((member) => world.core.available(world.shop, member)));
      return given.reduce((total, points) => total + points, 0);
    };
    await Promise.all(members.map((member, n) => shop.order(`${n}`, member, 1, euros(20))));
    // Who asks while another holds a share that it is about to give back gets less for the moment.
    expect(await sum()).toBe((await taken())[0]);
    expect(await sum()).toBeLessThanOrEqual(300);
    for (const [n, member] of members.entries()) await shop.order(`${n}`, member, 2, euros(20));
    expect([await sum(), (await taken())[0]]).toEqual([300, 300]);
    expect(await proved()).toEqual([]);
  });
});

describe('a desk that dies with shares in its hands', () => {
  it('leaves an order that gets its points when it comes again, or when the sweep looks at it', async () => {
    const { entries } = world.core;
    const append = entries.append.bind(entries);
    entries.append = (entry) => (entry.kind === 'settle-order' ? Promise.reject(new Error('killed')) : append(entry));
    await expect(shop.order('1', ANNA, 1, euros(40))).rejects.toThrow('killed');
    entries.append = append;
    expect([await has(), await taken()]).toEqual([[0, 0, 0], [180, 100, 40]]); // prettier-ignore
    world.core.time.now += ALLOWANCES.graceMs + 1;
    await world.core.sweep.store(world.shop);
    expect([await has(), await taken()]).toEqual([[180, 0, 0], [180, 100, 40]]); // prettier-ignore
    expect(await proved()).toEqual([]);
  });
});
