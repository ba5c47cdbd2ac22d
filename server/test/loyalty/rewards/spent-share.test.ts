import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spentShare } from '../../../src/loyalty/rewards/spent-share.ts';
import { aLine, anOrder, aRefund } from '../../builders/orders.ts';

const points = 500;

describe('what of a reward stays spent on an order', () => {
  it('is all of it while the order is paid and nothing came back', () => {
    expect(spentShare(anOrder(), points)).toEqual({ kind: 'spent', points });
  });

  it('waits while the order is not paid', () => {
    expect(spentShare(anOrder({ payment: 'unpaid', paidAt: null }), points)).toEqual({ kind: 'waits' });
  });

  it.each(['cancelled', 'refunded', 'failed', 'deleted', 'test'] as const)('is nothing once the order is %s', (standing) => {
    expect(spentShare(anOrder({ standing }), points)).toEqual({ kind: 'freed' });
  });

  it('is told by goods before the reward: half of the pieces came back, so half of the points do, however the discount lay on the lines', () => {
    const lines = [
      aLine(1_000, { quantity: 2, currentQuantity: 1, discount: 3_000, currentNet: 500 }),
      aLine(4_000, { lineId: 'l-2', currentQuantity: 1 }),
    ];
    // Bought: 4000 + 4000, back: 2000, so a quarter.
    expect(spentShare(anOrder({ lines }), points)).toEqual({ kind: 'spent', points: 375 });
  });

  it('keeps what of a point would go back: rounding is never in favour of giving more back than was bought', () => {
    const lines = [aLine(900, { quantity: 3, currentQuantity: 2 })];
    expect(spentShare(anOrder({ lines }), 10)).toEqual({ kind: 'spent', points: 7 });
  });

  it('counts a refund without lines as the same part of the goods before the reward', () => {
    const order = anOrder({ lines: [aLine(2_000, { discount: 2_000 })], refunds: [aRefund(1_000)] });
    expect(spentShare(order, points)).toEqual({ kind: 'spent', points: 250 });
  });

  it('is nothing when every piece came back although the order still stands', () => {
    expect(spentShare(anOrder({ lines: [aLine(900, { currentQuantity: 0 })] }), points)).toEqual({ kind: 'freed' });
  });

  it('does not count gift cards as goods, and an order of nothing but gifts spends all of it', () => {
    const card = aLine(5_000, { lineId: 'card', giftCard: true, currentQuantity: 0 });
    expect(spentShare(anOrder({ lines: [aLine(1_000), card] }), points)).toEqual({ kind: 'spent', points });
    expect(spentShare(anOrder({ lines: [aLine(0)] }), points)).toEqual({ kind: 'spent', points });
  });

  it('never spends more than the reward cost, and never less when more is kept', () => {
    const quantity = fc.integer({ min: 1, max: 20 });
    const line = fc.record({ net: fc.nat(100_000), discount: fc.nat(100_000), quantity, back: fc.nat(20) });
    const price = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), price, fc.nat(5), (lines, cost, less) => {
        const spentWith = (fewer: number): number => {
          const made = lines.map(({ net, discount, quantity: bought, back }, index) =>
            aLine(net, {
              lineId: `l-${index}`,
              discount,
              quantity: bought,
              currentQuantity: Math.max(0, bought - Math.max(0, back - fewer)),
            }),
          );
          const share = spentShare(anOrder({ lines: made }), cost);
          return share.kind === 'spent' ? share.points : 0;
        };
        expect(spentWith(0)).toBeLessThanOrEqual(cost);
        expect(spentWith(less)).toBeGreaterThanOrEqual(spentWith(0));
      }),
    );
  });
});
