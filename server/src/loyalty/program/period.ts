// The name of the period an instant lies in, for limits and budgets: in the program's own days, weeks, months and years.
import { periodOf } from '../calendar.ts';
import type { LimitPeriod } from './limit.ts';
import type { Program } from './program.ts';

type Place = Pick<Program, 'timeZone' | 'calendar'>;

/** "month/24322"; `order` and `lifetime` are their own names. */
export function periodName(period: LimitPeriod, at: number, { timeZone, calendar }: Place): string {
  return period === 'order' || period === 'lifetime' ? period : periodOf(at, period, timeZone, calendar);
}
