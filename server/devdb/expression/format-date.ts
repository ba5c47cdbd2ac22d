/** The formats of $dateToString; a letter MongoDB does not know is refused. */
import { refuse } from '../errors.ts';
import { calendarOf, isoDayOfWeek, isoWeekOf, weekOf } from './calendar.ts';

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.trunc(offset / 60_000));
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
}

export function formatDate(format: string, at: number, offset: number): string {
  const local = at + offset;
  const calendar = calendarOf(local);
  if (calendar.year < 0 || calendar.year > 9999)
    refuse(18537, `$dateToString is only defined on year 0-9999, tried to use year ${calendar.year}`);
  const values: Readonly<Record<string, () => string>> = {
    Y: () => padded(calendar.year, 4),
    m: () => padded(calendar.month, 2),
    d: () => padded(calendar.day, 2),
    H: () => padded(calendar.hour, 2),
    M: () => padded(calendar.minute, 2),
    S: () => padded(calendar.second, 2),
    L: () => padded(calendar.millisecond, 3),
    j: () => padded(calendar.dayOfYear, 3),
    w: () => String(calendar.dayOfWeek),
    u: () => String(isoDayOfWeek(calendar)),
    U: () => padded(weekOf(calendar), 2),
    V: () => padded(isoWeekOf(local).week, 2),
    G: () => padded(isoWeekOf(local).year, 4),
    z: () => offsetText(offset),
    Z: () => String(Math.trunc(offset / 60_000)),
    '%': () => '%',
  };
  return format.replaceAll(/%(.?)/gs, (_whole, letter: string) => {
    const value = Object.hasOwn(values, letter) ? values[letter] : undefined;
    return value ? value() : refuse(18536, `Invalid format character '%${letter}' in format string`);
  });
}
