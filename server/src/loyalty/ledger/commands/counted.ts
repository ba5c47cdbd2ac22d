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
