// Who moves when the levels change, before anybody does: a preview, one member at a time.
import type { TierFigures } from './figures.ts';
import { levelFor, rankOf } from './level-for.ts';
import type { Tiers } from './tiers.ts';

/** The window may change with the levels, so the figures are those of each. */
export interface MemberFigures {
  readonly memberId: string;
  readonly before: TierFigures;
  readonly after: TierFigures;
}

export interface TierMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'up' | 'down' | 'same';
  readonly members: number;
  /** The first of them, to look at. */
  readonly examples: readonly string[];
}

const EXAMPLES = 10;

/** A level of the same name stands for itself; one that is gone counts as high as it stood. */
function directionOf(from: string | null, to: string | null, before: Tiers | null, after: Tiers | null): TierMove['direction'] {
  const rank = (id: string | null, tiers: Tiers | null): number => (tiers === null ? -1 : rankOf(id, tiers));
  const known = rank(from, after);
  const [old, fresh] = [known >= 0 || from === null ? known : rank(from, before), rank(to, after)];
  if (from === to) return 'same';
  return fresh > old ? 'up' : 'down';
}

/** By what they have done, not by what was granted: how the levels would fill. Null tiers: no levels at all. Sorted by how many move. */
export function whoMoves(members: Iterable<MemberFigures>, before: Tiers | null, after: Tiers | null): TierMove[] {
  const moves = new Map<string, { from: string | null; to: string | null; members: number; examples: string[] }>();
  for (const member of members) {
    const from = before === null ? null : (levelFor(member.before, before)?.id ?? null);
    const to = after === null ? null : (levelFor(member.after, after)?.id ?? null);
    const name = `${from ?? ''}>${to ?? ''}`;
    const move = moves.get(name) ?? { from, to, members: 0, examples: [] };
    move.members += 1;
    if (move.examples.length < EXAMPLES) move.examples.push(member.memberId);
    moves.set(name, move);
  }
  return [...moves.values()]
    .map((move) => ({ ...move, direction: directionOf(move.from, move.to, before, after) }))
    .toSorted((a, b) => b.members - a.members);
}
