// Two chains of one person: the target accepts, everything leaves the one, everything arrives in the other. Each step is one entry of one
// chain, named by the merge, so a crash between them is resumed and never repeated.
import type { LotId } from '../../ids.ts';
import { refuse, type Refused } from '../../refusal.ts';
import { payDeficit } from '../advance.ts';
import type { MergeAccept, TransferIn, TransferOut } from '../command.ts';
import { mark, movePoints, newLotId, type Draft } from '../draft.ts';
import { applyMove } from '../apply-move.ts';
import type { Lot, Reservation, Take } from '../state.ts';

export function mergeAccept(draft: Draft, { mergeId }: MergeAccept): Refused | null {
  if (draft.state.accepting.includes(mergeId)) return refuse('nothing-to-do', `merge ${mergeId} was accepted before`);
  mark(draft, { type: 'merge-accepted', mergeId });
  return null;
}

function leave(draft: Draft, lots: readonly Lot[]): void {
  for (const lot of lots) movePoints(draft, lot.state === 'pending' ? 'member:pending' : 'member:available', 'transfer', lot.points, lot);
}

/** Everything leaves, and the chain is closed; an undo takes only what is left of the lots that the merge had brought. */
export function transferOut(draft: Draft, { mergeId, into, undo }: TransferOut): Refused | null {
  if (draft.state.accepting.length > 0)
    return refuse('member-merged', 'this member is about to receive another; it cannot leave until then');
  if (undo) {
    const brought = draft.state.lots.filter((lot) => lot.via === mergeId);
    if (brought.length === 0) return refuse('nothing-to-do', `nothing is left of what merge ${mergeId} brought`);
    leave(draft, brought);
    return null;
  }
  leave(draft, draft.state.lots);
  for (const { points, reservationId } of draft.state.reservations) {
    movePoints(draft, 'member:reserved', 'transfer', points, null);
    mark(draft, { type: 'reservation-ended', reservationId });
  }
  movePoints(draft, 'transfer', 'member:deficit', draft.state.deficit, null);
  mark(draft, { type: 'closed', how: 'merged', into });
  return null;
}

/** A lot keeps its id, so that what was spent of it before still finds it. Only where another has that id it gets a new one. */
function arrivingId(draft: Draft, { lotId }: Take): LotId {
  return draft.state.lots.some((lot) => lot.lotId === lotId) ? newLotId(draft) : lotId;
}

function arrive(draft: Draft, mergeId: string, undo: boolean, lot: TransferIn['lots'][number], ids: Map<LotId, LotId>): void {
  const id = arrivingId(draft, lot);
  ids.set(lot.lotId, id);
  // What became available on the way arrives available.
  const waits = lot.state === 'pending' && (lot.birth.availableAt === null || lot.birth.availableAt > draft.at);
  const to = waits ? 'member:pending' : 'member:available';
  const birth = { ...lot.birth, via: undo ? null : mergeId };
  const move = { type: 'points', at: draft.at, from: 'transfer', to, points: lot.points, lot: id, order: null, birth } as const;
  draft.moves.push(move);
  draft.state = applyMove(draft.state, move);
}

function arriveReserved(draft: Draft, mergeId: string, reservation: Reservation, ids: Map<LotId, LotId>): void {
  movePoints(draft, 'transfer', 'member:reserved', reservation.points, null);
  const renamed = (take: Take): Take => ({
    ...take,
    lotId: ids.get(take.lotId) ?? take.lotId,
    birth: { ...take.birth, via: mergeId },
  });
  mark(draft, { type: 'reservation-opened', reservation: { ...reservation, takes: reservation.takes.map(renamed) } });
}

export function transferIn(draft: Draft, command: TransferIn): Refused | null {
  const { mergeId, undo, lots, deficit, reservations, counters } = command;
  if (undo) mark(draft, { type: 'reopened' });
  else if (!draft.state.accepting.includes(mergeId)) return refuse('nothing-to-do', `merge ${mergeId} is not being received`);
  const ids = new Map<LotId, LotId>();
  for (const lot of lots) arrive(draft, mergeId, undo, lot, ids);
  for (const reservation of reservations) arriveReserved(draft, mergeId, reservation, ids);
  movePoints(draft, 'member:deficit', 'transfer', deficit, null);
  for (const { rule, period, n, points } of counters) mark(draft, { type: 'counted', rule, period, times: n, points, replaces: false });
  if (!undo) mark(draft, { type: 'merge-received', mergeId });
  payDeficit(draft);
  return null;
}
