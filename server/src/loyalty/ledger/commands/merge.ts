// Two chains of one person: the target accepts, everything leaves the one, everything arrives in the other. Each step is one entry of one
// chain, named by the merge, so a crash between them is resumed and never repeated.
import { lotId, type LotId } from '../../ids.ts';
import { refuse, type Refused } from '../../refusal.ts';
import { payDeficit } from '../advance.ts';
import type { Brought, MergeAccept, TransferIn, TransferOut } from '../command.ts';
import { datedLots, mark, movePoints, newLotId, type Draft } from '../draft.ts';
import { applyMove } from '../apply-move.ts';
import type { LotBirth, OrderSums } from '../entry.ts';
import { negatedSums } from '../sums.ts';
import type { Counter, Lot, Reservation, Take } from '../state.ts';

/** Agrees to receive, once per merge. After a withdrawal nothing can arrive by that merge, so what had left can go home. */
export function mergeAccept(draft: Draft, { mergeId, undo }: MergeAccept): Refused | null {
  const isAccepted = draft.state.accepting.includes(mergeId);
  if (undo && !isAccepted) return refuse('nothing-to-do', `merge ${mergeId} is not waited for`);
  if (!undo && isAccepted) return refuse('nothing-to-do', `merge ${mergeId} was accepted before`);
  mark(draft, { type: undo ? 'merge-withdrawn' : 'merge-accepted', mergeId });
  return null;
}

function leave(draft: Draft, lots: readonly Lot[]): void {
  for (const lot of lots) movePoints(draft, lot.state === 'pending' ? 'member:pending' : 'member:available', 'transfer', lot.points, lot);
}

/** Uses that a merge brought count here no more. Those of a period that is forgotten meanwhile are gone already. */
function uncount(draft: Draft, { rule, period, n, points }: Counter): void {
  const known = draft.state.counters.find((counter) => counter.rule === rule && counter.period === period);
  if (known === undefined) return;
  const [times, sum] = [Math.min(n, known.n), Math.min(points, known.points)];
  mark(draft, { type: 'counted', rule, period, times: -times, points: -sum, replaces: false });
}

/** With what of the order's lots expired by what leads this entry; null where nothing at all happened to it here. */
function withLed(draft: Draft, order: OrderSums): OrderSums | null {
  const { orderId, parts } = order;
  const led = draft.moves.flatMap((move) => (move.type === 'points' && move.to === 'program:expired' && move.order === orderId ? [move.points] : [])); // prettier-ignore
  const expired = led.reduce((sum, points) => sum + points, order.expired);
  return parts.length === 0 && expired === 0 ? null : { orderId, parts, expired };
}

/** What is left of the moved lots goes back, and with them the orders they came from, with all that happened to those here. */
function giveBack(draft: Draft, mergeId: string, { counters, orders }: Brought): void {
  const happened = orders.flatMap((order) => withLed(draft, order) ?? []);
  const isCarried = ({ source }: Lot): boolean => source.kind === 'order' && orders.some(({ orderId }) => orderId === source.ref);
  leave(draft, draft.state.lots.filter((lot) => lot.via.at(-1) === mergeId || isCarried(lot))); // prettier-ignore
  for (const counter of counters) uncount(draft, counter);
  for (const order of happened) mark(draft, { type: 'order-carried', ...negatedSums(order) });
  mark(draft, { type: 'merge-undone', mergeId });
}

/** Everything leaves, and the chain is closed; an undo takes only what is left of what the merge had brought. */
export function transferOut(draft: Draft, { mergeId, into, undo, brought }: TransferOut): Refused | null {
  if (undo) {
    if (brought === null) return refuse('nothing-to-do', `merge ${mergeId} brought nothing here`);
    giveBack(draft, mergeId, brought);
    return null;
  }
  if (draft.state.accepting.length > 0)
    return refuse('member-merged', 'this member is about to receive another; it cannot leave until then');
  leave(draft, draft.state.lots);
  for (const { points, reservationId } of draft.state.reservations) {
    movePoints(draft, 'member:reserved', 'transfer', points, null);
    mark(draft, { type: 'reservation-ended', reservationId });
  }
  movePoints(draft, 'transfer', 'member:deficit', draft.state.deficit, null);
  mark(draft, { type: 'closed', how: 'merged', into });
  return null;
}

/** A merge that brings points is remembered on top of those before it; the one that is undone is the last. */
function arrivingBirth(birth: LotBirth, { mergeId, undo }: TransferIn): LotBirth {
  if (!undo) return { ...birth, via: [...birth.via, mergeId] };
  return birth.via.at(-1) === mergeId ? { ...birth, via: birth.via.slice(0, -1) } : birth;
}

type Ids = (id: LotId) => LotId;

/** A lot keeps its id, so that what was spent of it before still finds it. Only where something here has that id it gets a new one. */
function arrivingIds(draft: Draft): Ids {
  const here = new Set(datedLots(draft.state).map(({ lotId: id }) => id));
  const renamed = new Map<LotId, LotId>();
  return (id) => {
    const known = renamed.get(id) ?? (here.has(id) ? lotId(`${newLotId(draft)}.${renamed.size}`) : id);
    renamed.set(id, known);
    here.add(known);
    return known;
  };
}

function arrive(draft: Draft, command: TransferIn, lot: TransferIn['lots'][number], idOf: Ids): void {
  const id = idOf(lot.lotId);
  // What became available on the way arrives available.
  const waits = lot.state === 'pending' && (lot.birth.availableAt === null || lot.birth.availableAt > draft.at);
  const to = waits ? 'member:pending' : 'member:available';
  const birth = arrivingBirth(lot.birth, command);
  const move = { type: 'points', at: draft.at, from: 'transfer', to, points: lot.points, lot: id, order: null, birth } as const;
  draft.moves.push(move);
  draft.state = applyMove(draft.state, move);
}

function arriveReserved(draft: Draft, command: TransferIn, reservation: Reservation, idOf: Ids): void {
  movePoints(draft, 'transfer', 'member:reserved', reservation.points, null);
  const renamed = (take: Take): Take => ({
    ...take,
    lotId: idOf(take.lotId),
    birth: arrivingBirth(take.birth, command),
  });
  mark(draft, { type: 'reservation-opened', reservation: { ...reservation, takes: reservation.takes.map(renamed) } });
}

/** Everything arrives as it left. `undo`: it comes home, from a merge that is undone or that could not be finished. */
export function transferIn(draft: Draft, command: TransferIn): Refused | null {
  const { mergeId, undo, lots, deficit, reservations, counters, orders } = command;
  const isExpected = undo ? draft.state.closed !== null : draft.state.accepting.includes(mergeId);
  if (!isExpected) return refuse('nothing-to-do', `merge ${mergeId} is not being received`);
  if (undo) mark(draft, { type: 'reopened' });
  const idOf = arrivingIds(draft);
  for (const lot of lots) arrive(draft, command, lot, idOf);
  for (const reservation of reservations) arriveReserved(draft, command, reservation, idOf);
  movePoints(draft, 'member:deficit', 'transfer', deficit, null);
  for (const { rule, period, n, points } of counters) mark(draft, { type: 'counted', rule, period, times: n, points, replaces: false });
  for (const order of orders) mark(draft, { type: 'order-carried', ...order });
  if (!undo) mark(draft, { type: 'merge-received', mergeId });
  payDeficit(draft);
  return null;
}
