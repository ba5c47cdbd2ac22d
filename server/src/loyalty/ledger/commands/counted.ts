// Limits per member: how often, and for how many points, in a period. The count travels in the chain, so two at once cannot both be the last.
import { refuse, type Refused } from '../../refusal.ts';
import type { Limit } from '../command.ts';
import { mark, type Draft } from '../draft.ts';

/** Counts one use, or refuses it; null when there is no limit. */
export function count(draft: Draft, limit: Limit | null, points: number): Refused | null {
  if (limit === null) return null;
  const { rule, period } = limit;
  const used = draft.state.counters.find((counter) => counter.rule === rule && counter.period === period);
  if (limit.times !== null && (used?.n ?? 0) + 1 > limit.times)
    return refuse('cap-reached', `${rule} was used ${used?.n ?? 0} times in ${period}`);
  if (limit.points !== null && (used?.points ?? 0) + points > limit.points)
    return refuse('cap-reached', `${rule} gave ${used?.points ?? 0} points in ${period}`);
  mark(draft, { type: 'counted', rule, period, times: 1, points, replaces: true });
  return null;
}

/** What was counted did not happen after all. A period that is over and forgotten has nothing to take back. */
export function uncount(draft: Draft, limit: Pick<Limit, 'rule' | 'period'> | null, points: number): void {
  const used = draft.state.counters.find((counter) => counter.rule === limit?.rule && counter.period === limit.period);
  if (used === undefined || used.n < 1 || used.points < points) return;
  mark(draft, { type: 'counted', rule: used.rule, period: used.period, times: -1, points: -points, replaces: false });
}
