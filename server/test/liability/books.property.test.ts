// The books of a store after any lives of its members: they reconcile to the point, and a closed month is closed for ever.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOf } from '../../src/loyalty/ledger/advance.ts';
import { EMPTY_STATE, type MemberState } from '../../src/loyalty/ledger/state.ts';
import { Books } from '../../src/loyalty/liability/books.ts';
import { agesOf, cohortsOf } from '../../src/loyalty/liability/cohorts.ts';
import { monthIndex } from '../../src/loyalty/liability/months.ts';
import { MOVEMENTS } from '../../src/loyalty/liability/movements.ts';
import { reconciliationOf, rollForward, type RollForwardMonth } from '../../src/loyalty/liability/roll-forward.ts';
import { Lives, wishes, ZONE, type Wish } from './lives.ts';
import { SEED } from '../builders/seed.ts';

const RUNS = { seed: SEED, numRuns: 300 };
const policy = fc.constantFrom('allow', 'carry', 'write-off');
const VALUE = { minorPer1000Points: 333 };

function lived(all: readonly Wish[], negative: 'allow' | 'carry' | 'write-off', job: (lives: Lives) => void = () => undefined): Lives {
  const lives = new Lives({ negative });
  for (const next of all) {
    job(lives);
    lives.live(next);
  }
  return lives;
}

function booksOf(lives: Lives, at: number = lives.now, zone = ZONE): Books {
  const books = new Books(zone, at);
  for (const entry of lives.entries) books.add(entry);
  return books.close();
}

/** Every member as they are at an instant, by the ledger's own reading. */
function states(lives: Lives, at: number): MemberState[] {
  return [...lives.chains.values()].map((chain) => asOf(chain.findLast((entry) => entry.at <= at)?.after ?? EMPTY_STATE, at));
}

const position = (state: MemberState): number => state.available + state.pending + state.reserved - state.deficit;
const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

describe('the roll-forward of any store', () => {
  it('closes every month at exactly what the members hold at its end', () => {
    const check = (all: Wish[], negative: 'allow' | 'carry' | 'write-off'): void => {
      const lives = lived(all, negative);
      for (const { until, month, points } of rollForward(booksOf(lives), {}, null)) {
        const positions = states(lives, Math.min(until - 1, lives.now)).map(position);
        const owed = sum(positions.filter((each) => each > 0));
        const lacking = 0 - sum(positions.filter((each) => each < 0));
        expect([month, points.closing, points.owedToMembers, points.owedByMembers]).toEqual([month, sum(positions), owed, lacking]);
      }
    };
    fc.assert(fc.property(wishes, policy, check), RUNS);
  });

  it('begins every month where the last one ended, and adds up', () => {
    const check = (all: Wish[], negative: 'allow' | 'carry' | 'write-off'): void => {
      const books = booksOf(lived(all, negative));
      const { rolledForward, positions } = reconciliationOf(books);
      expect(rolledForward).toBe(positions);
      let opening = 0;
      for (const { points } of rollForward(books, {}, null)) {
        expect(points.opening).toBe(opening);
        expect(points.opening + sum(MOVEMENTS.map((name) => points[name]))).toBe(points.closing);
        opening = points.closing;
      }
    };
    fc.assert(fc.property(wishes, policy, check), RUNS);
  });

  it('adds up in money as it does in points, with nothing for what moved nothing', () => {
    const check = (all: Wish[], value: number): void => {
      for (const { points, money } of rollForward(booksOf(lived(all, 'allow')), {}, { minorPer1000Points: value })) {
        if (money === null) throw new Error('it was valued');
        expect(money.opening + sum(MOVEMENTS.map((name) => money[name]))).toBe(money.closing);
        expect(money.owedToMembers - money.owedByMembers).toBe(money.closing);
        expect(Math.abs(money.closing - (points.closing * value) / 1_000)).toBeLessThanOrEqual(0.5);
        for (const name of MOVEMENTS) {
          if (points[name] === 0) expect(money[name]).toBe(0);
          expect(Math.abs(money[name] - (points[name] * value) / 1_000)).toBeLessThan(1);
        }
      }
    };
    fc.assert(fc.property(wishes, fc.integer({ min: 0, max: 5_000 }), check), RUNS);
  });

  it('is the same whether or not a job posts what is due on the way', () => {
    const check = (some: Wish[], negative: 'allow' | 'carry' | 'write-off'): void => {
      // Left out is what people decide by looking at posted expiries: then the two lives really differ.
      const all = some
        .filter(({ what }) => what !== 'expire-undo')
        .map((each) => (each.what === 'order' ? { ...each, lifeHours: null } : each));
      const without = lived(all, negative);
      const posted = lived(all, negative, (lives) => lives.expireAll());
      posted.expireAll();
      expect(booksText(booksOf(posted, without.now))).toEqual(booksText(booksOf(without)));
    };
    fc.assert(fc.property(wishes, policy, check), RUNS);
  });

  it('never changes a month once it is closed, whatever happens later', () => {
    const check = (before: Wish[], after: Wish[], negative: 'allow' | 'carry' | 'write-off'): void => {
      const lives = lived(before, negative);
      const first = booksOf(lives);
      const closed = rollForward(first, {}, VALUE).filter((row) => row.closed);
      const last = closed.at(-1);
      const [cohorts, ages] = last === undefined ? [[], []] : figuresAt(first, last);
      for (const next of after) lives.live(next);
      const later = booksOf(lives);
      expect(rollForward(later, {}, VALUE).slice(0, closed.length)).toEqual(closed);
      if (last !== undefined) expect(figuresAt(later, last)).toEqual([cohorts, ages]);
    };
    fc.assert(fc.property(wishes, wishes, policy, check), RUNS);
  });
});

