// A lot has one pair of dates, wherever its points are: there, set aside or spent. New dates reach all of them.
import { describe, expect, it } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import type { DatesNow } from '../../src/loyalty/ledger/command.ts';
import { expiredIn, redeemedBy } from '../../src/loyalty/ledger/sums.ts';
import { Chain } from '../builders/chain.ts';
import { award, DAY } from '../builders/commands.ts';

const endsOf = ({ state }: Chain): (number | null)[][] => state.lots.map((lot) => [lot.points, lot.expiresAt]);

function returns(chain: Chain, now: number, target: number, change: Partial<DatesNow>): string {
  const redeemed = redeemedBy('r', chain.entries);
  const datesNow = { parts: [], activityUntil: null, ...change };
  return chain.does(now, { kind: 'return-spent', reservationId: 'r', orderId: orderId('2002'), target, redeemed, datesNow });
}

describe('new dates of an order', () => {
  it('reach points that are set aside, and these come back with them', () => {
    const chain = new Chain();
    chain.order(0, 50, '1001', { expiresAt: 5 * DAY });
    chain.reserves(1, 20);
    expect(chain.order(2, 50, '1001', { expiresAt: 9 * DAY })).toBe('done');
    chain.releases(3);
    expect(endsOf(chain)).toEqual([[50, 9 * DAY]]);
  });

  it('reach a reservation that holds all points of the order', () => {
    const chain = new Chain();
    chain.order(0, 50, '1001', { expiresAt: 5 * DAY });
    chain.reserves(1, 50);
    expect(chain.order(2, 50, '1001', { expiresAt: 9 * DAY })).toBe('done');
    expect(chain.order(3, 50, '1001', { expiresAt: 9 * DAY })).toBe('nothing-to-do');
    chain.releases(6 * DAY);
    expect(endsOf(chain)).toEqual([[50, 9 * DAY]]);
  });

  it('are those with which spent points come back, so that no grace is used up for an end that was moved', () => {
    const chain = new Chain();
    chain.order(0, 50, '1001', { expiresAt: 5 * DAY });
    chain.reserves(1, 50);
    chain.settles(2, 50);
    returns(chain, 6 * DAY, 20, { parts: [{ orderId: orderId('1001'), part: 'purchase', expiresAt: 60 * DAY }] });
    expect(chain.state.lots.map((lot) => [lot.points, lot.expiresAt, lot.graced])).toEqual([[30, 60 * DAY, false]]);
  });

  it('do not touch what had its grace, nor what no order earned', () => {
    const chain = new Chain();
    chain.does(0, award(10, { expiresAt: 5 * DAY }));
    chain.reserves(1, 10);
    chain.settles(2, 10);
    returns(chain, 3, 0, { parts: [{ orderId: orderId('welcome'), part: 'purchase', expiresAt: 60 * DAY }] });
    expect(endsOf(chain)).toEqual([[10, 5 * DAY]]);
  });
});

describe('where only inactivity ends points', () => {
  it('what is earned keeps also those alive that are set aside', () => {
    const chain = new Chain();
    chain.does(0, award(10, { expiresAt: 5 * DAY, activityUntil: 5 * DAY }));
    chain.reserves(1, 10);
    chain.does(4 * DAY, award(20, { expiresAt: 9 * DAY, activityUntil: 9 * DAY }));
    chain.releases(6 * DAY);
    expect(endsOf(chain)).toEqual([
      [20, 9 * DAY],
      [10, 9 * DAY],
    ]);
  });

  it('spent points come back alive until the last earning keeps them', () => {
    const chain = new Chain();
    chain.does(0, award(10, { expiresAt: 5 * DAY }));
    chain.reserves(1, 10);
    chain.settles(2, 10);
    returns(chain, 6 * DAY, 0, { activityUntil: 9 * DAY });
    expect(endsOf(chain)).toEqual([[10, 9 * DAY]]);
  });
});

describe('points that come back', () => {
  it('beside what is left of their lot have their grace alone', () => {
    const chain = new Chain({ graceMs: 3 * DAY });
    chain.does(0, award(30, { expiresAt: 5 * DAY }));
    chain.reserves(1, 10);
    chain.settles(2, 10);
    chain.does(6 * DAY, { kind: 'expire' }, { watermark: 0 });
    chain.returns(6 * DAY, 0);
    expect(chain.state.lots.map((lot) => [lot.points, lot.expiresAt, lot.graced])).toEqual([[10, 8 * DAY, true]]);
  });

  it('with their grace used are told from those of their lot that still have it, also where grace is no time at all', () => {
    const chain = new Chain({ graceMs: 0 });
    chain.does(0, award(20, { expiresAt: 5 }));
    chain.reserves(1, 10);
    chain.releases(5);
    const [own] = chain.state.lots;
    const [there] = expiredIn(chain.entries);
    expect([own?.graced, own?.points, there?.points, there?.birth.graced]).toEqual([true, 10, 10, false]);
    expect(own?.lotId).not.toBe(there?.lotId);
  });

  it('are found in whatever order the entries about their reward are read', () => {
    const chain = new Chain();
    chain.does(0, award(30));
    chain.reserves(1, 20);
    chain.settles(2, 20);
    chain.returns(3, 5);
    const backwards = redeemedBy('r', chain.entries.toReversed());
    expect(backwards).toEqual(redeemedBy('r', chain.entries));
    expect(backwards.lots.map(({ points }) => points)).toEqual([5]);
  });
});
