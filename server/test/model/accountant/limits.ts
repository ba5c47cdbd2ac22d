// "At most so many times and so many points in this period": every use is a line, and a limit is a count of lines.
import type { Limit } from '../../../src/loyalty/ledger/command.ts';
import type { Case } from './verdict.ts';

export function limitReached({ books, chain }: Case, limit: Limit | null, points: number): boolean {
  if (limit === null) return false;
  const uses = books.uses.filter((each) => each.chains.includes(chain) && each.rule === limit.rule && each.period === limit.period);
  const used = uses.reduce((sum, each) => sum + each.points, 0);
  return (limit.times !== null && uses.length + 1 > limit.times) || (limit.points !== null && used + points > limit.points);
}

export function use({ books, chain }: Case, limit: Limit | null, points: number): void {
  if (limit !== null) books.uses.push({ chains: [chain], rule: limit.rule, period: limit.period, points });
}
