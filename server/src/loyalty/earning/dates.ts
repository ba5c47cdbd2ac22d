// When an order's points can be spent, and until when: from the program's hold and expiry and the order's own moments.
import { endOfUnit } from '../calendar.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { Expiry } from '../program/policies.ts';
import type { Program } from '../program/program.ts';

const DAY_MS = 86_400_000;

type Moments = Pick<OrderState, 'placedAt' | 'paidAt' | 'fulfilledAt' | 'deliveredAt'>;
type Times = Pick<Program, 'hold' | 'expiry' | 'timeZone' | 'calendar'>;

/** The instant from which the points can be spent; null while the moment that starts the hold has not come. */
export function availableFrom(order: Moments, hold: Program['hold']): number | null {
  const paid = order.paidAt ?? order.placedAt;
  if (hold === null) return paid;
  const start = { payment: paid, fulfilment: order.fulfilledAt, delivery: order.deliveredAt }[hold.after];
  return start === null ? null : start + hold.days * DAY_MS;
}

function endOf(from: number, expiry: Exclude<Expiry, { kind: 'never' }>, { timeZone, calendar }: Times): number {
  if (expiry.kind === 'end-of') return endOfUnit(from, expiry.unit, expiry.ahead, timeZone, calendar);
  return endOfUnit(from, 'day', expiry.days, timeZone, calendar);
}

/** The instant at which points that became available at `from` expire; null: never, or not yet known. */
export function expiresFrom(from: number | null, times: Times): number | null {
  return from === null || times.expiry.kind === 'never' ? null : endOf(from, times.expiry, times);
}

/** Until when something a member earned at `at` keeps all their points alive; null where points do not expire by inactivity. */
export function activityUntil(at: number, times: Times): number | null {
  return times.expiry.kind === 'inactivity' ? endOf(at, times.expiry, times) : null;
}
