// Days of a place: their names in order, and where each begins and ends. Some have 23 or 25 hours, and some never were.
import { dayOf, endOfUnit } from '../../loyalty/calendar.ts';

const DAY_MS = 86_400_000;
/** Nowhere is further from Greenwich. */
const FURTHEST_MS = 15 * 3_600_000;

/** The names of all days from one to another, both included. */
export function daysBetween(first: string, last: string): string[] {
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  return Array.from({ length: Math.max(0, Math.round((to - from) / DAY_MS) + 1) }, (_, index) => dayOf(from + index * DAY_MS, 'UTC'));
}

/** Null for a day that this place left out. */
export function spanOf(day: string, timeZone: string): { readonly from: number; readonly until: number } | null {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let [before, within] = [midnight - FURTHEST_MS, midnight + DAY_MS + FURTHEST_MS];
  // The first instant whose day is this one or later, found by halving.
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(middle, timeZone) >= day) within = middle;
    else before = middle;
  }
  if (dayOf(within, timeZone) !== day) return null;
  return { from: within, until: endOfUnit(within, 'day', 0, timeZone, 'gregorian') };
}
