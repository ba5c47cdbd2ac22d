// What stored entries of one chain did for an order or a reservation: sums over moves, read again for every decision, never kept by hand.
import type { LotId, MemberId, OrderId } from '../ids.ts';
import type { Given, Redeemed } from './command.ts';
import { parentOf } from './draft.ts';
import type { Entry, GivenPart, LotBirth, Move, OrderSums, ProgramBucket } from './entry.ts';
import type { Take } from './state.ts';

type Facts = Pick<Entry, 'kind' | 'moves' | 'order' | 'redemption'>;
const sumOf = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** One line per part: the sums of all of its changes. */
function byPart(changes: readonly GivenPart[]): GivenPart[] {
  return [...Map.groupBy(changes, ({ part }) => part)].map(([part, mine]) => ({
    part,
    points: sumOf(mine.map(({ points }) => points)),
    alreadyExpired: sumOf(mine.map(({ alreadyExpired }) => alreadyExpired)),
    writtenOff: sumOf(mine.map(({ writtenOff }) => writtenOff)),
  }));
}

/** What came or went with the order when a merge was undone. */
function carried(entries: readonly Facts[], orderId: OrderId): OrderSums[] {
  return entries.flatMap(({ moves }) => moves.flatMap((move) => (move.type === 'order-carried' && move.orderId === orderId ? [move] : [])));
}

/** Points of the order's own lots that expired; a late fact can take an expiry back, and then they have not. */
function expiredBy(move: Move, orderId: OrderId): number {
  if (move.type !== 'points') return 0;
  if (move.to === 'program:expired') return move.order === orderId ? move.points : 0;
  const source = move.from === 'program:expired' ? move.birth?.source : undefined;
  return source?.kind === 'order' && source.ref === orderId ? -move.points : 0;
}

export function givenTo(orderId: OrderId, entries: readonly Facts[]): Given {
  const mine = entries.flatMap(({ order }) => (order?.orderId === orderId ? [order] : []));
  const changes = mine.flatMap(({ parts }) => parts.map(({ delta, ...part }) => ({ ...part, points: delta })));
  const brought = carried(entries, orderId);
  const expired = sumOf(entries.flatMap(({ moves }) => moves.map((move) => expiredBy(move, orderId))));
  return {
    entries: mine.length,
    parts: byPart([...changes, ...brought.flatMap(({ parts }) => parts)]),
    expired: expired + sumOf(brought.map((each) => each.expired)),
  };
}

/** What several chains of one person did for an order, together. */
export function addGiven(all: readonly Given[]): Given {
  return {
    entries: sumOf(all.map(({ entries }) => entries)),
    parts: byPart(all.flatMap(({ parts }) => parts)),
    expired: sumOf(all.map(({ expired }) => expired)),
  };
}

/** The same sums with the other sign: what counts here no more counts there. */
export function negatedSums({ orderId, parts, expired }: OrderSums): OrderSums {
  const negatedPart = ({ part, points, alreadyExpired, writtenOff }: GivenPart): GivenPart => ({
    part,
    points: 0 - points,
    alreadyExpired: 0 - alreadyExpired,
    writtenOff: 0 - writtenOff,
  });
  return { orderId, parts: parts.map(negatedPart), expired: 0 - expired };
}

interface Away {
  points: number;
  birth: LotBirth;
}

/**
 * Adds up, lot by lot, what left for somewhere and came back; points that came back beside a lot count for the lot they had left. What left
 * of one lot comes back with one pair of dates: those with which the last of it left.
 */
function note(away: Map<LotId, Away>, place: ProgramBucket, move: Move): void {
  if (move.type !== 'points' || move.lot === null || move.birth === null) return;
  const amount = (move.to === place ? move.points : 0) - (move.from === place ? move.points : 0);
  if (amount === 0) return;
  const lot = amount > 0 || away.has(move.lot) ? move.lot : parentOf(move.lot);
  // What had been spent as a debt and comes back has no lot to come back to: it counts for none.
  if (amount < 0 && !away.has(lot)) return;
  const known = away.get(lot);
  away.set(lot, { points: (known?.points ?? 0) + amount, birth: amount > 0 ? move.birth : (known?.birth ?? move.birth) });
}

