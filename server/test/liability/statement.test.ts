// The books of a small store, told by hand: every column once, so that a reader can follow the arithmetic.
import { describe, expect, it } from 'vitest';
import { memberId, orderId } from '../../src/loyalty/ids.ts';
import { redeemedBy } from '../../src/loyalty/ledger/sums.ts';
import { Books } from '../../src/loyalty/liability/books.ts';
import { agesOf, cohortsOf } from '../../src/loyalty/liability/cohorts.ts';
import { monthIndex, monthName, Months } from '../../src/loyalty/liability/months.ts';
import { CLOSES_AFTER_MS, rollForward } from '../../src/loyalty/liability/roll-forward.ts';
import { shareWorth, worthOf } from '../../src/loyalty/liability/worth.ts';
import { adjust, award, DAY, givenIn, settleOrder } from '../builders/commands.ts';
import { HOUR, Lives, ZONE } from './lives.ts';

const MINA = memberId('mina');
const SARA = memberId('sara');
const at = (month: number, day: number): number => Date.UTC(2026, month - 1, day, 12);

function booksAt(lives: Lives, now: number): Books {
  const books = new Books(ZONE, now);
  for (const entry of lives.entries) books.add(entry);
  return books.close();
}

/** January: 300 earned. February: 50 of them taken back, 100 spent. March: 30 given by hand; what is left of January expires on the 15th. */
function aSmallStore(): Lives {
  const lives = new Lives();
  lives.now = at(1, 10);
  lives.give(MINA, settleOrder(300, 0, { order: 'a', expiresAt: at(3, 15) }));
  lives.now = at(2, 5);
  lives.give(MINA, settleOrder(250, givenIn(lives.chain(MINA), 'a'), { order: 'a', expiresAt: at(3, 15) }));
  lives.give(MINA, { kind: 'reserve', reservationId: 'r', rewardId: 'tea', cart: null, points: 100, expiresAt: at(2, 6), limit: null });
  const redeemed = redeemedBy('r', lives.chain(MINA));
  lives.give(MINA, { kind: 'settle', reservationId: 'r', orderId: orderId('b'), target: 100, redeemed });
  lives.now = at(3, 1);
  lives.give(SARA, adjust(30));
  return lives;
}

describe('the roll-forward of a small store', () => {
  it('carries every month into the next, with what is due though no job posted it', () => {
    const rows = rollForward(booksAt(aSmallStore(), at(4, 2)), {}, null);
    const short = rows.map(({ month, closed, points: { opening, issued, redeemed, expired, reversed, adjusted, closing } }) => [
      month, closed, opening, issued, redeemed, expired, reversed, adjusted, closing,
    ]); // prettier-ignore
    expect(short).toEqual([
      ['2026-01', true, 0, 300, 0, 0, 0, 0, 300],
      ['2026-02', true, 300, 0, -100, 0, -50, 0, 150],
      ['2026-03', true, 150, 0, 0, -150, 0, 30, 30],
      ['2026-04', false, 30, 0, 0, 0, 0, 0, 30],
    ]);
  });

  it('lists the months that are asked for, and none that has not begun', () => {
    const months = (from?: string, to?: string): string[] =>
      rollForward(booksAt(aSmallStore(), at(4, 2)), { from, to }, null).map(({ month, points }) => `${month}: ${points.opening}`);
    expect(months('2026-02', '2026-03')).toEqual(['2026-02: 300', '2026-03: 150']);
    expect(months('2026-04', '2027-12')).toEqual(['2026-04: 30']);
    expect(months('2025-12', '2026-01')).toEqual(['2025-12: 0', '2026-01: 0']);
    expect(months('2026-05')).toEqual([]);
    expect(rollForward(new Books(ZONE, at(4, 2)).close(), {}, null)).toEqual([]);
  });

  it('keeps what a member owes apart from what members are owed', () => {
    const lives = aSmallStore();
    lives.now = at(3, 2);
    lives.give(SARA, settleOrder(40, 0, { order: 'c' }));
    lives.give(MINA, settleOrder(0, givenIn(lives.chain(MINA), 'a'), { order: 'a' }));
    const [march] = rollForward(booksAt(lives, at(3, 3)), { from: '2026-03' }, null);
    // Mina had spent 100 of the points that are now taken back; Sara holds 70.
    expect(march?.points).toMatchObject({ reversed: -250, closing: -30, owedToMembers: 70, owedByMembers: 100 });
  });

  it('closes a month some minutes after its end, and not before the store’s news is complete', () => {
    const { from: april } = new Months(ZONE).boundsOf(monthIndex('2026-04'));
    const march = (now: number, completeUntil?: number): boolean | undefined =>
      rollForward(booksAt(aSmallStore(), now), { from: '2026-03', to: '2026-03' }, null, completeUntil)[0]?.closed;
    expect([march(april + CLOSES_AFTER_MS - 1), march(april + CLOSES_AFTER_MS)]).toEqual([false, true]);
    expect(march(april + DAY, april - 1)).toBe(false);
  });

  it('lets points that were too old when they came expire when they come, not in a month long closed', () => {
    const lives = new Lives();
    lives.now = at(5, 5);
    lives.give(MINA, award(80, { expiresAt: at(2, 1) }));
    lives.give(MINA, award(5));
    const rows = rollForward(booksAt(lives, at(6, 1)), {}, null);
    expect(rows.map(({ month, points }) => [month, points.issued, points.expired])).toEqual([['2026-05', 85, -80], ['2026-06', 0, 0]]); // prettier-ignore
  });
});

