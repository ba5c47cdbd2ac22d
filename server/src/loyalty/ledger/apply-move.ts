// The one place where a move changes a state. Deciding, replaying and verifying all go through it, so they cannot disagree.
import type { LotId } from '../ids.ts';
import type { Bucket, Move, PointsMove, RetimeMove } from './entry.ts';
import type { Lot, MemberState } from './state.ts';

const FIELD = { 'member:pending': 'pending', 'member:available': 'available', 'member:reserved': 'reserved' } as const;
const LOT_STATE = { 'member:pending': 'pending', 'member:available': 'available' } as const;

type Totals = Pick<MemberState, 'pending' | 'available' | 'reserved' | 'deficit'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

function addTo(totals: Writable<Totals>, bucket: Bucket, amount: number): void {
  if (bucket === 'member:deficit') totals.deficit -= amount;
  else if (bucket in FIELD) totals[FIELD[bucket as keyof typeof FIELD]] += amount;
}

function holdsLots(bucket: Bucket): bucket is keyof typeof LOT_STATE {
  return bucket in LOT_STATE;
}

function changeLot(lots: readonly Lot[], lotId: LotId, change: (lot: Lot) => Lot | null): readonly Lot[] {
  return lots.flatMap((lot) => {
    if (lot.lotId !== lotId) return [lot];
    const changed = change(lot);
    return changed === null || changed.points === 0 ? [] : [changed];
  });
}

function lotsAfter(lots: readonly Lot[], move: PointsMove): readonly Lot[] {
  const { from, to, lot: lotId, points, birth } = move;
  if (lotId === null) return lots;
  if (holdsLots(from) && holdsLots(to)) return changeLot(lots, lotId, (lot) => ({ ...lot, state: LOT_STATE[to] }));
  if (holdsLots(from)) return changeLot(lots, lotId, (lot) => ({ ...lot, points: lot.points - points }));
  if (!holdsLots(to)) return lots;
  if (lots.some((lot) => lot.lotId === lotId)) return changeLot(lots, lotId, (lot) => ({ ...lot, points: lot.points + points }));
  if (birth === null) throw new Error(`a move into the unknown lot ${lotId} carries no birth`);
  return [...lots, { lotId, points, state: LOT_STATE[to], ...birth }];
}

function retimed(state: MemberState, move: RetimeMove): MemberState {
  const lots = changeLot(state.lots, move.lot, (lot) => ({ ...lot, availableAt: move.availableAt, expiresAt: move.expiresAt }));
  return { ...state, lots };
}

/** The state after one move. Pure; throws only on a move that names a lot nobody ever opened (a bug or a forged chain). */
export function applyMove(state: MemberState, move: Move): MemberState {
  if (move.type === 'retime') return retimed(state, move);
  const totals: Writable<Totals> = { pending: state.pending, available: state.available, reserved: state.reserved, deficit: state.deficit };
  addTo(totals, move.from, -move.points);
  addTo(totals, move.to, move.points);
  return { ...totals, lots: lotsAfter(state.lots, move) };
}
