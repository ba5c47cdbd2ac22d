// Whatever a program and an order are: sums are sums, and nobody gains by giving something back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/loyalty/campaigns/campaign.ts';
import { deservedPoints, type Deserved } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS, type OrderFacts } from '../../../src/loyalty/earning/facts.ts';
import type { OrderRule } from '../../../src/loyalty/earning/rules/index.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import type { Program } from '../../../src/loyalty/program/program.ts';
import { aLine, anOrder, aRefund, NO_CHARGES } from '../../builders/orders.ts';
import { aCampaign, aProgram, aRule, someTiers, when } from '../../builders/programs.ts';

const PRODUCTS = ['p-0', 'p-1', 'p-2'];
const FACTS: OrderFacts = { ...NO_FACTS, tierId: 'gold', orderNumber: 1 };

const someProducts = fc.subarray(PRODUCTS, { minLength: 1 }).map((ids) => [when('product', { ids })]);
const conditions = fc.oneof(fc.constant([]), someProducts, fc.constant([when('first-order', {})]));
const stackings: fc.Arbitrary<OrderRule['stacking']> = fc.constantFrom('adds', 'best', 'exclusive');
const factors = fc.integer({ min: 10_000, max: 50_000 });

const aKind: fc.Arbitrary<OrderRule> = fc.oneof(
  fc
    .record({ points: fc.integer({ min: 1, max: 500 }), perMinor: fc.integer({ min: 1, max: 5_000 }) })
    .map((rate) => aRule('points-per-money', { rates: [{ currency: 'EUR', ...rate }] })),
  fc.integer({ min: 1, max: 50 }).map((points) => aRule('points-per-item', { points })),
  fc.integer({ min: 1, max: 500 }).map((points) => aRule('bonus-per-order', { points })),
  factors.map((factorBasisPoints) => aRule('multiplier', { factorBasisPoints })),
);

function rulesOf(stacking: fc.Arbitrary<OrderRule['stacking']>): fc.Arbitrary<OrderRule[]> {
  const one = fc.tuple(aKind, conditions, stacking, fc.integer({ min: 0, max: 2 }));
  return fc
    .array(one, { maxLength: 6 })
    .map((all) =>
      all.map(([rule, when_, how, priority], index) => ({ ...rule, id: `r-${index}`, when: when_, stacking: how, priority }) as OrderRule),
    );
}

const campaigns: fc.Arbitrary<Campaign[]> = fc.oneof(
  fc.constant<Campaign[]>([]),
  fc.integer({ min: 1, max: 90 }).map((points) => [aCampaign({ kind: 'bonus', points })]),
  factors.map((factorBasisPoints) => [aCampaign({ kind: 'multiplier', factorBasisPoints })]),
);
const rounding: fc.Arbitrary<Program['earning']['rounding']> = fc.constantFrom('floor', 'nearest', 'ceil');

const programs = (stacking: fc.Arbitrary<OrderRule['stacking']>): fc.Arbitrary<Program> =>
  fc.tuple(rulesOf(stacking), campaigns, rounding, fc.boolean(), fc.boolean()).map(([rules, running, how, tax, shipping]) => {
    const basis = { ...aProgram([]).earning.basis, tax: tax ? 'always' : 'as-priced', shipping } as const;
    return aProgram(rules, { rounding: how, basis }, { campaigns: running, tiers: someTiers() });
  });

const line = fc.record({ net: fc.integer({ min: 0, max: 200_000 }), product: fc.nat(2), quantity: fc.integer({ min: 1, max: 5 }) });
const orders: fc.Arbitrary<OrderState> = fc.tuple(fc.array(line, { minLength: 1, maxLength: 6 }), fc.nat(5_000)).map(([lines, shipping]) =>
  anOrder({
    lines: lines.map(({ net, product, quantity }, index) =>
      aLine(net, {
        lineId: `l-${index}`,
        productId: PRODUCTS[product] ?? null,
        quantity,
        currentQuantity: quantity,
        tax: Math.floor(net / 5),
      }),
    ),
    charges: { ...NO_CHARGES, shipping },
  }),
);

