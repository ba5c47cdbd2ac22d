import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deservedAfterMoving, deservedPoints } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { inForceAt } from '../../../src/loyalty/program/in-force.ts';
import { rateOfBasisPoints, withMainRate } from '../../../src/loyalty/program/main-rate.ts';
import { aLine, anOrder, aRefund, NO_CHARGES } from '../../builders/orders.ts';

const euro = defaultProgram('EUR');
const of = (order = anOrder(), program = euro, startsAt = 0) => deservedPoints(order, program, NO_FACTS, null, startsAt);
const points = (change: Parameters<typeof anOrder>[0], program = euro): number => of(anOrder(change), program).points;

describe('what an order deserves by the default program', () => {
  it('gives one point per whole euro of what was kept, rounded down on the order and not on the lines', () => {
    expect(points({ lines: [aLine(4_550)] })).toBe(45);
    expect(points({ lines: [aLine(150, { lineId: 'a' }), aLine(150, { lineId: 'b' })] })).toBe(3);
  });

  it('gives nothing for an order that is unpaid, partly paid, cancelled, failed, refunded, deleted or a test', () => {
    expect(points({ payment: 'unpaid' })).toBe(0);
    expect(points({ payment: 'partly-paid' })).toBe(0);
    for (const standing of ['cancelled', 'failed', 'refunded', 'deleted', 'test'] as const) expect(points({ standing })).toBe(0);
  });

  it('leaves shipping, tips, tax and gift cards out of the goods', () => {
    const charges = { ...NO_CHARGES, shipping: 490, tips: 300, goodsTax: 700 };
    expect(points({ charges, lines: [aLine(1_000), aLine(5_000, { lineId: 'card', giftCard: true })] })).toBe(10);
  });

  it('takes an amount-only refund and a negative fee off the goods, but never below nothing', () => {
    expect(points({ refunds: [aRefund(1_250)] })).toBe(32);
    expect(points({ charges: { ...NO_CHARGES, feeReductions: 500 } })).toBe(40);
    expect(points({ refunds: [aRefund(99_900)] })).toBe(0);
  });

  it('gives nothing before the cut-over, while the program is paused, or in a currency the program does not know', () => {
    const order = anOrder();
    expect(of(order, euro, order.placedAt + 1)).toMatchObject({ points: 0, tranches: [], explanation: { note: 'before-start' } });
    expect(of(order, { ...euro, active: false }).explanation.note).toBe('program-paused');
    expect(of(anOrder({ currency: 'AUD' })).explanation).toMatchObject({ note: 'other-currency', points: 0 });
  });

  it('counts a toman as a whole unit and a dinar in thousandths', () => {
    expect(points({ currency: 'IRT', lines: [aLine(250_000)] }, defaultProgram('IRT'))).toBe(250_000);
    expect(points({ currency: 'KWD', lines: [aLine(2_999)] }, defaultProgram('KWD'))).toBe(2);
  });

  it('names its part by the rule, as the entries of the first programs did', () => {
    expect(of().tranches).toEqual([{ part: 'purchase', points: 45, availableAt: anOrder().paidAt, expiresAt: null }]);
  });

  it('leaves nothing with a member whom the order has left, and says why', () => {
    expect(deservedAfterMoving(of())).toMatchObject({ points: 0, tranches: [], explanation: { note: 'moved-away', points: 0 } });
  });

  it('gives what the program of one rate gave, at every amount and rate, line by line', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 12 });
    const [rates, refunds] = [fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 900_000 })];
    fc.assert(
      fc.property(amounts, rates, refunds, (nets, rateBasisPoints, refunded) => {
        const lines = nets.map((net, index) => aLine(net, { lineId: `l-${index}` }));
        const order = anOrder({ lines, refunds: refunded > 0 ? [aRefund(refunded)] : [] });
        const { points: total, explanation } = of(order, withMainRate(euro, rateOfBasisPoints(rateBasisPoints, 'EUR')));
        const basis = Math.max(0, nets.reduce((a, b) => a + b, 0) - refunded);
        expect(explanation.basis).toBe(basis);
        expect(explanation.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(basis);
        expect(total).toBe(Number((BigInt(basis) * BigInt(rateBasisPoints)) / 1_000_000n));
      }),
      { seed: 14 },
    );
  });
});

describe('the program version of an order', () => {
  const versions = [euro, { ...euro, version: 2, inForceFrom: 1_000 }, { ...euro, version: 3, inForceFrom: 2_000 }];

  it('is the one in force when the order was placed, from its first instant on', () => {
    expect([0, 999, 1_000, 1_999, 2_000].map((at) => inForceAt(versions, at)?.version)).toEqual([1, 1, 2, 2, 3]);
  });

  it('is the newest of two that start together, and the first one for orders older than any', () => {
    expect(inForceAt([...versions, { ...euro, version: 4, inForceFrom: 2_000 }], 5_000)?.version).toBe(4);
    expect(inForceAt(versions.slice(1), 5)?.version).toBe(2);
    expect(inForceAt([], 5)).toBeNull();
  });
});
