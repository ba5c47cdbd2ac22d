// Limited things in the proof of a whole store: what the product writes is fine, and what reaches past it is named.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chainOf } from '../../src/allowances/allowance.ts';
import { memberId } from '../../src/loyalty/ids.ts';
import { DAY_MS, LedgerWorld } from '../ledger/ledger-world.ts';
import { budgetOf, LimitedWorld, stockOf } from './limited-world.ts';
import { RestatingDesk, type Limited } from './restating-desk.ts';

let world: LimitedWorld;
let hands: LedgerWorld;
const [BUDGET, STOCK] = [budgetOf(100), stockOf(1)];

beforeEach(async () => {
  world = await LimitedWorld.open();
  hands = new LedgerWorld(world.core, world.shop);
  await world.asks(BUDGET, world.effect('a', 60));
  await world.asks(BUDGET, world.effect('b', 60));
  await world.asks(STOCK, world.effect('c', 1));
  await world.asks(STOCK, world.effect('d', 1));
  await world.core.grants.effects.giveBack(world.shop, STOCK, 'c', 'test');
});
afterEach(async () => {
  await world.close();
});

it('finds nothing wrong with shares that were granted, refused and given back', async () => {
  const { ok, problems, entries } = await world.core.proof.verify(world.shop);
  expect(problems).toEqual([]);
  // Two takes and two awards of the budget; a take, an award and a give-back of the stock.
  expect([ok, entries]).toEqual([true, 7]);
});

const points = { type: 'points', from: 'program:issued', to: 'member:available', points: 1, lot: null, order: null, birth: null } as const;

it('names a chain of a limited thing that holds points', async () => {
  await hands.rewrite(chainOf(BUDGET), 1, ({ moves, at }) => ({ moves: [...moves, { ...points, at }] }));
  expect(await hands.broken()).toContain('allowance-stands-alone');
});

it('names a member who took a share in their own chain', async () => {
  await hands.rewrite(memberId('m-a'), 1, ({ moves }) => ({ moves: [...moves, { type: 'allowance', taken: 5 }] }));
  expect(await hands.broken()).toContain('allowance-stands-alone');
});

it('names a share that nobody used and no sweep gave back, when it is a day old', async () => {
  const { core, shop } = world;
  await world.diesAsking(STOCK, world.effect('lost', 1));
  expect(await hands.broken()).toEqual([]);
  core.time.now += DAY_MS + 1;
  const { problems } = await core.proof.verify(shop);
  expect(problems).toMatchObject([{ invariant: 'every-share-is-used', memberId: chainOf(STOCK), seq: 3 }]);
  await core.sweep.store(shop);
  expect(await hands.broken()).toEqual([]);
});

it('proves the budgets of two campaigns on one order', async () => {
  const budgets = ['spring', 'tea'].map((id): Limited => ({ key: `budget/campaign/${id}`, scope: 'program', limit: 30 }));
  const desk = new RestatingDesk([world.core], world.shop, budgets);
  desk.state('1', [20, 40]);
  await desk.settle('1');
  desk.state('2', [20, 5]);
  await desk.settle('2');
  expect([await desk.books('1'), await desk.books('2')]).toEqual([
    { granted: [20, 30], given: [20, 30] },
    { granted: [10, 0], given: [10, 0] },
  ]);
  desk.state('1', [5, 0]);
  await desk.settle('1');
  await desk.settle('2');
  expect([await desk.books('1'), await desk.books('2'), await desk.taken()]).toEqual([
    { granted: [5, 0], given: [5, 0] },
    { granted: [20, 5], given: [20, 5] },
    [25, 5],
  ]);
  const { problems } = await world.core.proof.verify(world.shop);
  // The test's desk keeps no documents of its orders.
  expect(problems.filter(({ invariant }) => invariant !== 'order-is-known')).toEqual([]);
});