function figuresAt(books: Books, { month }: RollForwardMonth): [object[], object[]] {
  return [cohortsOf(books, monthIndex(month)), agesOf(books, monthIndex(month))];
}

function booksText(books: Books): unknown {
  const last = books.calendar.at(books.asOf);
  return [rollForward(books, {}, VALUE), cohortsOf(books, last), reconciliationOf(books)];
}

describe('the cohorts of any store', () => {
  it('sum to the roll-forward, column by column, and hold what the lots hold', () => {
    const check = (all: Wish[], negative: 'allow' | 'carry' | 'write-off'): void => {
      const lives = lived(all, negative);
      const books = booksOf(lives);
      const rows = rollForward(books, {}, null);
      for (const { month, points } of rows) {
        const cohorts = cohortsOf(books, monthIndex(month));
        expect(sum(cohorts.map(({ open }) => open))).toBe(points.closing);
        for (const name of ['redeemed', 'expired', 'reversed'] as const) {
          const moved = sum(rows.filter((row) => row.month <= month).map((row) => row.points[name]));
          expect([name, 0 - sum(cohorts.map((cohort) => cohort[name]))]).toEqual([name, moved]);
        }
      }
      const now = cohortsOf(books, books.calendar.at(books.asOf));
      expect(new Map(now.filter(({ open }) => open !== 0).map(({ month, open }) => [month, open]))).toEqual(held(states(lives, lives.now)));
    };
    fc.assert(fc.property(wishes, policy, check), RUNS);
  });
});

/** Points by issue month as lots and reservations say, with debts under null. */
function held(all: readonly MemberState[]): Map<string | null, number> {
  const byMonth = new Map<string | null, number>();
  const add = (month: string | null, points: number): void => void byMonth.set(month, (byMonth.get(month) ?? 0) + points);
  for (const { lots, reservations, deficit } of all) {
    for (const { issuedMonth, points } of lots) add(issuedMonth, points);
    for (const { takes } of reservations) for (const { birth, points } of takes) add(birth.issuedMonth, points);
    if (deficit > 0) add(null, -deficit);
  }
  return byMonth;
}
