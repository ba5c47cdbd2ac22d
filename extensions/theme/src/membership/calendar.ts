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