const of = (order: OrderState, program: Program): Deserved => deservedPoints(order, program, FACTS, null, 0);
const adds: typeof stackings = fc.constant('adds');
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Gives back some pieces of every line, and an amount that names no line. */
function refunded(order: OrderState, pieces: readonly number[], amount: number): OrderState {
  const lines = order.lines.map((one, index) => {
    const kept = Math.max(0, one.quantity - (pieces[index] ?? 0));
    return { ...one, currentQuantity: kept, currentNet: Math.floor((one.net * kept) / one.quantity) };
  });
  return { ...order, lines, refunds: amount > 0 ? [aRefund(amount)] : [] };
}

describe('whatever the program', () => {
  it('lines sum to their part, parts to the total, and tranches are the parts that give', () => {
    fc.assert(
      fc.property(programs(stackings), orders, (program, order) => {
        const { points, tranches, explanation } = of(order, program);
        for (const part of explanation.parts) expect(sum(part.lines.map((each) => each.points))).toBe(part.points);
        expect([sum(explanation.parts.map((part) => part.points)), sum(tranches.map((part) => part.points))]).toEqual([points, points]);
        expect(tranches.every((part) => Number.isSafeInteger(part.points) && part.points > 0)).toBe(true);
        expect(sum(explanation.lines.map(({ amount }) => amount))).toBe(explanation.basis);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('the same order is explained by the same text', () => {
    fc.assert(
      fc.property(programs(stackings), orders, (program, order) => {
        expect(JSON.stringify(of(order, program))).toBe(JSON.stringify(of(structuredClone(order), structuredClone(program))));
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('nobody gains by giving something back, where rules only add', () => {
    const pieces = fc.array(fc.nat(5), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(programs(adds), orders, pieces, pieces, (program, order, some, more) => {
        const [less, most] = [
          refunded(order, some, 0),
          refunded(
            order,
            some.map((each, index) => each + (more[index] ?? 0)),
            0,
          ),
        ];
        expect(of(less, program).points).toBeLessThanOrEqual(of(order, program).points);
        expect(of(most, program).points).toBeLessThanOrEqual(of(less, program).points);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('"best" never gives more than "adds"', () => {
    fc.assert(
      fc.property(programs(fc.constantFrom('adds', 'best')), orders, (program, order) => {
        const rules = program.earning.rules.map((rule) => ({ ...rule, stacking: 'adds' as const }));
        const added = { ...program, earning: { ...program.earning, rules } };
        expect(of(order, program).points).toBeLessThanOrEqual(of(order, added).points);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('a multiplier gives exactly its factor, less one, of what its lines earn by money, before rounding', () => {
    fc.assert(
      fc.property(orders, factors, fc.integer({ min: 1, max: 3_000 }), someProducts, (order, factorBasisPoints, perMinor, when_) => {
        const money = aRule('points-per-money', { rates: [{ currency: 'EUR', points: 7, perMinor }] });
        const multiplier = aRule('multiplier', { factorBasisPoints }, { when: when_ });
        const { explanation } = of(order, aProgram([money, multiplier]));
        const ids = when_.flatMap((one) => (one.kind === 'product' ? one.params.ids : []));
        const amount = sum(order.lines.filter((each) => ids.includes(each.productId ?? '')).map((each) => each.currentNet));
        const exact = (BigInt(amount) * 7n * BigInt(factorBasisPoints - 10_000)) / (BigInt(perMinor) * 10_000n);
        expect(explanation.parts.find(({ kind }) => kind === 'multiplier')?.points ?? 0).toBe(Number(exact));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('what is granted is never exceeded, and a smaller grant never gives more', () => {
    fc.assert(
      fc.property(programs(adds), orders, fc.nat(2_000), fc.nat(2_000), (program, order, a, b) => {
        const capped = { ...program, earning: { ...program.earning, budget: { points: 5_000, period: 'lifetime' } as const } };
        const given = (granted: number): number => deservedPoints(order, capped, FACTS, { 'budget/program/lifetime': granted }, 0).points;
        expect(given(a)).toBe(Math.min(a, of(order, program).points));
        expect(given(Math.min(a, b))).toBeLessThanOrEqual(given(Math.max(a, b)));
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
