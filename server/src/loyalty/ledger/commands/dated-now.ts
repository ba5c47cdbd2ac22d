// Points that were away come back with the dates their lot would have, had they stayed: an order's part has one pair of dates at a time.
import type { DatesNow } from '../command.ts';
import type { LotBirth } from '../entry.ts';

/** The end the order's part has now. A lot that had its grace keeps it; what no order earned has the end with which it left. */
function endNow({ source, graced, expiresAt }: LotBirth, { parts }: DatesNow): number | null {
  if (source.kind !== 'order' || graced) return expiresAt;
  const now = parts.find(({ orderId, part }) => orderId === source.ref && part === source.part);
  return now === undefined ? expiresAt : now.expiresAt;
}

/** A lot's birth with the dates of now. */
export function datedNow(birth: LotBirth, dates: DatesNow | undefined): LotBirth {
  if (dates === undefined) return birth;
  const end = endNow(birth, dates);
  return { ...birth, expiresAt: end === null ? null : Math.max(end, dates.activityUntil ?? end) };
}
