// The books of the small shop: more than a year of months, the last one running, with a debt and an old import.
import type { admin } from '#contract/index.ts';
import { daysAgo, NOW } from './sample-data.ts';

type Month = admin.RollForwardMonth;

const START_YEAR = 2025;
const START_MONTH = 9;

function monthStart(index: number): Date {
  return new Date(Date.UTC(START_YEAR, START_MONTH + index, 1));
}

/** Every month gives 300, loses 200, and from the second on 20 expire; the closing after n months is a sum that tests can do by head. */
function monthOf(index: number, count: number): Month {
  const expired = index === 0 ? 0 : -20;
  const opening = index * 100 - Math.max(0, index - 1) * 20;
  const movements = { issued: 300, redeemed: -150, expired, reversed: -50, adjusted: 0, writtenOff: 0, transferred: 0 };
  const closing = opening + 100 + expired;
  return {
    month: monthStart(index).toISOString().slice(0, 7),
    from: monthStart(index).toISOString(),
    until: monthStart(index + 1).toISOString(),
    closed: index < count - 1,
    points: { opening, ...movements, closing, owedToMembers: closing + 10, owedByMembers: 10 },
    money: null,
  };
}

export function sampleRollForward(count: number): admin.RollForward {
  const months = Array.from({ length: count }, (_, index) => monthOf(index, count));
  const closing = months.at(-1)?.points.closing ?? 0;
  const shares = { redeemedShare: 6_000, expiredShare: 800 };
  const cohorts = months.map(({ month }) => ({
    month,
    given: 300,
    reversed: 50,
    redeemed: 150,
    expired: 20,
    other: 0,
    open: 80,
    ...shares,
  }));
  const debts = {
    month: null,
    given: 0,
    reversed: 10,
    redeemed: 0,
    expired: 0,
    other: 0,
    open: -10,
    redeemedShare: null,
    expiredShare: null,
  };
  const age = { cohorts: 2, kept: 500, redeemed: 100, expired: 0 };
  return {
    asOf: NOW,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    reconciliation: { rolledForward: closing, positions: closing },
    months,
    cohorts: count === 0 ? [] : [...cohorts, debts],
    ages: [0, 1, 2].map((months_) => ({ months: months_, ...age, redeemedShare: months_ * 2_000, expiredShare: 0 })),
  };
}

export function provedHealth(change: Partial<admin.LedgerHealth> = {}): admin.LedgerHealth {
  const proved = { at: daysAgo(0.25), ok: true, entries: 12_480, members: 1284, problemCount: 0, problems: [] };
  return { proved, checkpoint: { day: '2026-11-20', entries: 12_300 }, run: null, ...change };
}
