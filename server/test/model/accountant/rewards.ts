// Spending: points are set aside, spent, and come back.
import type { Release, Reserve, ReturnSpent, Settle } from '../../../src/loyalty/ledger/command.ts';
import { groupOf, type Hold, type Point } from './books.ts';
import { limitReached, use } from './limits.ts';
import { arrive, comeBack, isAmount, put, payDebt, first, rejoin, spendable, Unspecified } from './points.ts';
import { no, type Case, type Verdict } from './verdict.ts';

const placeOf = (rewardId: string, cart: string | null): string => `${rewardId}/${cart}`;

function holdOf({ books, chain }: Case, id: string): Hold | undefined {
  const group = groupOf(books, chain);
  return books.holds.find((hold) => hold.id === id && group.includes(hold.owner));
}

const by = ({ books }: Case, id: string, place: 'reserved' | 'redeemed'): Point[] =>
  books.points.filter((p) => p.place === place && p.by === id);

/** In the order they were set aside, so that the first to go is the first that would have been spent. */
const heldBy = (given: Case, id: string): Point[] => by(given, id, 'reserved').toSorted((a, b) => a.rank - b.rank);

export function reserve(given: Case, command: Reserve): Verdict {
  const { books, chain, at } = given;
  const place = placeOf(command.rewardId, command.cart);
  if (!isAmount(command.points)) return no('amount-invalid');
  const taken = first(spendable(books, chain, at), command.points);
  const names = [
    ...((books.debts[chain] ?? 0) > 0 || taken.length < command.points ? (['not-enough-points'] as const) : []),
    ...(limitReached(given, command.limit, command.points) ? (['cap-reached'] as const) : []),
  ];
  if (books.holds.some((hold) => hold.owner === chain && hold.state === 'open' && hold.place === place)) return no();
  if (names.length > 0) return no(...names);
  put(taken, 'reserved', command.reservationId);
  taken.forEach((point, rank) => (point.rank = rank));
  books.holds.push({ id: command.reservationId, owner: chain, place, openedAt: at, state: 'open', owed: 0, forgiven: 0 });
  use(given, command.limit, command.points);
  return { is: 'accepted' };
}

/** What was spent of one lot on one reward comes back alike: as the last of it left. */
function alike(given: Case, reservationId: string, spentNow: readonly Point[]): void {
  for (const { lot, expiresAt, graced, via } of spentNow) {
    for (const point of by(given, reservationId, 'redeemed')) if (point.lot === lot) Object.assign(point, { expiresAt, graced, via });
  }
}

export function settle(given: Case, { reservationId, target }: Settle): Verdict {
  const { books, chain, at, rules } = given;
  const hold = holdOf(given, reservationId);
  if (hold === undefined) return no('unknown-reservation');
  const spent = by(given, reservationId, 'redeemed').length + hold.owed + hold.forgiven;
  if (hold.state !== 'open' && target <= spent) return no('already-settled', 'nothing-to-do', 'already-released');
  const wasOpen = hold.state === 'open';
  const held = heldBy(given, reservationId);
  const spentNow = first(held, target);
  put(spentNow, 'redeemed', reservationId);
  alike(given, reservationId, spentNow);
  comeBack(books, chain, held.slice(target), at, rules.graceMs);
  const wanted = target - spent - Math.min(held.length, target);
  const others = first(spendable(books, chain, at), wanted);
  put(others, 'redeemed', reservationId);
  alike(given, reservationId, others);
  others.forEach((point, rank) => (point.rank = target + rank));
  const missing = wanted - others.length;
  const forgiven = rules.negative === 'write-off';
  hold.forgiven += forgiven ? missing : 0;
  hold.owed += forgiven ? 0 : missing;
  books.debts[chain] = (books.debts[chain] ?? 0) + (forgiven ? 0 : missing);
  hold.state = 'settled';
  hold.owner = chain;
  const accepted = { is: 'accepted', redeemed: target - spent } as const;
  return wasOpen && target === 0 ? { ...accepted, orRefused: true } : accepted;
}

export function release(given: Case, { reservationId, why }: Release): Verdict {
  const { books, chain, at, rules } = given;
  const hold = holdOf(given, reservationId);
  if (hold === undefined) return no('unknown-reservation');
  if (hold.state === 'settled') return no('already-settled');
  if (hold.state === 'released') return no('already-released');
  const held = heldBy(given, reservationId);
  hold.state = 'released';
  if (why !== 'failure') comeBack(books, chain, held, at, rules.graceMs);
  else {
    for (const point of held) point.expiresAt = point.expiresAt === null ? null : point.expiresAt + (at - hold.openedAt);
    put(held, 'available');
    rejoin(books, chain, held, (point) => point.expiresAt !== null && at > hold.openedAt);
    payDebt(books, chain, at);
  }
  return { is: 'accepted' };
}

/** How many of each lot come back: in proportion, the largest remainder gets what is left over; equal remainders: the first lot. */
export function inProportion(amounts: readonly number[], back: number): number[] {
  const all = Math.max(1, amounts.reduce((a, b) => a + b, 0)); // prettier-ignore
  const shares = amounts.map((amount) => Math.floor((amount * back) / all));
  const remainders = amounts.map((amount, index) => ({ index, rest: (amount * back) % all })).toSorted((a, b) => b.rest - a.rest);
  let left = back - shares.reduce((a, b) => a + b, 0);
  // Which of two equal remainders is the larger one, the rules leave open.
  if (left > 0 && remainders[left - 1]?.rest === remainders[left]?.rest) throw new Unspecified();
  for (const { index } of remainders) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

export function returnSpent(given: Case, { reservationId, target, datesNow }: ReturnSpent): Verdict {
  const { books, chain, at, rules } = given;
  const hold = holdOf(given, reservationId);
  if (hold === undefined) return no('unknown-reservation');
  const points = by(given, reservationId, 'redeemed');
  const spent = points.length + hold.owed + hold.forgiven;
  if (hold.state !== 'settled') return no();
  if (target >= spent) return no('nothing-to-do');
  const lots = [...Map.groupBy(points.toSorted((a, b) => a.rank - b.rank), (p) => p.lot).values()]; // prettier-ignore
  const back = spent - target;
  const toLots = Math.min(back, points.length);
  const shares = inProportion(lots.map((lot) => lot.length), toLots); // prettier-ignore
  // What was spent without points: a forgiven debt is only taken off the books, an owed one is owed no more; if other points paid it
  // meanwhile, it comes back as points that never end.
  const neverThere = Math.min(back - toLots, hold.forgiven);
  const unowed = back - toLots - neverThere;
  const stillOwed = Math.min(unowed, books.debts[chain] ?? 0);
  hold.owner = chain;
  hold.forgiven -= neverThere;
  hold.owed -= unowed;
  books.debts[chain] = (books.debts[chain] ?? 0) - stillOwed;
  comeBack(books, chain, lots.flatMap((lot, index) => lot.slice(0, shares[index])), at, rules.graceMs, datesNow); // prettier-ignore
  const source = { kind: 'adjustment', ref: 'returned', part: null } as const;
  arrive(books, chain, { source, points: unowed - stillOwed, issuedAt: at, availableAt: at, expiresAt: null }, at);
  return { is: 'accepted', redeemed: -back };
}
