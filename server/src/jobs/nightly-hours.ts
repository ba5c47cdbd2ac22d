// A store's night: which day has ended for it, and whether it is the quiet hour to look back at it.
import { dayOf } from '../loyalty/calendar.ts';

const HOUR_MS = 3_600_000;
/** Longer than the longest day there is, when the clocks go back. */
const LONGEST_DAY_MS = 26 * HOUR_MS;
/** From and until, in the store's own hours. */
const QUIET = { from: 3, until: 6 } as const;

export interface EndedDay {
  readonly day: string;
  /** The first instant that no longer belongs to it. */
  readonly endedAt: number;
}

/** The day before today in a time zone, and when it ended: found by halving, because midnight does not exist everywhere every day. */
export function lastEndedDay(now: number, timeZone: string): EndedDay {
  const today = dayOf(now, timeZone);
  let [before, in_] = [now - LONGEST_DAY_MS, now];
  while (in_ - before > 1) {
    const middle = Math.floor((before + in_) / 2);
    if (dayOf(middle, timeZone) === today) in_ = middle;
    else before = middle;
  }
  return { day: dayOf(before, timeZone), endedAt: in_ };
}

export function isQuiet(now: number, { endedAt }: EndedDay): boolean {
  const hour = (now - endedAt) / HOUR_MS;
  return hour >= QUIET.from && hour < QUIET.until;
}

/** A night that was missed is made up for at any hour. */
export const OVERDUE_MS = 36 * HOUR_MS;
