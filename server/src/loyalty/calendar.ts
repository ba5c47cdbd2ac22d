// Days, weeks, months, quarters and years in a program's time zone and calendar. Everything is asked of Intl, so daylight saving, 29 February and
// months of the Iranian calendar are right by construction; nothing here knows how long a day is.

export type Calendar = 'gregorian' | 'jalali';
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A date as a calendar writes it: months and days count from 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

// Making a formatter costs a thousand times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string, calendar: Calendar): Intl.DateTimeFormat {
  const name = `${calendar}/${timeZone}`;
  const known = formatters.get(name);
  if (known !== undefined) return known;
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const locale = calendar === 'jalali' ? 'en-u-ca-persian-nu-latn' : 'en-CA';
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...fields });
  formatters.set(name, made);
  return made;
}

/** The date of an instant in a place. */
export function partsOf(at: number, timeZone: string, calendar: Calendar): DateParts {
  const found = { year: 0, month: 0, day: 0 };
  for (const { type, value } of formatterOf(timeZone, calendar).formatToParts(at)) {
    if (type === 'year' || type === 'month' || type === 'day') found[type] = Number(value);
  }
  return found;
}

/** The calendar day "2026-11-21" (Gregorian) of an instant in an IANA time zone. Throws RangeError on an unknown zone. */
export function dayOf(at: number, timeZone: string): string {
  return formatterOf(timeZone, 'gregorian').format(at);
}

/** The calendar month "2026-11" (Gregorian) of an instant in an IANA time zone. */
export function monthOf(at: number, timeZone: string): string {
  return dayOf(at, timeZone).slice(0, 7);
}

const DAY_MS = 86_400_000;

/** A number that grows by one with every unit of the calendar; only differences mean anything. */
export function unitIndex(at: number, unit: CalendarUnit, timeZone: string, calendar: Calendar): number {
  if (unit === 'day') return dayIndex(at, timeZone);
  if (unit === 'week') return Math.floor((dayIndex(at, timeZone) + DAYS_INTO_WEEK[calendar]) / 7);
  const { year, month } = partsOf(at, timeZone, calendar);
  if (unit === 'year') return year;
  return unit === 'month' ? year * 12 + month - 1 : year * 4 + Math.floor((month - 1) / 3);
}

/** How far into its week 1 January 1970 was, a Thursday: weeks begin on Monday (ISO 8601), in the Iranian calendar on Saturday. */
const DAYS_INTO_WEEK: Readonly<Record<Calendar, number>> = { gregorian: 3, jalali: 5 };

/** Days since 1 January 1970, as the calendar of the place counts them. */
function dayIndex(at: number, timeZone: string): number {
  return Math.round(Date.UTC(...dayNumbers(at, timeZone)) / DAY_MS);
}

function dayNumbers(at: number, timeZone: string): [number, number, number] {
  const { year, month, day } = partsOf(at, timeZone, 'gregorian');
  return [year, month - 1, day];
}

const LONGEST_MS: Readonly<Record<CalendarUnit, number>> = {
  day: 2 * DAY_MS,
  week: 8 * DAY_MS,
  month: 32 * DAY_MS,
  quarter: 94 * DAY_MS,
  year: 367 * DAY_MS,
};

interface Unit {
  readonly unit: CalendarUnit;
  readonly index: number;
  readonly timeZone: string;
  readonly calendar: Calendar;
}

/** Where units begin. Many ask for the same ones (a year ago today), and finding one asks Intl thirty times. */
class Borders {
  readonly #known = new Map<string, number>();

  /** The first instant of a unit; `before` is earlier, `inside` is that instant or later. */
  find({ unit, index, timeZone, calendar }: Unit, before: number, inside: number): number {
    const name = `${unit}/${index}/${timeZone}/${calendar}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    let [early, late] = [before, inside];
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (unitIndex(middle, unit, timeZone, calendar) < index) early = middle;
      else late = middle;
    }
    if (this.#known.size >= BORDERS_MAX) this.#known.clear();
    this.#known.set(name, late);
    return late;
  }
}

const BORDERS_MAX = 5_000;
const borders = new Borders();

/**
 * The end of the unit that lies `ahead` units after the one `at` is in: the first instant that no longer belongs to it, so that windows are
 * half-open. `ahead` 0 is the end of today, this month, this quarter, this year. Found by bisection, because the index only ever grows.
 */
export function endOfUnit(at: number, unit: CalendarUnit, ahead: number, timeZone: string, calendar: Calendar): number {
  const next = unitIndex(at, unit, timeZone, calendar) + ahead + 1;
  return borders.find({ unit, index: next, timeZone, calendar }, at, at + (ahead + 1) * LONGEST_MS[unit]);
}

/**
 * The start of the unit that lies `ago` units before the one `at` is in: its first instant. `ago` 0 is the start of today, this week, month, year.
 */
export function startOfUnit(at: number, unit: CalendarUnit, ago: number, timeZone: string, calendar: Calendar): number {
  const first = unitIndex(at, unit, timeZone, calendar) - ago;
  return borders.find({ unit, index: first, timeZone, calendar }, at - (ago + 1) * LONGEST_MS[unit], at);
}

/** A name for the period an instant lies in, for limits per day, week, month or year: "day/20778", "month/24322". */
export function periodOf(at: number, unit: CalendarUnit, timeZone: string, calendar: Calendar): string {
  return `${unit}/${unitIndex(at, unit, timeZone, calendar)}`;
}
