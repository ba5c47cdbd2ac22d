// The one place where a move changes a state. Deciding, replaying and verifying all go through it, so they cannot disagree.
import type { LotId } from '../ids.ts';
import type { Bucket, Mark, Move, PointsMove, RetimeMove } from './entry.ts';
import type { Counter, Lot, MemberState, Reservation, Take } from './state.ts';

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

function changeLot(lots: readonly Lot[], lotId: LotId, change: (lot: Lot) => Lot): readonly Lot[] {
  return lots.map((lot) => (lot.lotId === lotId ? change(lot) : lot)).filter((lot) => lot.points !== 0);
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

function moved(state: MemberState, move: PointsMove): MemberState {
  const totals: Writable<Totals> = { pending: state.pending, available: state.available, reserved: state.reserved, deficit: state.deficit };
  addTo(totals, move.from, -move.points);
  addTo(totals, move.to, move.points);
  return { ...state, ...totals, lots: lotsAfter(state.lots, move) };
}

/** Points of the lot that are set aside get its new end too; they were available, so they do not wait again. */
function retimedReservation(reservation: Reservation, { lot, expiresAt, graced }: RetimeMove): Reservation {
  if (!reservation.takes.some((take) => take.lotId === lot)) return reservation;
  const retimedTake = (take: Take): Take => (take.lotId === lot ? { ...take, birth: { ...take.birth, expiresAt, graced } } : take);
  return { ...reservation, takes: reservation.takes.map(retimedTake) };
}

function retimed(state: MemberState, move: RetimeMove): MemberState {
  const { lot, availableAt, expiresAt, graced } = move;
  const lots = changeLot(state.lots, lot, (each) => ({ ...each, availableAt, expiresAt, graced }));
  return { ...state, lots, reservations: state.reservations.map((each) => retimedReservation(each, move)) };
}

function counted(counters: readonly Counter[], mark: Extract<Mark, { type: 'counted' }>): readonly Counter[] {
  const { rule, period, times, points, replaces } = mark;
  const same = (each: Counter): boolean => each.rule === rule && each.period === period;
  const known = counters.find(same);
  const next = { rule, period, n: (known?.n ?? 0) + times, points: (known?.points ?? 0) + points };
  const others = counters.filter((each) => !same(each) && !(replaces && each.rule === rule));
  return next.n === 0 && next.points === 0 ? others : [...others, next];
}

function marked(state: MemberState, mark: Mark): MemberState {
  switch (mark.type) {
    case 'reservation-opened':
      return { ...state, reservations: [...state.reservations, mark.reservation] };
    case 'reservation-ended':
      return { ...state, reservations: state.reservations.filter(({ reservationId }) => reservationId !== mark.reservationId) };
    case 'counted':
      return { ...state, counters: counted(state.counters, mark) };
    case 'merge-accepted':
      return { ...state, accepting: [...state.accepting, mark.mergeId] };
    case 'merge-received':
    case 'merge-withdrawn':
      return { ...state, accepting: state.accepting.filter((mergeId) => mergeId !== mark.mergeId) };
    // They stand in the chain for whoever sums it up; the state itself does not know orders or merges that are over.
    case 'merge-undone':
    case 'order-carried':
      return state;
    case 'closed':
      return { ...state, closed: { how: mark.how, into: mark.into } };
    case 'reopened':
      return { ...state, closed: null };
    case 'allowance':
      return { ...state, taken: state.taken + mark.taken };
  }
}

/** The state after one move. Pure; throws only on a move that names a lot nobody ever opened (a bug or a forged chain). */
export function applyMove(state: MemberState, move: Move): MemberState {
  if (move.type === 'points') return moved(state, move);
  if (move.type === 'retime') return retimed(state, move);
  return marked(state, move);
}
