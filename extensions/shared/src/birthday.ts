// The two lists of a birthday: a month and a day, as the contract writes them ("03-21"); nobody is asked for a year.
import type { Language } from '../../theme/src/language/language.ts';
import { dayCount, dayNames, monthNames } from '../../theme/src/membership/calendar.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
}

const numbered = (names: readonly string[]): Choice[] => names.map((text, index) => ({ value: String(index + 1).padStart(2, '0'), text }));

export const months = ({ format }: Language): Choice[] => numbered(monthNames(format));
/** As many as the month has; all of them while none is chosen. */
export const days = ({ format }: Language, month: string): Choice[] => numbered(dayNames(format, dayCount(month)));

/** Null until both are chosen, and where the month is shorter than the day. */
export function birthdayOf(month: string, day: string): string | null {
  return month === '' || day === '' || Number(day) > dayCount(month) ? null : `${month}-${day}`;
}
