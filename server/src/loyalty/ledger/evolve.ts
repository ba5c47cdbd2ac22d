// Entries -> state, by replay. What is stored as `after` must be exactly this; `verify` and the tests compare.
import { applyMove } from './apply-move.ts';
import type { Decided } from './entry.ts';
import type { MemberState } from './state.ts';

export function evolve(state: MemberState, entry: Pick<Decided, 'moves'>): MemberState {
  return entry.moves.reduce(applyMove, state);
}
