// A birthday is a month and a day, as the contract writes it ("03-21"); nobody is asked for a year.
import type { Language } from '../../theme/src/language/language.ts';

/** A leap year, so that who was born on 29 February can say so. */
const YEAR = 2024;
const twoDigits = (part: number): string => String(part).padStart(2, '0');
const at = (month: number, day: number): Date => new Date(Date.UTC(YEAR, month - 1, day));
/** The months of the passport in every language: a date of another calendar has no day in this one without its year. */
const formatIn = ({ format }: Language, parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(format, { ...parts, calendar: 'gregory', timeZone: 'UTC' });

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export function months(language: Language): Choice[] {
  const names = formatIn(language, { month: 'long' });
  return Array.from({ length: 12 }, (_, index) => ({ value: twoDigits(index + 1), text: names.format(at(index + 1, 1)) }));
}

/** As many as the month has; all of them while none is chosen. */
export function days({ format }: Language, month: string): Choice[] {
  const numbers = new Intl.NumberFormat(format);
  const length = month === '' ? 31 : new Date(Date.UTC(YEAR, Number(month), 0)).getUTCDate();
  return Array.from({ length }, (_, index) => ({ value: twoDigits(index + 1), text: numbers.format(index + 1) }));
}

/** Null until both are chosen, and where the month is shorter than the day. */
export function birthdayOf(month: string, day: string): string | null {
  if (month === '' || day === '') return null;
  return at(Number(month), Number(day)).getUTCMonth() === Number(month) - 1 ? `${month}-${day}` : null;
}

export function sayBirthday(language: Language, birthday: string): string {
  const [month, day] = birthday.split('-').map(Number);
  return formatIn(language, { month: 'long', day: 'numeric' }).format(at(month ?? 1, day ?? 1));
}
