/** The calendar parts of a local time; a local time is a number of milliseconds as if the place were in UTC. */
export const DAY = 86_400_000;
export const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_MS: Readonly<Partial<Record<Unit, number>>> = {
  week: 7 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

export interface Calendar {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 1 is Sunday. */
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
}

export function calendarOf(local: number): Calendar {
  const date = new Date(local);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    dayOfWeek: date.getUTCDay() + 1,
    dayOfYear: Math.floor((local - localOf(year, 1, 1)) / DAY) + 1,
  };
}

/** Parts beyond their limits carry over, as in `Date.UTC`; years below 100 are meant as they are. */
export function localOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** Monday is 1. */
export const isoDayOfWeek = ({ dayOfWeek }: Calendar): number => ((dayOfWeek + 5) % 7) + 1;

/** ISO 8601: the week belongs to the year of its Thursday. */
export function isoWeekOf(local: number): { readonly year: number; readonly week: number } {
  const calendar = calendarOf(local);
  const thursday = calendarOf(local + (4 - isoDayOfWeek(calendar)) * DAY);
  return { year: thursday.year, week: Math.floor((thursday.dayOfYear - 1) / 7) + 1 };
}

/** Weeks begin on Sunday, and the days before the first Sunday are week 0. */
export const weekOf = ({ dayOfYear, dayOfWeek }: Calendar): number => Math.floor((dayOfYear + 7 - dayOfWeek) / 7);

export const monthsOf = (local: number): number => {
  const { year, month } = calendarOf(local);
  return year * 12 + month - 1;
};

/** The same day of a later month, or its last day when it is shorter. */
export function addMonths(local: number, months: number): number {
  const { day } = calendarOf(local);
  const target = monthsOf(local) + months;
  const year = Math.floor(target / 12);
  const month = target - year * 12 + 1;
  const lastDay = calendarOf(localOf(year, month + 1, 0)).day;
  return localOf(year, month, Math.min(day, lastDay)) + (local - Math.floor(local / DAY) * DAY);
}
