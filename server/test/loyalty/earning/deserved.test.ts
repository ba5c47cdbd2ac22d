import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deservedPoints } from '../../src/loyalty/earning/deserved.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { inForceAt } from '../../src/loyalty/program/in-force.ts';
import { rateOfBasisPoints, withMainRate } from '../../src/loyalty/program/main-rate.ts';
import { aLine, anOrder, aRefund, NO_CHARGES } from '../builders/orders.ts';

const euro = defaultProgram('EUR');
const points = (change: Parameters<typeof anOrder>[0], program = euro): number => deservedPoints(anOrder(change), program, 0).points;

describe('what an order deserves', () => {
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
    expect(deservedPoints(anOrder(), euro, anOrder().placedAt + 1).points).toBe(0);
    expect(points({}, { ...euro, active: false })).toBe(0);
    expect(points({ currency: 'AUD' })).toBe(0);
  });

  it('counts a toman as a whole unit and a dinar in thousandths', () => {
    expect(points({ currency: 'IRT', lines: [aLine(250_000)] }, defaultProgram('IRT'))).toBe(250_000);
    expect(points({ currency: 'KWD', lines: [aLine(2_999)] }, defaultProgram('KWD'))).toBe(2);
  });

  it('explains itself line by line, and the lines sum to the points and to the basis', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 900_000 }),
        (nets, rateBasisPoints, refunded) => {
          const lines = nets.map((net, index) => aLine(net, { lineId: `l-${index}` }));
          const order = anOrder({ lines, refunds: refunded > 0 ? [aRefund(refunded)] : [] });
          const { points: total, explanation } = deservedPoints(order, withMainRate(euro, rateOfBasisPoints(rateBasisPoints, 'EUR')), 0);
          expect(explanation.lines.reduce((sum, line) => sum + line.points, 0)).toBe(total);
          expect(explanation.lines.reduce((sum, line) => sum + line.basis, 0)).toBe(explanation.basis);
          expect(explanation.basis).toBe(Math.max(0, nets.reduce((a, b) => a + b, 0) - refunded));
        },
      ),
    );
  });

  it('never gives more for a larger refund', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(points({ refunds: [aRefund(more)] })).toBeLessThanOrEqual(points({ refunds: [aRefund(less)] }));
      }),
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
