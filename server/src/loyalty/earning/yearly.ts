// Days that come back every year, in the program's own calendar: birthdays and the day on which somebody joined.
import { endOfUnit, partsOf, unitIndex, type Calendar } from '../calendar.ts';
import type { Program } from '../program/program.ts';

type Place = Pick<Program, 'timeZone' | 'calendar'>;

/** A birthday as people tell it: in the Gregorian calendar, the year only if they like. */
export interface Birthday {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/**
 * Whether a day of the year is today. A day that this year does not have (29 February, 30 Esfand) is kept on the last day of its month.
 */
function isToday(on: { readonly month: number; readonly day: number }, at: number, timeZone: string, calendar: Calendar): boolean {
  const today = partsOf(at, timeZone, calendar);
  if (today.month !== on.month || today.day > on.day) return false;
  if (today.day === on.day) return true;
  const tomorrow = endOfUnit(at, 'day', 0, timeZone, calendar);
  return unitIndex(tomorrow, 'month', timeZone, calendar) !== unitIndex(at, 'month', timeZone, calendar);
}

/** Born in a known year, one has a birthday in the program's calendar; else the day and month are all there is, and they are Gregorian. */
export function isBirthday({ year, month, day }: Birthday, at: number, { timeZone, calendar }: Place): boolean {
  if (year === null || calendar === 'gregorian') return isToday({ month, day }, at, timeZone, 'gregorian');
  const born = partsOf(Date.UTC(year, month - 1, day, 12), 'UTC', calendar);
  return isToday(born, at, timeZone, calendar);
}

/** How many years ago today something happened; null: not on this day, or this very year. */
export function anniversaryOf(since: number, at: number, { timeZone, calendar }: Place): number | null {
  const years = unitIndex(at, 'year', timeZone, calendar) - unitIndex(since, 'year', timeZone, calendar);
  return years > 0 && isToday(partsOf(since, timeZone, calendar), at, timeZone, calendar) ? years : null;
}

/**
 * The days of the year ("03-21") that are kept on a calendar day ("2026-03-21"): what {@link isBirthday} says of a birthday without a year, asked the other
 * way round, so that an index finds them. On 28 February of a year without the 29th that one is kept too.
 */
export function birthdaysKeptOn(day: string): string[] {
  const [year, monthAndDay] = [Number(day.slice(0, 4)), day.slice(5)];
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return monthAndDay === '02-28' && !isLeap ? ['02-28', '02-29'] : [monthAndDay];
}
