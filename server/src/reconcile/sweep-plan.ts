// Which kept orders are compared in this look: the fresh ones always, and of the older ones so many that a round takes about a day.
import { RECONCILE, SWEEP } from '../limits.ts';

export interface Placed {
  readonly from: number;
  readonly until: number;
}

export interface SweepPlan {
  readonly fresh: Placed;
  readonly slow: Placed;
}

/** Where the round ended or the window has moved past it, it begins again at the oldest. */
export function sweepPlan(sweptTo: number | null, now: number): SweepPlan {
  const [oldest, fresh] = [now - SWEEP.windowMs, now - SWEEP.freshMs];
  const step = Math.ceil((SWEEP.windowMs * RECONCILE.everyMs) / SWEEP.cycleMs);
  const from = sweptTo === null || sweptTo >= fresh || sweptTo < oldest ? oldest : sweptTo;
  return { fresh: { from: fresh, until: now + 1 }, slow: { from, until: Math.min(from + step, fresh) } };
}
