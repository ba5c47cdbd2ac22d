import { describe, expect, it } from 'vitest';
import { figuresOf, measuredFrom, type TierFigures } from '../../../src/loyalty/tiers/figures.ts';
import { levelFor, nextLevel } from '../../../src/loyalty/tiers/level-for.ts';
import type { Tiers } from '../../../src/loyalty/tiers/tiers.ts';
import { whoMoves } from '../../../src/loyalty/tiers/who-moves.ts';
import { aLevel, someTiers } from '../../builders/programs.ts';

const at = (text: string): number => Date.parse(text);
const UTC = { timeZone: 'UTC', calendar: 'gregorian' } as const;
const TEHRAN = { timeZone: 'Asia/Tehran', calendar: 'jalali' } as const;
const figures = (change: Partial<TierFigures> = {}): TierFigures => ({ spendMinor: 0, points: 0, orders: 0, ...change });
const levelOf = (change: Partial<TierFigures>, tiers: Tiers = someTiers()): string | undefined => levelFor(figures(change), tiers)?.id;

describe('the level that figures reach', () => {
  it('is the highest whose threshold is met, from its first unit on', () => {
    expect([0, 49_999, 50_000, 199_999, 200_000].map((spendMinor) => levelOf({ spendMinor }))).toEqual([
      'member', 'member', 'silver', 'silver', 'gold',
    ]); // prettier-ignore
  });

  it('asks for one of several thresholds or for all of them, as the merchant says', () => {
    const levels = [aLevel('gold', { spendMinor: 100, orders: 3 })];
    expect([
      levelOf({ spendMinor: 100 }, someTiers({ levels, need: 'any' })),
      levelOf({ spendMinor: 100 }, someTiers({ levels, need: 'all' })),
    ]).toEqual(['gold', undefined]);
    expect(levelOf({ spendMinor: 100, orders: 3 }, someTiers({ levels, need: 'all' }))).toBe('gold');
  });

  it('can be measured in points or in orders', () => {
    const levels = [aLevel('points', { points: 10 }), aLevel('orders', { points: 20, orders: 5 })];
    expect([levelOf({ points: 10 }, someTiers({ levels })), levelOf({ orders: 5 }, someTiers({ levels })), levelOf({}, someTiers({ levels }))]).toEqual([
      'points', 'orders', undefined,
    ]); // prettier-ignore
  });

  it('says what is missing to the next one, and nothing at the top', () => {
    expect(nextLevel(figures({ spendMinor: 30_000 }), someTiers(), 'member')).toMatchObject({
      level: { id: 'silver' },
      missing: { spendMinor: 20_000 },
    });
    expect(nextLevel(figures(), someTiers(), 'gold')).toBeNull();
  });
});

describe('the time a level is measured by', () => {
  it('is whole days back in the program’s place, the calendar year, or everything', () => {
    const from = (window: Tiers['window'], now: string, place: Parameters<typeof measuredFrom>[2]): string =>
      new Date(measuredFrom(someTiers({ window }), at(now), place)).toISOString();
    expect(from({ kind: 'rolling', days: 30 }, '2026-11-21T20:00:00Z', UTC)).toBe('2026-10-22T00:00:00.000Z');
    expect(from({ kind: 'calendar-year' }, '2026-11-21T20:00:00Z', UTC)).toBe('2026-01-01T00:00:00.000Z');
    expect(from({ kind: 'calendar-year' }, '2026-11-21T20:00:00Z', TEHRAN)).toBe('2026-03-20T20:30:00.000Z');
    expect(measuredFrom(someTiers({ window: { kind: 'lifetime' } }), 0, UTC)).toBe(-Infinity);
  });

  it('counts days and not hours over the change from summer time', () => {
    const berlin = { timeZone: 'Europe/Berlin', calendar: 'gregorian' } as const;
    const rolling = someTiers({ window: { kind: 'rolling', days: 1 } });
    expect(new Date(measuredFrom(rolling, at('2026-10-26T12:00:00Z'), berlin)).toISOString()).toBe('2026-10-24T22:00:00.000Z');
  });

  it('counts orders in it that are still worth something', () => {
    const orders = [{ placedAt: 9, spendMinor: 100, points: 1 }, { placedAt: 10, spendMinor: 200, points: 2 }, { placedAt: 11, spendMinor: 0, points: 0 }]; // prettier-ignore
    expect(figuresOf(orders, 10)).toEqual({ spendMinor: 200, points: 2, orders: 1 });
  });
});

describe('the preview of a change', () => {
  const member = (memberId: string, spendMinor: number) => ({ memberId, before: figures({ spendMinor }), after: figures({ spendMinor }) });
  const members = [member('a', 10), member('b', 60_000), member('c', 60_001), member('d', 250_000)];

  it('counts who goes up, who goes down and who stays, with a few of them by name', () => {
    const easier = someTiers({
      levels: [aLevel('member'), aLevel('silver', { spendMinor: 100_000 }), aLevel('gold', { spendMinor: 200_000 })],
    });
    expect(whoMoves(members, someTiers(), easier)).toEqual([
      { from: 'silver', to: 'member', direction: 'down', members: 2, examples: ['b', 'c'] },
      { from: 'member', to: 'member', direction: 'same', members: 1, examples: ['a'] },
      { from: 'gold', to: 'gold', direction: 'same', members: 1, examples: ['d'] },
    ]);
  });

  it('knows a level that is new, one that is gone, and no levels at all', () => {
    const fewer = someTiers({ levels: [aLevel('member'), aLevel('platinum', { spendMinor: 60_001 })] });
    const moves = whoMoves(members, someTiers(), fewer).map(({ from, to, direction }) => `${from} ${to} ${direction}`);
    expect(moves).toEqual(
      ['member member same', 'silver member down', 'silver platinum same']
        .map((move) => move.replace('platinum same', 'platinum down'))
        .concat('gold platinum down'),
    );
    expect(whoMoves(members, null, someTiers()).every(({ direction }) => direction === 'up')).toBe(true);
    expect(whoMoves(members, someTiers(), null).every(({ direction }) => direction === 'down')).toBe(true);
  });
});
