// The months that books are closed by: Gregorian months of one time zone, as numbers that grow by one. An entry's month is looked up for
// every move of a store, so each month's bounds are asked of the calendar once and remembered.
import { endOfUnit } from '../calendar.ts';

/** A month of the books; only differences and {@link monthName} mean anything. */
export type MonthIndex = number;

export function monthIndex(name: string): MonthIndex {
  return Number(name.slice(0, 4)) * 12 + Number(name.slice(5, 7)) - 1;
}

/** "2026-11". */
export function monthName(index: MonthIndex): string {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}`;
}

interface Bounds {
  readonly from: number;
  readonly until: number;
}

export class Months {
  readonly #timeZone: string;
  readonly #bounds = new Map<MonthIndex, Bounds>();
  #recent: Bounds & { readonly index: MonthIndex } = { index: 0, from: Infinity, until: -Infinity };

  /** @throws RangeError, at the first look, for a zone that does not exist. */
  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** The half-open window [from, until) of a month, as instants in ms: a window ends with the first instant of the next. */
  boundsOf(index: MonthIndex): Bounds {
    const known = this.#bounds.get(index);
    if (known !== undefined) return known;
    const bounds = { from: this.#endOf(index - 1), until: this.#endOf(index) };
    this.#bounds.set(index, bounds);
    return bounds;
  }

  at(instant: number): MonthIndex {
    const { index, from, until } = this.#recent;
    if (instant >= from && instant < until) return index;
    const found = this.#find(instant);
    this.#recent = { index: found, ...this.boundsOf(found) };
    return found;
  }

  /** The month that UTC names or a neighbour of it: no zone is further away than a day. Bounds that are known are quicker than a calendar. */
  #find(instant: number): MonthIndex {
    const date = new Date(instant);
    const guess = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const { from, until } = this.boundsOf(guess);
    if (instant < from) return guess - 1;
    return instant < until ? guess : guess + 1;
  }

  /** The middle of a month is in it in every time zone. */
  #endOf(index: MonthIndex): number {
    const year = Math.floor(index / 12);
    return endOfUnit(Date.UTC(year, index - year * 12, 15), 'month', 0, this.#timeZone, 'gregorian');
  }
}
