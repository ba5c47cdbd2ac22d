// An entry while it is being decided: moves are pushed, the state follows at once. Lives for one decision and never leaves the core.
import { lotId, type LotId } from '../ids.ts';
import { applyMove } from './apply-move.ts';
import type { Bucket, LotBirth, Move } from './entry.ts';
import type { Lot, MemberState } from './state.ts';

export interface Draft {
  readonly seq: number;
  readonly at: number;
  state: MemberState;
  readonly moves: Move[];
}

export function openDraft(state: MemberState, seq: number, at: number): Draft {
  return { seq, at, state, moves: [] };
}

function push(draft: Draft, move: Move): void {
  draft.moves.push(move);
  draft.state = applyMove(draft.state, move);
}

/** Moves points of an existing lot, or of no lot (a debt). Zero is quietly nothing, because sums often are. */
export function movePoints(draft: Draft, from: Bucket, to: Bucket, points: number, lot: Lot | null, at: number = draft.at): void {
  if (points === 0) return;
  push(draft, { type: 'points', at, from, to, points, lot: lot?.lotId ?? null, birth: null });
}

/** Opens a lot: its id names the entry and the move that made it, so it is unique in the chain without randomness. */
export function openLot(draft: Draft, from: Bucket, points: number, birth: LotBirth): LotId {
  const id = lotId(`${draft.seq}.${draft.moves.length}`);
  const matured = birth.availableAt !== null && birth.availableAt <= draft.at;
  const to = matured ? 'member:available' : 'member:pending';
  push(draft, { type: 'points', at: draft.at, from, to, points, lot: id, birth });
  return id;
}

export function retimeLot(draft: Draft, lot: Lot, availableAt: number | null, expiresAt: number | null): void {
  push(draft, { type: 'retime', at: draft.at, lot: lot.lotId, availableAt, expiresAt });
}
