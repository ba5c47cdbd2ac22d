// Levels over time against the slow and plain way: every figure summed anew at every instant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TierFacts } from '../../../src/loyalty/tiers/counted.ts';
import { erasOf } from '../../../src/loyalty/tiers/eras.ts';
import { figuresOf, measuredFrom } from '../../../src/loyalty/tiers/figures.ts';
import { levelIn, lifeOf, standingAt } from '../../../src/loyalty/tiers/life.ts';
import { storyOf } from '../../../src/loyalty/tiers/order-story.ts';
import type { Tiers } from '../../../src/loyalty/tiers/tiers.ts';
import { aLine, anOrder, aRefund } from '../../builders/orders.ts';
import { aLevel, aProgram, someTiers } from '../../builders/programs.ts';

const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 1, 20);
const SPAN_H = 24 * 120;

const instant = fc.integer({ min: 0, max: SPAN_H }).map((hours) => BEGIN + hours * HOUR);
const order = fc.record({
  placedAt: instant,
  paidAfter: fc.integer({ min: 0, max: 48 }),
  net: fc.integer({ min: 0, max: 200 }),
  refunds: fc.array(fc.record({ after: fc.integer({ min: 0, max: 24 * 40 }), amount: fc.integer({ min: 1, max: 150 }) }), { maxLength: 2 }),
});
const orders = fc.array(order, { maxLength: 8 });
const window: fc.Arbitrary<Tiers['window']> = fc.oneof(
  fc.record({ kind: fc.constant('rolling' as const), days: fc.integer({ min: 1, max: 60 }) }),
  fc.constant({ kind: 'calendar-year' as const }),
  fc.constant({ kind: 'lifetime' as const }),
);
const tiers = fc
  .record({
    window,
    need: fc.constantFrom('all' as const, 'any' as const),
    downgrade: fc.constantFrom('never' as const, 'at-end' as const, 'at-once' as const),
    validDays: fc.integer({ min: 1, max: 50 }),
    graceDays: fc.integer({ min: 0, max: 10 }),
  })
  .map((change) =>
    someTiers({
      ...change,
      levels: [aLevel('member'), aLevel('silver', { spendMinor: 100, orders: 1 }), aLevel('gold', { spendMinor: 250 })],
    }),
  );
const programs = fc.record({ first: tiers, second: fc.option(tiers, { nil: null }), at: instant }).map(({ first, second, at }) => {
  const place = { timeZone: 'Asia/Tehran', calendar: 'jalali' } as const;
  const program = aProgram([], {}, { ...place, tiers: first, inForceFrom: 0 });
  return second === null ? [program] : [program, { ...program, version: 2, inForceFrom: at, tiers: second }];
});

type Bought = typeof order extends fc.Arbitrary<infer T> ? T : never;

function factsOf(bought: readonly Bought[]): TierFacts {
  const stories = bought.flatMap(({ placedAt, paidAfter, net, refunds }) => {
    const paidAt = placedAt + paidAfter * HOUR;
    const taken = refunds.map(({ after, amount }) => aRefund(amount, { at: paidAt + after * HOUR }));
    return storyOf({ order: anOrder({ placedAt, paidAt, lines: [aLine(net)], refunds: taken }), seenAt: paidAt }, [], 'EUR') ?? [];
  });
  return { orders: stories, gifts: [] };
}

const sumUpTo = (steps: TierFacts['orders'][number]['steps'], at: number): number =>
  steps.filter((step) => step.at <= at).reduce((sum, { spendMinor }) => sum + spendMinor, 0);

describe('a life in levels', () => {
  it('says at every instant what was measured then', () => {
    fc.assert(
      fc.property(orders, programs, instant, (bought, versions, at) => {
        const [facts, eras] = [factsOf(bought), erasOf(versions)];
        const era = eras.findLast(({ from }) => from <= at);
        if (era?.tiers == null) return;
        const counted = facts.orders.map(({ placedAt, steps }) => ({ placedAt, spendMinor: sumUpTo(steps, at), points: 0 }));
        const started = facts.orders.some(({ steps }) => (steps[0]?.at ?? Infinity) <= at);
        const expected = started ? figuresOf(counted, measuredFrom(era.tiers, at, era.place)) : figuresOf([], 0);
        expect(standingAt(facts, eras, at)?.figures).toEqual(expected);
      }),
    );
  });

  it('foretells what will be said then, whenever it is told', () => {
    fc.assert(
      fc.property(orders, programs, instant, (bought, versions, at) => {
        const [facts, eras] = [factsOf(bought), erasOf(versions)];
        const { spans } = lifeOf(facts, eras);
        if ((spans[0]?.from ?? Infinity) > at) return;
        expect(levelIn(spans, at)).toBe(standingAt(facts, eras, at)?.status.tierId ?? null);
      }),
    );
  });

  it('has spans that follow each other without a gap, and an end that is open', () => {
    fc.assert(
      fc.property(orders, programs, (bought, versions) => {
        const { spans } = lifeOf(factsOf(bought), erasOf(versions));
        spans.forEach(({ until, tierId }, index) => {
          const next = spans[index + 1];
          expect(until).toBe(next?.from ?? null);
          expect(next?.tierId).not.toBe(tierId);
        });
      }),
    );
  });

  it('enters each level for its points at most once', () => {
    fc.assert(
      fc.property(orders, programs, (bought, versions) => {
        const ids = lifeOf(factsOf(bought), erasOf(versions)).entries.map(({ tierId }) => tierId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
