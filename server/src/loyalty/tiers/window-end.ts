// When an order leaves the window that levels are measured by.
import { dayOf, endOfUnit } from '../calendar.ts';
import type { Place } from './figures.ts';
import type { Tiers } from './tiers.ts';

/** Many orders are placed on one day, and asking the calendar costs. */
const known = new Map<string, number>();
const KNOWN_MAX = 20_000;

function remembered(name: string, find: () => number): number {
  const found = known.get(name) ?? find();
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(name, found);
  return found;
}

/** The first instant at which what was placed then is no longer measured; Infinity: it always is. As `measuredFrom` says it. */
export function leavesAt({ window }: Tiers, placedAt: number, { timeZone, calendar }: Place): number {
  if (window.kind === 'lifetime') return Infinity;
  const [unit, ahead] = window.kind === 'calendar-year' ? (['year', 0] as const) : (['day', window.days] as const);
  const name = `${unit}/${ahead}/${timeZone}/${calendar}/${dayOf(placedAt, timeZone)}`;
  return remembered(name, () => endOfUnit(placedAt, unit, ahead, timeZone, calendar));
}
