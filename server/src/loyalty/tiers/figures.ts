// What a member has done in the time a level is measured by.
import { startOfUnit } from '../calendar.ts';
import type { Program } from '../program/program.ts';
import type { Tiers } from './tiers.ts';

/** Spend is in minor units of the program's currency, net of refunds; points are those earned (by orders, and by what members did), not those left. */
export interface TierFigures {
  readonly spendMinor: number;
  readonly points: number;
  readonly orders: number;
}

/** One order that counts, as it is now. */
export interface CountedOrder {
  readonly placedAt: number;
  readonly spendMinor: number;
  readonly points: number;
}

export type Place = Pick<Program, 'timeZone' | 'calendar'>;

/** The first instant that is measured; -Infinity: everything. A rolling window begins with the day that lies so many days ago. */
export function measuredFrom({ window }: Tiers, now: number, { timeZone, calendar }: Place): number {
  if (window.kind === 'lifetime') return Number.NEGATIVE_INFINITY;
  if (window.kind === 'calendar-year') return startOfUnit(now, 'year', 0, timeZone, calendar);
  return startOfUnit(now, 'day', window.days, timeZone, calendar);
}

/** Orders of which everything was given back are no orders. */
export function figuresOf(orders: readonly CountedOrder[], from: number): TierFigures {
  const counted = orders.filter(({ placedAt, spendMinor }) => placedAt >= from && spendMinor > 0);
  return {
    spendMinor: counted.reduce((sum, order) => sum + order.spendMinor, 0),
    points: counted.reduce((sum, order) => sum + order.points, 0),
    orders: counted.length,
  };
}
