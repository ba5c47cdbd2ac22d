// Points that wait for an account, where the program keeps them for a while only. A rule about an order's points like any other: it says until when.
import { endOfUnit } from '../calendar.ts';
import type { Program } from '../program/program.ts';
import type { Tranche } from '../ledger/command.ts';

type Times = Pick<Program, 'guests' | 'timeZone' | 'calendar'>;

const earlier = (a: number | null, b: number): number => (a === null ? b : Math.min(a, b));

/** At the end of the day that lies so many days after `from`. */
function keptUntil(from: number, days: number, { timeZone, calendar }: Times): number {
  return endOfUnit(from, 'day', days, timeZone, calendar);
}

/** Points with their dates, whatever gives them. */
interface Dated {
  readonly tranches: readonly Tranche[];
  readonly activityUntil: number | null;
}

/** What an order deserves while its owner is a guest: as many points, and none of them for longer than guests' points are kept. */
export function keptForGuest<T extends Dated>(deserved: T, placedAt: number, program: Times): T {
  if (program.guests === null) return deserved;
  const { keepDays } = program.guests;
  const tranches = deserved.tranches.map((tranche) => {
    const { availableAt, expiresAt } = tranche;
    // Nothing ends that has not begun.
    return availableAt === null ? tranche : { ...tranche, expiresAt: earlier(expiresAt, keptUntil(availableAt, keepDays, program)) };
  });
  const { activityUntil } = deserved;
  return { ...deserved, tranches, activityUntil: activityUntil === null ? null : earlier(activityUntil, keptUntil(placedAt, keepDays, program)) }; // prettier-ignore
}