describe('months', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Tehran', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Havana'])(
    'begin at midnight in %s and leave no gap',
    (zone) => {
      const months = new Months(zone);
      for (let index = monthIndex('2025-11'); index < monthIndex('2027-02'); index += 1) {
        const { from, until } = months.boundsOf(index);
        expect([months.at(from), months.at(until - 1), months.at(until)]).toEqual([index, index, index + 1]);
        const text = new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        });
        expect(text.format(from)).toBe('1, 00:00');
        expect(monthIndex(monthName(index))).toBe(index);
      }
    },
  );
});

describe('the cohorts of a small store', () => {
  it('say what became of the points of each issue month', () => {
    const books = booksAt(aSmallStore(), at(4, 2));
    expect(cohortsOf(books, monthIndex('2026-03'))).toEqual([
      {
        month: '2026-01',
        given: 300,
        reversed: 50,
        redeemed: 100,
        expired: 150,
        other: 0,
        open: 0,
        redeemedShare: 4_000,
        expiredShare: 6_000,
      },
      { month: '2026-03', given: 30, reversed: 0, redeemed: 0, expired: 0, other: 0, open: 30, redeemedShare: 0, expiredShare: 0 },
    ]);
    expect(cohortsOf(books, monthIndex('2026-02')).map(({ month, open }) => [month, open])).toEqual([['2026-01', 150]]);
  });

  it('show how spending and breakage grew with age, each cohort only as old as it is', () => {
    const ages = agesOf(booksAt(aSmallStore(), at(4, 2)), monthIndex('2026-03'));
    expect(
      ages.map(({ months, cohorts, kept, redeemedShare, expiredShare }) => [months, cohorts, kept, redeemedShare, expiredShare]),
    ).toEqual([
      [0, 2, 330, 0, 0],
      [1, 1, 250, 4_000, 0],
      [2, 1, 250, 4_000, 6_000],
    ]);
  });

  it('stay with their points when these come back from a reward', () => {
    const lives = aSmallStore();
    lives.now = at(3, 14);
    const redeemed = redeemedBy('r', lives.chain(MINA));
    lives.give(MINA, { kind: 'return-spent', reservationId: 'r', orderId: orderId('b'), target: 40, redeemed });
    const [january] = cohortsOf(booksAt(lives, at(3, 14) + HOUR), monthIndex('2026-03'));
    expect(january).toMatchObject({ month: '2026-01', redeemed: 40, open: 210 });
  });
});

describe('the worth of points', () => {
  it('is rounded half up, on both sides of zero', () => {
    const cent = { minorPer1000Points: 1_000 };
    expect(worthOf(250, cent)).toBe(250);
    const half = { minorPer1000Points: 500 };
    expect([worthOf(1, half), worthOf(-1, half), worthOf(3, half), worthOf(-3, half)]).toEqual([1, 0, 2, -1]);
    expect(worthOf(1_000_000_000_000, { minorPer1000Points: 999_999 })).toBe(999_999_000_000_000);
  });

  it('is shared out so that the parts sum to the whole, the largest remainder first', () => {
    const third = { minorPer1000Points: 333 };
    expect(shareWorth(worthOf(10, third), [4, 3, 3], third)).toEqual([1, 1, 1]);
    expect(shareWorth(worthOf(5, third), [8, -3], third)).toEqual([3, -1]);
  });
});
