// The days that a statistic is asked for: in the store's time zone, both included, at most a year.
import { dayOf } from '../../loyalty/calendar.ts';
import { invalidInput } from '../http-problem.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
/** A leap year and the day it began on. */
const DAYS_MAX = 367;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const daysBefore = (day: string, days: number): string => dayOf(utc(day) - days * DAY_MS, 'UTC');

export interface Span {
  readonly from: string;
  readonly until: string;
}

/** Left out: the thirty days up to today. @throws HttpProblem for no day at all, and for more than a year. */
export function spanOf(asked: { readonly [Part in keyof Span]?: string | undefined }, today: string): Span {
  const until = asked.until ?? today;
  const from = asked.from ?? daysBefore(until, DAYS - 1);
  if (from > until) throw invalidInput('the first day is after the last', 'from');
  if (utc(until) - utc(from) >= DAYS_MAX * DAY_MS) throw invalidInput('at most a year', 'from');
  return { from, until };
}
