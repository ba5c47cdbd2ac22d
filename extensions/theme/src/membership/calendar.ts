// Months and days of a birthday, as the contract writes them ("03-21"): of the Gregorian calendar, in the reader's words and digits.

/** A leap year, so that 29 February is a birthday. */
const YEAR = 2024;
const MONTHS = 12;

const gregorian = (format: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(format, { ...options, calendar: 'gregory', timeZone: 'UTC' });

export function monthNames(format: string): string[] {
  const months = gregorian(format, { month: 'long' });
  return Array.from({ length: MONTHS }, (_, month) => months.format(Date.UTC(YEAR, month, 1)));
}

/** How many days it has; as many as any has while none is chosen. */
export const dayCount = (month: string): number => (month === '' ? 31 : new Date(Date.UTC(YEAR, Number(month), 0)).getUTCDate());

export function dayNames(format: string, count: number): string[] {
  const digits = new Intl.NumberFormat(format);
  return Array.from({ length: count }, (_, day) => digits.format(day + 1));
}

export function sayBirthday(format: string, birthday: string): string {
  const [month = 1, day = 1] = birthday.split('-').map(Number);
  return gregorian(format, { month: 'long', day: 'numeric' }).format(Date.UTC(YEAR, month - 1, day));
}

/**
 * The same day of this year in the reader's own calendar: a date that is known by another one is found again by it. Null where the reader's calendar is
 * this one, and of a 29 February in a year without.
 */
export function sayInOwnCalendar(format: string, birthday: string, now: number): string | null {
  const own = new Intl.DateTimeFormat(format, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  const [month = 1, day = 1] = birthday.split('-').map(Number);
  const date = new Date(Date.UTC(new Date(now).getUTCFullYear(), month - 1, day));
  const found = date.getUTCMonth() === month - 1;
  return own.resolvedOptions().calendar === 'gregory' || !found ? null : own.format(date);
}
