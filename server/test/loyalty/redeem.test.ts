import { describe, expect, it } from 'vitest';
import { adjust, award, DAY } from '../builders/commands.ts';
import { Chain } from '../builders/chain.ts';

function shopper(...lots: readonly (readonly [number, number | null])[]): Chain {
  const one = new Chain();
  for (const [points, expiresAt] of lots) one.does(0, award(points, { expiresAt }));
  return one;
}

describe('a reward', () => {
  it('sets points aside, and they leave when the order carries it', () => {
    const one = shopper([100, null]);
    expect([one.reserves(1, 60), one.totals]).toEqual(['done', [40, 0, 60, 0]]);
    expect([one.settles(2, 60), one.totals]).toEqual(['done', [40, 0, 0, 0]]);
    expect(one.settles(3, 60)).toBe('already-settled');
    expect(one.releases(3)).toBe('already-settled');
  });

  it('gives its points back when it is released, and only once', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    expect([one.releases(2), one.totals]).toEqual(['done', [100, 0, 0, 0]]);
    expect(one.releases(3)).toBe('already-released');
  });

  it('is refused without enough points, with a debt, twice for one cart, or beyond its limit', () => {
    const one = shopper([100, null]);
    expect(one.reserves(1, 101)).toBe('not-enough-points');
    expect([0, -5, 1.5].map((points) => one.reserves(1, points))).toEqual(['amount-invalid', 'amount-invalid', 'amount-invalid']);
    expect(one.reserves(1, 10, { limit: { rule: 'coffee', period: 'day/1', times: 1, points: null } })).toBe('done');
    expect(one.reserves(1, 10, { reservationId: 'r2' })).toBe('cap-reached');
    expect(
      one.reserves(1, 10, { reservationId: 'r3', cart: 'cart-2', limit: { rule: 'coffee', period: 'day/1', times: 1, points: null } }),
    ).toBe('cap-reached');
    expect(
      one.reserves(1, 10, { reservationId: 'r4', cart: 'cart-2', limit: { rule: 'coffee', period: 'day/2', times: 1, points: null } }),
    ).toBe('done');
  });

  it('takes again when the order appears after the release, first from what is there and then as a debt', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    one.releases(2);
    one.does(3, adjust(-70));
    expect([one.settles(4, 60), one.totals]).toEqual(['done', [0, 0, 0, 30]]);
  });

  it('sends back what a smaller order did not need', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    expect([one.settles(2, 45), one.totals]).toEqual(['done', [55, 0, 0, 0]]);
  });

  it('is unknown when nobody reserved it', () => {
    const one = shopper([100, null]);
    expect([one.settles(1, 10), one.returns(1, 0), one.releases(1)]).toEqual([
      'unknown-reservation',
      'unknown-reservation',
      'unknown-reservation',
    ]);
  });
});

describe('a reward whose order is refunded', () => {
  it('gives the share back into the lots it came from, cumulatively and to the point', () => {
    const one = shopper([30, 5 * DAY], [70, 9 * DAY]);
    one.reserves(1, 100);
    one.settles(2, 100);
    expect(one.returns(3, 67)).toBe('done');
    expect(one.state.lots.map((lot) => [lot.expiresAt, lot.points])).toEqual([[5 * DAY, 10], [9 * DAY, 23]]); // prettier-ignore
    expect(one.returns(4, 67)).toBe('nothing-to-do');
    expect(one.returns(5, 0)).toBe('done');
    expect(one.state.lots.map((lot) => [lot.expiresAt, lot.points])).toEqual([[5 * DAY, 30], [9 * DAY, 70]]); // prettier-ignore
  });

  it('takes again when the refund is deleted', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    one.settles(2, 60);
    one.returns(3, 0);
    expect([one.settles(4, 60), one.totals]).toEqual(['done', [40, 0, 0, 0]]);
    expect([one.returns(5, 0), one.totals]).toEqual(['done', [100, 0, 0, 0]]);
  });

  it('pays the debt first that spending it had left', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    one.releases(2);
    one.does(3, adjust(-100));
    one.settles(4, 60);
    expect([one.returns(5, 0), one.totals]).toEqual(['done', [0, 0, 0, 0]]);
  });

  it('gives points that expired meanwhile their grace, counted from the end they had, and only once', () => {
    const one = shopper([100, 5 * DAY]);
    one.reserves(1, 100);
    one.settles(2, 100);
    one.returns(6 * DAY, 40);
    expect(one.state.lots.map((lot) => [lot.points, lot.expiresAt, lot.graced])).toEqual([[60, 35 * DAY, true]]);
    expect(one.returns(40 * DAY, 0)).toBe('done');
    expect(one.does(41 * DAY, { kind: 'expire' })).toBe('done');
    expect(one.totals).toEqual([0, 0, 0, 0]);
  });

  it('gives back the time a reward was set aside when we or the shop failed', () => {
    const one = shopper([100, 5 * DAY]);
    one.reserves(DAY, 100);
    one.releases(4 * DAY, 'failure');
    expect(one.state.lots.map((lot) => lot.expiresAt)).toEqual([8 * DAY]);
  });
});
