import { describe, expect, it } from 'vitest';
import { asOf } from '../../src/loyalty/ledger/advance.ts';
import type { Command } from '../../src/loyalty/ledger/command.ts';
import { decide, type Head } from '../../src/loyalty/ledger/decide.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, award, circumstances, DAY, settleOrder } from '../builders/commands.ts';

const noHead: Head = { seq: 0, at: 0, state: EMPTY_STATE };

/** Carries commands out one after the other, each at its instant; fails the test on a refusal. */
function given(...steps: readonly (readonly [number, Command])[]): Head {
  return steps.reduce((head, [now, command]) => {
    const decided = decide(head, command, circumstances(now));
    if (isRefused(decided)) throw new Error(`${decided.refused}: ${decided.detail}`);
    return { seq: head.seq + 1, at: decided.at, state: decided.after };
  }, noHead);
}

const settle = settleOrder;
const refusalOf = (head: Head, command: Command, now = 0): string | null => {
  const decided = decide(head, command, circumstances(now));
  return isRefused(decided) ? decided.refused : null;
};
const totals = ({ state }: Head): number[] => [state.available, state.pending, state.reserved, state.deficit];

describe('an award', () => {
  it('gives available points at once, or points that wait until their day', () => {
    expect(totals(given([0, award(50)]))).toEqual([50, 0, 0, 0]);
    expect(totals(given([0, award(50, { availableAt: DAY })]))).toEqual([0, 50, 0, 0]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e13])('refuses %s points and writes nothing', (points) => {
    expect(refusalOf(noHead, award(points))).toBe('amount-invalid');
  });
});

describe('an adjustment', () => {
  it('adds points, and takes them soonest-expiring first', () => {
    const head = given(
      [0, award(30, { ref: 'late', expiresAt: 9 * DAY })],
      [0, award(20, { ref: 'soon', expiresAt: 2 * DAY })],
      [1, adjust(-25)],
    );
    expect(head.state.lots.map((lot) => [lot.source.ref, lot.points])).toEqual([['late', 25]]);
  });

  it('refuses to take more than is available, and what still waits does not count', () => {
    expect(refusalOf(given([0, award(10)], [0, award(90, { availableAt: DAY })]), adjust(-11))).toBe('not-enough-points');
  });

  it('refuses an adjustment by nothing', () => {
    expect(refusalOf(noHead, adjust(0))).toBe('amount-invalid');
  });
});

describe('an order', () => {
  it('gives the difference between what it deserves and what it was given', () => {
    expect(totals(given([0, settle(45, 0)], [1, settle(32, 45)], [2, settle(60, 32)]))).toEqual([60, 0, 0, 0]);
  });

  it('stays quiet when it was given what it deserves', () => {
    expect(refusalOf(given([0, settle(45, 0)]), settle(45, 45))).toBe('nothing-to-do');
  });

  it('takes back its own points first, those that wait before those that are available', () => {
    const head = given([0, award(100)], [0, settle(45, 0, { availableAt: DAY })], [1, settle(5, 45, { availableAt: DAY })]);
    expect(totals(head)).toEqual([100, 5, 0, 0]);
  });

  it('takes back in full when its points were spent: from other available points, then as a debt', () => {
    const head = given([0, settle(45, 0)], [1, adjust(-40)], [2, award(10)], [3, settle(0, 45)]);
    expect(totals(head)).toEqual([0, 0, 0, 30]);
  });

  it('never takes back what waits for another order', () => {
    const head = given([0, settle(45, 0)], [1, adjust(-45)], [2, settle(80, 0, { order: '1002', availableAt: DAY })], [3, settle(0, 45)]);
    expect(totals(head)).toEqual([0, 80, 0, 45]);
  });

  it('has its debt paid by what is earned later', () => {
    const head = given([0, settle(45, 0)], [1, adjust(-45)], [2, settle(0, 45)], [3, settle(60, 0, { order: '1002' })]);
    expect(totals(head)).toEqual([15, 0, 0, 0]);
  });

  it('gives new dates to points that wait, when the shop now knows them', () => {
    const head = given([0, settle(45, 0, { availableAt: null })], [DAY, settle(45, 45, { availableAt: 3 * DAY })]);
    expect(head.state.lots[0]?.availableAt).toBe(3 * DAY);
    expect(asOf(head.state, 3 * DAY).available).toBe(45);
  });
});

describe('time', () => {
  const waiting = given([0, award(50, { availableAt: DAY, expiresAt: 5 * DAY })]);

  it('makes waiting points available at their instant, and lets them expire at theirs', () => {
    expect([DAY - 1, DAY, 5 * DAY - 1, 5 * DAY].map((at) => asOf(waiting.state, at).available)).toEqual([0, 50, 50, 0]);
  });

  it('reads the same whether or not a job ran before', () => {
    const posted = given([0, award(50, { availableAt: DAY, expiresAt: 5 * DAY })], [2 * DAY, { kind: 'expire' }]);
    for (const at of [2 * DAY, 4 * DAY, 5 * DAY, 9 * DAY]) expect(asOf(posted.state, at).available).toBe(asOf(waiting.state, at).available);
  });

  it('pays a debt with points that become available before they can expire', () => {
    const indebted = given([0, settle(20, 0)], [0, adjust(-20)], [0, settle(0, 20)], [0, award(50, { availableAt: DAY, expiresAt: DAY })]);
    expect(asOf(indebted.state, DAY)).toMatchObject({ available: 0, deficit: 0 });
  });

  it('posts an expiry only when the news of the store is complete up to it, but never lets expired points be spent', () => {
    const head = given([0, award(50, { expiresAt: DAY })]);
    const decided = decide(head, award(1), circumstances(2 * DAY, { watermark: 0 }));
    expect(isRefused(decided) ? null : decided.after.available).toBe(51);
    expect(refusalOf({ ...head, at: 2 * DAY }, adjust(-1), 2 * DAY)).toBe('not-enough-points');
  });

  it('never runs backwards: a clock that jumped back is answered with the last instant', () => {
    const decided = decide({ seq: 1, at: 5 * DAY, state: EMPTY_STATE }, award(1), circumstances(DAY));
    expect(isRefused(decided) ? null : decided.at).toBe(5 * DAY);
  });

  it('finds nothing to do when nothing is due', () => {
    expect(refusalOf(waiting, { kind: 'expire' }, 1)).toBe('nothing-to-do');
  });
});
