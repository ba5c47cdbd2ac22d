// The monthly statement of what a program owes its members: opening, what moved, closing, in points and in money. Definitions: README.md.
import type { Books } from './books.ts';
import { MOVEMENTS, NO_MOVEMENTS, sumOfMovements, type Movements } from './movements.ts';
import { monthIndex, monthName, type MonthIndex } from './months.ts';
import { shareWorth, worthOf, type PointValue } from './worth.ts';

/** An entry that was decided just before a month's end may be written a moment after it, by a clock that is a moment off. */
export const CLOSES_AFTER_MS = 600_000;

/** All in points, or all in minor units of the program's currency. opening + movements = closing = owedToMembers - owedByMembers. */
export interface Amounts extends Movements {
  readonly opening: number;
  readonly closing: number;
  /** The liability: what the members together hold whose position is above zero. */
  readonly owedToMembers: number;
  /** What the members together lack whose position is below zero, as a positive number. */
  readonly owedByMembers: number;
}

export interface RollForwardMonth {
  /** "2026-11". */
  readonly month: string;
  /** Half-open, in ms. */
  readonly from: number;
  readonly until: number;
  /** The month is over and its figures will never change. */
  readonly closed: boolean;
  readonly points: Amounts;
  /** Null: the program has not said what a point is worth. */
  readonly money: Amounts | null;
}

/** Names of months, both included; left out: from the first month with a movement, up to the present one. */
export interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Window {
  readonly first: MonthIndex;
  readonly last: MonthIndex;
}

/** Months that have not begun are not listed, whatever is asked for; null: there is nothing to list. */
export function windowOf(books: Books, { from, to }: Range): Window | null {
  const present = books.calendar.at(books.asOf);
  const earliest = Math.min(...books.months.keys());
  const first = from === undefined ? earliest : monthIndex(from);
  const last = to === undefined ? present : Math.min(monthIndex(to), present);
  return first <= last ? { first, last } : null;
}

function pointsOf(opening: { position: number; owed: number }, movements: Movements, owedGrew: number): Amounts {
  const closing = opening.position + sumOfMovements(movements);
  const owedToMembers = opening.owed + owedGrew;
  return { opening: opening.position, ...movements, closing, owedToMembers, owedByMembers: owedToMembers - closing };
}

/**
 * Positions are rounded half up, each for itself; movements share the difference of two positions by largest remainder; what members owe
 * is what they are owed less the closing. So every sum that holds in points holds in money.
 */
export function moneyOf(points: Amounts, value: PointValue): Amounts {
  const opening = worthOf(points.opening, value);
  const closing = worthOf(points.closing, value);
  const shares = shareWorth(closing - opening, MOVEMENTS.map((name) => points[name]), value); // prettier-ignore
  const movements = Object.fromEntries(MOVEMENTS.map((name, index) => [name, shares[index] ?? 0])) as unknown as Movements;
  const owedToMembers = worthOf(points.owedToMembers, value);
  return { opening, ...movements, closing, owedToMembers, owedByMembers: owedToMembers - closing };
}

/** `completeUntil`: the store's news is complete up to here (ms); a month that ends later is not closed. */
export function rollForward(books: Books, range: Range, value: PointValue | null, completeUntil: number = books.asOf): RollForwardMonth[] {
  const window = windowOf(books, range);
  if (window === null) return [];
  const rows: RollForwardMonth[] = [];
  let opening = { position: 0, owed: 0 };
  for (let index = Math.min(window.first, ...books.months.keys()); index <= window.last; index += 1) {
    const booked = books.months.get(index);
    const points = pointsOf(opening, booked?.movements ?? NO_MOVEMENTS, booked?.owedToMembers ?? 0);
    opening = { position: points.closing, owed: points.owedToMembers };
    if (index < window.first) continue;
    const { from, until } = books.calendar.boundsOf(index);
    const closed = until + CLOSES_AFTER_MS <= Math.min(books.asOf, completeUntil);
    rows.push({ month: monthName(index), from, until, closed, points, money: value === null ? null : moneyOf(points, value) });
  }
  return rows;
}

/** The sum of all movements beside the sum of all positions: equal, or the ledger is damaged and `verify` says where. */
export interface Reconciliation {
  readonly rolledForward: number;
  readonly positions: number;
}

export function reconciliationOf(books: Books): Reconciliation {
  const rolledForward = [...books.months.values()].reduce((sum, { movements }) => sum + sumOfMovements(movements), 0);
  return { rolledForward, positions: books.positions };
}
