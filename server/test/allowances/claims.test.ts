// What the rules of a program claim for an order, granted by the chains of its limits and budgets: the calculation and the shares together.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Granted } from '../../src/loyalty/earning/calculation/allowed.ts';
import { deservedPoints, type Deserved } from '../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../src/loyalty/earning/facts.ts';
import { memberId, orderId, type MemberId } from '../../src/loyalty/ids.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { aLine, anOrder, PLACED } from '../builders/orders.ts';
import { LimitedWorld } from './limited-world.ts';

let world: LimitedWorld;
beforeEach(async () => {
  world = await LimitedWorld.open();
});
afterEach(async () => {
  await world.close();
});

const plain = defaultProgram('EUR', 'Europe/Berlin');
const always = { on: true, from: 0, until: PLACED * 2, when: [], name: { en: 'Always' } };

/** A bonus of 100 with 150 to give, twice the points with 60 to give, and 300 to give in all. */
const LIMITED: Program = {
  ...plain,
  earning: { ...plain.earning, budget: { points: 300, period: 'lifetime' } },
  campaigns: [
    { ...always, id: 'spring', budget: 150, effect: { kind: 'bonus', points: 100 } },
    { ...always, id: 'twice', budget: 60, effect: { kind: 'multiplier', factorBasisPoints: 20_000 } },
  ],
};

const calculation =
  (euros: number, program = LIMITED) =>
  (granted: Granted | null): Deserved =>
    deservedPoints(anOrder({ lines: euros === 0 ? [] : [aLine(euros * 100)] }), program, NO_FACTS, granted, 0);

async function settles(id: string, euros: number, member: MemberId | null = memberId('m-1'), program = LIMITED): Promise<number[]> {
  const asking = { storeId: world.shop, orderId: orderId(id), memberId: member };
  const { orders } = world.core.grants;
  const deserved = await orders.grantFor(asking, 'test', calculation(euros, program));
  await orders.giveBack(asking, 'test', deserved);
  expect(calculation(euros, program)(await orders.grantedTo(asking)).tranches).toEqual(member === null ? [] : deserved.tranches);
  return ['purchase', 'campaign/spring', 'campaign/twice'].map((part) => deserved.tranches.find((one) => one.part === part)?.points ?? 0);
}

describe('an order under two campaigns and a program with budgets', () => {
  it('gets of each campaign what is left there, and of all together what is left of the program', async () => {
    expect(await settles('1', 40)).toEqual([40, 100, 40]);
    // Of 70 + 50 + 20 the program has 120 left; the parts that come first have the first claim.
    expect(await settles('2', 70)).toEqual([70, 50, 0]);
    expect(await settles('3', 10)).toEqual([0, 0, 0]);
  });

  it('frees for others what it no longer deserves, and they get it when they are looked at again', async () => {
    await settles('1', 40);
    await settles('2', 70);
    expect(await settles('1', 10)).toEqual([10, 100, 10]);
    expect(await settles('2', 70)).toEqual([70, 50, 50]);
    expect(await settles('1', 0)).toEqual([0, 0, 0]);
    expect(await settles('2', 70)).toEqual([70, 100, 60]);
  });

  it('changes nothing by being looked at again', async () => {
    await settles('1', 40);
    const before = await world.core.entries.activity(world.shop, null, 100);
    expect(await settles('1', 40)).toEqual([40, 100, 40]);
    expect((await world.core.entries.activity(world.shop, null, 100)).entries).toHaveLength(before.entries.length);
  });
});

describe('a rule with a limit for each member', () => {
  const [rule] = plain.earning.rules;
  const limit = { period: 'month', times: 2, points: 50 } as const;
  const CAPPED: Program = { ...plain, earning: { ...plain.earning, rules: rule === undefined ? [] : [{ ...rule, limit }] } };
  const buys = async (id: string, euros: number, member = 'm-1'): Promise<number> =>
    (await settles(id, euros, memberId(member), CAPPED))[0] ?? 0;

  it('counts so often and so much, for each member alone', async () => {
    expect([await buys('1', 30), await buys('2', 30), await buys('3', 30)]).toEqual([30, 20, 0]);
    expect(await buys('4', 30, 'm-2')).toBe(30);
  });

  it('counts for the one whose order it turns out to be, and no longer for the other', async () => {
    expect([await buys('1', 50, 'm-1'), await buys('2', 30, 'm-1')]).toEqual([50, 0]);
    expect(await buys('1', 50, 'm-2')).toBe(50);
    expect(await buys('2', 30, 'm-1')).toBe(30);
  });

  it('counts for nobody while nobody is known', async () => {
    await settles('1', 50, memberId('m-1'), CAPPED);
    await settles('1', 50, null, CAPPED);
    expect(await buys('2', 50)).toBe(50);
  });
});