function takesOf(away: ReadonlyMap<LotId, Away>): Take[] {
  return [...away].map(([lotId, { points, birth }]) => ({ lotId, points, birth })).filter(({ points }) => points > 0);
}

/** An order that went back with an undone merge took along what of it had expired here. */
function forgetOrder(away: Map<LotId, Away>, orderId: OrderId): void {
  for (const [lot, { birth }] of away) if (birth.source.kind === 'order' && birth.source.ref === orderId) away.delete(lot);
}

/** Expiries of a chain that still stand, lot by lot, from its entries in sequence: what a late fact may take back. */
export function expiredIn(entries: readonly Facts[]): Take[] {
  const away = new Map<LotId, Away>();
  for (const { kind, moves } of entries) {
    for (const move of moves) {
      note(away, 'program:expired', move);
      if (kind === 'transfer-out' && move.type === 'order-carried') forgetOrder(away, move.orderId);
    }
  }
  return takesOf(away);
}

/** Points of an adjustment's own lots that expired and did not come back, from entries of whichever chain they ended in. */
export function expiredOfAdjustment(ref: string, entries: readonly Pick<Entry, 'moves'>[]): number {
  const signed = entries.flatMap(({ moves }) =>
    moves.map((move) => {
      if (move.type !== 'points' || move.birth?.source.kind !== 'adjustment' || move.birth.source.ref !== ref) return 0;
      return (move.to === 'program:expired' ? move.points : 0) - (move.from === 'program:expired' ? move.points : 0);
    }),
  );
  return sumOf(signed);
}

function isEndOf(move: Move, reservationId: string): boolean {
  return move.type === 'reservation-ended' && move.reservationId === reservationId;
}

/** What was done with a reservation, from entries in any order: after a merge its story is told in several chains. */
export function redeemedBy(reservationId: string, entries: readonly Facts[]): Redeemed {
  const mine = entries.filter(({ redemption }) => redemption?.reservationId === reservationId).toSorted((a, b) => (a.redemption?.n ?? 0) - (b.redemption?.n ?? 0)); // prettier-ignore
  const spent = new Map<LotId, Away>();
  for (const { moves } of mine) for (const move of moves) note(spent, 'program:redeemed', move);
  const lots = takesOf(spent);
  const writtenOff = sumOf(mine.map(({ redemption }) => redemption?.writtenOff ?? 0));
  const released = entries.some(({ kind, moves }) => kind === 'release' && moves.some((move) => isEndOf(move, reservationId)));
  const ended = mine.length > 0 ? 'settled' : released ? 'released' : null;
  return { entries: mine.length, settled: sumOf(mine.map(({ redemption }) => redemption?.delta ?? 0)), writtenOff, lots, ended };
}

/**
 * `nowhere`: it was never set aside, or is over. `moving`: it left with a merge that has not arrived yet. `erased`: its points were written off
 * with the chain that held them.
 */
export type Whereabouts = { readonly kind: 'nowhere' | 'moving' | 'erased' } | { readonly kind: 'held'; readonly by: MemberId };

/** Which chain holds an open reservation, from all entries about it: a merge moves it, and it stays where it is when that merge is undone. */
export function whereabouts(reservationId: string, entries: readonly Pick<Entry, 'memberId' | 'kind' | 'moves'>[]): Whereabouts {
  const open = new Map<MemberId, number>();
  let moving = 0;
  let erased = false;
  for (const { memberId, kind, moves } of entries) {
    for (const move of moves) {
      const isOpening = move.type === 'reservation-opened' && move.reservation.reservationId === reservationId;
      if (!isOpening && !isEndOf(move, reservationId)) continue;
      open.set(memberId, (open.get(memberId) ?? 0) + (isOpening ? 1 : -1));
      if (kind === 'erase') erased = true;
      if (kind === (isOpening ? 'transfer-in' : 'transfer-out')) moving += isOpening ? -1 : 1;
    }
  }
  const [by] = [...open].find(([, times]) => times > 0) ?? [];
  if (by !== undefined) return { kind: 'held', by };
  return { kind: moving > 0 ? 'moving' : erased ? 'erased' : 'nowhere' };
}
