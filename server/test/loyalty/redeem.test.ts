import { describe, expect, it } from 'vitest';
import type { Circumstances, Command } from '../../src/loyalty/ledger/command.ts';
import { decide, type Head } from '../../src/loyalty/ledger/decide.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { redeemedBy } from '../../src/loyalty/ledger/sums.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, award, circumstances, DAY } from '../builders/commands.ts';

type Facts = Pick<Entry, 'kind' | 'moves' | 'order' | 'redemption'>;

/** A member whose chain is written down, so that what was redeemed is summed as the database would. */
class Shopper {
  readonly facts: Facts[] = [];
  head: Head = { seq: 0, at: 0, state: EMPTY_STATE };
  readonly change: Partial<Circumstances>;

  constructor(change: Partial<Circumstances> = {}) {
    this.change = change;
  }

  does(now: number, command: Command): string {
    const decided = decide(this.head, command, circumstances(now, this.change));
    if (isRefused(decided)) return decided.refused;
    this.facts.push(decided);
    this.head = { seq: this.head.seq + 1, at: decided.at, state: decided.after };
    return 'done';
  }

  reserves(now: number, points: number, change: Partial<Extract<Command, { kind: 'reserve' }>> = {}): string {
    return this.does(now, {
      kind: 'reserve',
      reservationId: 'r',
      rewardId: 'coffee',
      cart: 'cart-1',
      points,
      expiresAt: now + DAY,
      limit: null,
      ...change,
    });
  }

  settles(now: number, target: number): string {
    return this.does(now, { kind: 'settle', reservationId: 'r', orderId: orderId('1001'), target, redeemed: redeemedBy('r', this.facts) });
  }

  returns(now: number, target: number): string {
    return this.does(now, {
      kind: 'return-spent',
      reservationId: 'r',
      orderId: orderId('1001'),
      target,
      redeemed: redeemedBy('r', this.facts),
    });
  }

  releases(now: number, why: 'expired' | 'failure' = 'expired'): string {
    return this.does(now, { kind: 'release', reservationId: 'r', why, ended: redeemedBy('r', this.facts).ended });
  }

  get totals(): number[] {
    const { available, reserved, deficit } = this.head.state;
    return [available, reserved, deficit];
  }
}

function shopper(...lots: readonly (readonly [number, number | null])[]): Shopper {
  const one = new Shopper();
  for (const [points, expiresAt] of lots) one.does(0, award(points, { expiresAt }));
  return one;
}

describe('a reward', () => {
  it('sets points aside, and they leave when the order carries it', () => {
    const one = shopper([100, null]);
    expect([one.reserves(1, 60), one.totals]).toEqual(['done', [40, 60, 0]]);
    expect([one.settles(2, 60), one.totals]).toEqual(['done', [40, 0, 0]]);
    expect(one.settles(3, 60)).toBe('already-settled');
    expect(one.releases(3)).toBe('already-settled');
  });

  it('gives its points back when it is released, and only once', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    expect([one.releases(2), one.totals]).toEqual(['done', [100, 0, 0]]);
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
    expect([one.settles(4, 60), one.totals]).toEqual(['done', [0, 0, 30]]);
  });

  it('sends back what a smaller order did not need', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    expect([one.settles(2, 45), one.totals]).toEqual(['done', [55, 0, 0]]);
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
    expect(one.head.state.lots.map((lot) => [lot.expiresAt, lot.points])).toEqual([[5 * DAY, 10], [9 * DAY, 23]]); // prettier-ignore
    expect(one.returns(4, 67)).toBe('nothing-to-do');
    expect(one.returns(5, 0)).toBe('done');
    expect(one.head.state.lots.map((lot) => [lot.expiresAt, lot.points])).toEqual([[5 * DAY, 30], [9 * DAY, 70]]); // prettier-ignore
  });

  it('takes again when the refund is deleted', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    one.settles(2, 60);
    one.returns(3, 0);
    expect([one.settles(4, 60), one.totals]).toEqual(['done', [40, 0, 0]]);
    expect([one.returns(5, 0), one.totals]).toEqual(['done', [100, 0, 0]]);
  });

  it('pays the debt first that spending it had left', () => {
    const one = shopper([100, null]);
    one.reserves(1, 60);
    one.releases(2);
    one.does(3, adjust(-100));
    one.settles(4, 60);
    expect([one.returns(5, 0), one.totals]).toEqual(['done', [0, 0, 0]]);
  });

  it('gives points that expired meanwhile their grace, counted from the end they had, and only once', () => {
    const one = shopper([100, 5 * DAY]);
    one.reserves(1, 100);
    one.settles(2, 100);
    one.returns(6 * DAY, 40);
    expect(one.head.state.lots.map((lot) => [lot.points, lot.expiresAt, lot.graced])).toEqual([[60, 35 * DAY, true]]);
    expect(one.returns(40 * DAY, 0)).toBe('done');
    expect(one.does(41 * DAY, { kind: 'expire' })).toBe('done');
    expect(one.totals).toEqual([0, 0, 0]);
  });

  it('gives back the time a reward was set aside when we or the shop failed', () => {
    const one = shopper([100, 5 * DAY]);
    one.reserves(DAY, 100);
    one.releases(4 * DAY, 'failure');
    expect(one.head.state.lots.map((lot) => lot.expiresAt)).toEqual([8 * DAY]);
  });
});
