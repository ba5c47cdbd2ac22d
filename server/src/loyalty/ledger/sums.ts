// What stored entries of one chain did for an order or a reservation: sums over moves, read again for every decision, never kept by hand.
import type { LotId, OrderId } from '../ids.ts';
import type { Given, GivenPart, Redeemed } from './command.ts';
import { parentOf } from './draft.ts';
import type { Entry, LotBirth, Move, PartChange } from './entry.ts';
import type { Take } from './state.ts';

type Facts = Pick<Entry, 'kind' | 'moves' | 'order' | 'redemption'>;
const sumOf = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

function partOf(name: string, changes: readonly PartChange[]): GivenPart {
  const mine = changes.filter(({ part }) => part === name);
  return {
    part: name,
    points: sumOf(mine.map(({ delta }) => delta)),
    alreadyExpired: sumOf(mine.map(({ alreadyExpired }) => alreadyExpired)),
    writtenOff: sumOf(mine.map(({ writtenOff }) => writtenOff)),
  };
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
  const changes = mine.flatMap(({ parts }) => parts);
  const names = [...new Set(changes.map(({ part }) => part))];
  const expired = sumOf(entries.flatMap(({ moves }) => moves.map((move) => expiredBy(move, orderId))));
  return { entries: mine.length, parts: names.map((name) => partOf(name, changes)), expired };
}

/** What several chains of one person did for an order, together. */
export function addGiven(all: readonly Given[]): Given {
  const parts = all.flatMap((given) => given.parts);
  const names = [...new Set(parts.map(({ part }) => part))];
  const summed = names.map((name) => {
    const mine = parts.filter(({ part }) => part === name);
    const sum = (pick: (part: GivenPart) => number): number => sumOf(mine.map(pick));
    return { part: name, points: sum((p) => p.points), alreadyExpired: sum((p) => p.alreadyExpired), writtenOff: sum((p) => p.writtenOff) };
  });
  return { entries: sumOf(all.map(({ entries }) => entries)), parts: summed, expired: sumOf(all.map(({ expired }) => expired)) };
}

interface Spent {
  points: number;
  birth: LotBirth;
}

/** Adds up, lot by lot, what left for a reward and came back; points that came back beside a lot count for the lot they had left. */
function note(spent: Map<LotId, Spent>, move: Move): void {
  if (move.type !== 'points' || move.lot === null || move.birth === null) return;
  const amount = (move.to === 'program:redeemed' ? move.points : 0) - (move.from === 'program:redeemed' ? move.points : 0);
  if (amount === 0) return;
  const lot = amount > 0 || spent.has(move.lot) ? move.lot : parentOf(move.lot);
  // What had been spent as a debt and comes back has no lot to come back to: it counts for none.
  if (amount < 0 && !spent.has(lot)) return;
  const known = spent.get(lot);
  spent.set(lot, { points: (known?.points ?? 0) + amount, birth: known?.birth ?? move.birth });
}

function isEndOf(move: Move, reservationId: string): boolean {
  return move.type === 'reservation-ended' && move.reservationId === reservationId;
}

export function redeemedBy(reservationId: string, entries: readonly Facts[]): Redeemed {
  const spent = new Map<LotId, Spent>();
  const mine = entries.filter(({ redemption }) => redemption?.reservationId === reservationId);
  for (const { moves } of mine) for (const move of moves) note(spent, move);
  const lots: Take[] = [...spent].map(([lotId, { points, birth }]) => ({ lotId, points, birth })).filter(({ points }) => points > 0); // prettier-ignore
  const writtenOff = sumOf(mine.map(({ redemption }) => redemption?.writtenOff ?? 0));
  const released = entries.some(({ kind, moves }) => kind === 'release' && moves.some((move) => isEndOf(move, reservationId)));
  const ended = mine.length > 0 ? 'settled' : released ? 'released' : null;
  return { entries: mine.length, settled: sumOf(mine.map(({ redemption }) => redemption?.delta ?? 0)), writtenOff, lots, ended };
}
