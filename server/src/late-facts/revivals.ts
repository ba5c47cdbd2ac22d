// Which expiries should not have been, by all that is known now. Where points expire by inactivity, every earning gives all points the time anew;
// an earning that arrived after an expiry it would have put off shows that the expiry was wrong.
import type { Take } from '../loyalty/ledger/state.ts';

/** Something earned at an instant keeps all points alive until another. */
export interface Activity {
  readonly at: number;
  readonly until: number;
}

/** Points that come back, with the end they should have had. */
export interface Revival {
  readonly expiresAt: number;
  readonly lots: readonly Take[];
}

/** The end of points that would have ended at `end`: each earning before that puts it off. */
export function endWith(activities: readonly Activity[], end: number): number {
  return activities.toSorted((a, b) => a.at - b.at).reduce((last, { at, until }) => (at < last ? Math.max(last, until) : last), end);
}

/** Of expiries that stand, those that activities put off beyond `now`, by their new ends. */
export function revivals(expired: readonly Take[], activities: readonly Activity[], now: number): Revival[] {
  const alive = expired.flatMap((take) => {
    const end = take.birth.expiresAt;
    const put = end === null ? null : endWith(activities, end);
    return put !== null && put > now ? [{ take, put }] : [];
  });
  return [...Map.groupBy(alive, ({ put }) => put)].map(([expiresAt, lots]) => ({ expiresAt, lots: lots.map(({ take }) => take) }));
}
