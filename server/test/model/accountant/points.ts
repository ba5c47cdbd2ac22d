// What happens to single points as time passes and as they are given, taken and brought back.
import type { LotSource } from '../../../src/loyalty/ledger/entry.ts';
import { POINTS_MAX } from '../../../src/loyalty/points.ts';
import type { DatesNow } from '../../../src/loyalty/ledger/command.ts';
import type { Books, Place, Point } from './books.ts';

export const isHeld = (point: Point): boolean => point.place === 'pending' || point.place === 'available';
export const isOver = (point: Point, at: number): boolean => point.expiresAt !== null && point.expiresAt <= at;
export const isAmount = (points: number): boolean => Number.isSafeInteger(points) && points > 0 && points <= POINTS_MAX;

/** The soonest-expiring available point first; equal expiry: the oldest first. */
export function inSpendingOrder(points: readonly Point[]): Point[] {
  const end = (point: Point): number => point.expiresAt ?? Infinity;
  return points.toSorted((a, b) => (end(a) === end(b) ? a.issuedAt - b.issuedAt || a.lot - b.lot : end(a) < end(b) ? -1 : 1));
}

/** What may be spent now: points that have expired are never spent, whether or not their expiry was posted. */
export function spendable(books: Books, chain: string, at: number): Point[] {
  return inSpendingOrder(books.points.filter((p) => p.owner === chain && p.place === 'available' && !isOver(p, at)));
}

/** The rules do not say which of two lots of one instant and one end goes first; where that decides, a life is not followed further. */
export class Unspecified extends Error {}

/** The first so many of a row; it must not end between two lots that stand in the row by accident. */
export function first(row: readonly Point[], points: number): Point[] {
  const [last, next] = [row[points - 1], row[points]];
  const isTied = (a: Point, b: Point): boolean => a.expiresAt === b.expiresAt && a.issuedAt === b.issuedAt && a.place === b.place;
  if (last !== undefined && next !== undefined && isTied(last, next) && row.some((p) => isTied(p, last) && p.lot !== last.lot)) {
    throw new Unspecified();
  }
  return row.slice(0, points);
}

export function put(points: readonly Point[], where: Place, by: string | null = null): void {
  for (const point of points) {
    point.place = where;
    point.by = by;
  }
}

/** Available points pay a debt at once, in spending order. */
export function payDebt(books: Books, chain: string, at: number, stillGoodAt: number = at): void {
  const paid = first(spendable(books, chain, stillGoodAt), books.debts[chain] ?? 0);
  put(paid, 'gone');
  if (paid.length > 0) books.debts[chain] = (books.debts[chain] ?? 0) - paid.length;
}

/** The naive clock: it visits every instant. Points mature, then pay a debt, then expire: so what expires just now still pays. */
export function passTime(books: Books, chain: string, until: number): void {
  const last = books.lastAt[chain] ?? -1;
  for (let now = last + 1; now <= until; now += 1) {
    const maturing = books.points.filter(
      (p) => p.owner === chain && p.place === 'pending' && p.availableAt !== null && p.availableAt <= now,
    );
    put(maturing, 'available');
    if (maturing.length > 0) payDebt(books, chain, now, now - 1);
  }
  books.lastAt[chain] = Math.max(last, until);
}

/** Writes down what has expired, as far as the store's news is complete; says how many points. */
export function postExpiries(books: Books, chain: string, until: number): number {
  const over = books.points.filter((p) => p.owner === chain && isHeld(p) && isOver(p, until));
  put(over, 'expired');
  return over.length;
}

export interface Arrival {
  readonly source: LotSource;
  readonly points: number;
  readonly issuedAt: number;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
}

/** Points that arrive together. */
export function place(books: Books, chain: string, { points, ...lot }: Arrival, at: number): void {
  books.lots += 1;
  const where: Place = lot.availableAt !== null && lot.availableAt <= at ? 'available' : 'pending';
  const common = { owner: chain, place: where, by: null, lot: books.lots, graced: false, via: [], rank: 0, ...lot };
  for (let n = 0; n < points; n += 1) books.points.push({ ...common });
}

/** What has arrived and is available pays a debt at once. */
export function arrive(books: Books, chain: string, arrival: Arrival, at: number): void {
  place(books, chain, arrival, at);
  payDebt(books, chain, at);
}

const isAlike = (a: Point, b: Point): boolean =>
  a.expiresAt === b.expiresAt &&
  a.graced === b.graced &&
  a.via.join() === b.via.join() &&
  (a.place === 'pending') === (b.place === 'pending') &&
  (a.place !== 'pending' || a.availableAt === b.availableAt);

/** Points of one lot are alike: those that come back otherwise, or with an end that no other of it has, are a lot of their own. */
export function rejoin(books: Books, chain: string, back: readonly Point[], hasNewEnd: (point: Point) => boolean = () => false): void {
  for (const [lot, group] of Map.groupBy(back, (p) => p.lot)) {
    const [one] = group;
    const there = books.points.find(
      (p) => p.owner === chain && p.lot === lot && (isHeld(p) || p.place === 'reserved') && !group.includes(p),
    );
    if (one === undefined || (there === undefined ? !hasNewEnd(one) : isAlike(there, one))) continue;
    books.lots += 1;
    for (const point of group) point.lot = books.lots;
  }
}

/** The end that a point's order gives its part now; what had its grace, or what no order earned, keeps its own. */
function endNow(point: Point, { parts }: DatesNow): number | null {
  const now = parts.find(
    ({ orderId, part }) => point.source.kind === 'order' && point.source.ref === orderId && point.source.part === part,
  );
  return now === undefined || point.graced ? point.expiresAt : now.expiresAt;
}

/** Points come back from a reward: over for good, unless this is their first time; then they stay a while after their own end (null: never). */
export function comeBack(books: Books, chain: string, points: readonly Point[], at: number, graceMs: number | null, now?: DatesNow): void {
  const before = new Map(points.map((point) => [point, { ...point }]));
  for (const point of points) {
    if (now !== undefined) point.expiresAt = endNow(point, now);
    if (graceMs !== null && isOver(point, at) && !point.graced) {
      point.expiresAt = (point.expiresAt ?? 0) + graceMs;
      point.graced = true;
    }
    point.owner = chain;
  }
  put(points, 'available');
  rejoin(books, chain, points, (point) => point.expiresAt !== before.get(point)?.expiresAt || point.graced !== before.get(point)?.graced);
  payDebt(books, chain, at);
}
