// A share, the member's entry, or the share back: what one effect gets of something limited.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainOf, programBudget } from '../../src/allowances/allowance.ts';
import { memberId } from '../../src/loyalty/ids.ts';
import { mergeMembers } from '../../src/ledger/merge.ts';
import { award } from '../builders/commands.ts';
import { budgetOf, LimitedWorld, stockOf } from './limited-world.ts';

let world: LimitedWorld;
beforeAll(async () => {
  world = await LimitedWorld.open();
});
afterAll(async () => {
  await world.close();
});

describe('a budget', () => {
  it('gives whoever comes last what is left, and everybody after that nothing', async () => {
    const budget = budgetOf(100, 'spring');
    expect(await world.asks(budget, world.effect('a1', 60))).toBe(60);
    expect(await world.asks(budget, world.effect('a2', 60))).toBe(40);
    expect(await world.asks(budget, world.effect('a3', 60))).toBe('budget-spent');
    expect(await world.taken(chainOf(budget))).toBe(100);
  });

  it('gives the same again to whoever asks again, however little is left', async () => {
    const budget = budgetOf(100, 'again');
    await world.asks(budget, world.effect('b1', 100));
    expect(await Promise.all([1, 2, 3].map(() => world.asks(budget, world.effect('b1', 100))))).toEqual([100, 100, 100]);
    expect(await world.taken(chainOf(budget))).toBe(100);
  });

  it('is spent to the last point and not beyond when many ask at the same time', async () => {
    const budget = budgetOf(100, 'rush');
    const answers = await Promise.all(Array.from({ length: 15 }, (_, n) => world.asks(budget, world.effect(`c${n}`, 30))));
    const granted = answers.filter((answer) => typeof answer === 'number').toSorted((a, b) => a - b);
    expect([granted, answers.filter((answer) => answer === 'budget-spent').length]).toEqual([[10, 30, 30, 30], 11]);
  });

  it('has a chain for every period of the program’s calendar, in its zone', () => {
    const program = { timeZone: 'Asia/Tehran', calendar: 'jalali', earning: { budget: { points: 5, period: 'month' } } } as const;
    // Nouruz 1405 begins at 20:30 UTC.
    const [before, after] = ['2026-03-20T20:29:59Z', '2026-03-20T20:30:00Z'].map((at) => programBudget(program, Date.parse(at)));
    expect([before?.name, after?.name]).toEqual(['budget/program/month/16859', 'budget/program/month/16860']);
    const lifetime = programBudget({ ...program, earning: { budget: { points: 5, period: 'lifetime' } } }, 0);
    expect(lifetime).toEqual({ name: 'budget/program/lifetime', limit: 5, of: 'budget' });
    expect(programBudget({ ...program, earning: { budget: null } }, 0)).toBeNull();
  });
});

describe('a stock', () => {
  it('gives whole pieces or none', async () => {
    const stock = stockOf(3);
    expect(await world.asks(stock, world.effect('d1', 2))).toBe(2);
    expect(await world.asks(stock, world.effect('d2', 2))).toBe('cap-reached');
    expect(await world.asks(stock, world.effect('d3', 1))).toBe(1);
  });

  it('gets a piece back once when it is no longer used, and a later use of it is another effect', async () => {
    const stock = stockOf(1, 'cup');
    await world.asks(stock, world.effect('reserve:1', 1));
    const back = () => world.core.grants.effects.giveBack(world.shop, stock, 'reserve:1', 'test');
    expect(await Promise.all([back(), back(), back()])).toEqual(expect.arrayContaining([true, false, false]));
    expect(await back()).toBe(false);
    expect(await world.asks(stock, world.effect('reserve:1', 1))).toBe(1);
    expect([await world.taken(chainOf(stock)), await world.asks(stock, world.effect('reserve:2', 1))]).toEqual([0, 1]);
  });

  it('is set aside with the points of whoever reserves it, or neither is', async () => {
    const { core, shop } = world;
    const stock = stockOf(2, 'pot');
    const reserves = async (n: number, points: number): Promise<string | number> => {
      const member = memberId(`m-pot-${n}`);
      await world.asks(budgetOf(1_000, `pot-${n}`), world.effect(`pot-${n}`, points, { memberId: member }));
      const expiresAt = core.time.now + 86_400_000;
      const set = { kind: 'reserve', reservationId: `pot-${n}`, rewardId: 'pot', cart: null, points: 50, expiresAt, limit: null } as const;
      return world.asks(stock, { key: `reserve:pot-${n}`, memberId: member, amount: 1, command: () => set, cause: 'test' });
    };
    // The second has too few points, so the piece goes to the third.
    expect([await reserves(1, 50), await reserves(2, 49), await reserves(3, 80), await reserves(4, 80)]).toEqual([
      0,
      'not-enough-points',
      0,
      'cap-reached',
    ]);
    const after = await Promise.all([1, 2, 3, 4].map((n) => core.entries.head(shop, memberId(`m-pot-${n}`))));
    expect(after.map((head) => head?.after.reserved)).toEqual([50, 0, 50, 0]);
    expect(await world.taken(chainOf(stock))).toBe(2);
  });

  it('has nothing to take back from whoever never got a piece', async () => {
    expect(await world.core.grants.effects.giveBack(world.shop, stockOf(1, 'saucer'), 'reserve:none', 'test')).toBe(false);
  });
});

describe('the member', () => {
  it('refuses, and the share goes back', async () => {
    const stock = stockOf(1, 'bowl');
    const capped = { rule: 'bowl', period: 'ever', times: 0, points: null };
    const refused = world.effect('e1', 1, { command: () => award(1, { limit: capped }) });
    expect(await world.asks(stock, refused)).toBe('cap-reached');
    expect([await world.taken(chainOf(stock)), (await world.fate('e1'))?.kind]).toEqual([0, 'allowance-give']);
  });

  it('was merged into another, who gets it', async () => {
    const { core, shop } = world;
    const [from, into] = [memberId('m-guest'), memberId('m-account')];
    await mergeMembers(core, { storeId: shop, mergeId: 'merge-1', from, into, cause: 'test' });
    expect(await world.asks(budgetOf(10, 'merged'), world.effect('f1', 10, { memberId: from }))).toBe(10);
    expect([await core.available(shop, from), await core.available(shop, into)]).toEqual([0, 10]);
  });
});
