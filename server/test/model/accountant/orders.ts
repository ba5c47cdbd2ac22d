// Earning is restated: an order's parts get the difference between what they deserve and what they were given.
import type { SettleOrder, Tranche } from '../../../src/loyalty/ledger/command.ts';
import type { PartChange } from '../../../src/loyalty/ledger/entry.ts';
import { groupOf, type OrderLine, type Point } from './books.ts';
import { arrive, inSpendingOrder, isHeld, isOver, payDebt, put, first, spendable, Unspecified } from './points.ts';
import { no, type Case, type Verdict } from './verdict.ts';

type Amounts = Pick<OrderLine, 'points' | 'alreadyExpired' | 'writtenOff'>;

function linesOf({ books, chain }: Case, order: string): OrderLine[] {
  const group = groupOf(books, chain);
  return books.lines.filter((line) => line.order === order && group.includes(line.chain));
}

const total = (lines: readonly OrderLine[], what: keyof Amounts): number => lines.reduce((sum, line) => sum + line[what], 0);

function givenSoFar(given: Case, order: string, part: string): Amounts {
  const lines = linesOf(given, order).filter((line) => line.part === part);
  return { points: total(lines, 'points'), alreadyExpired: total(lines, 'alreadyExpired'), writtenOff: total(lines, 'writtenOff') };
}

const isOf = (point: Point, order: string): boolean => point.source.kind === 'order' && point.source.ref === order;

/** Points of the order that expired unspent and were not counted by an earlier reversal. */
function expiredUncounted(given: Case, order: string): number {
  const group = groupOf(given.books, given.chain);
  const over = (p: Point): boolean => p.place === 'expired' || (isHeld(p) && isOver(p, given.at));
  const expired = given.books.points.filter((p) => isOf(p, order) && group.includes(p.owner) && over(p)).length;
  return Math.max(0, expired - total(linesOf(given, order), 'alreadyExpired'));
}

function takeBack(given: Case, order: string, part: string, points: number): Amounts {
  const { books, chain, at, rules } = given;
  const own = books.points.filter((p) => p.owner === chain && isOf(p, order) && p.source.part === part && isHeld(p) && !isOver(p, at));
  const waiting = own.filter((p) => p.place === 'pending');
  const ownFirst = first([...waiting, ...inSpendingOrder(own.filter((p) => p.place === 'available'))], points);
  put(ownFirst, 'gone');
  const alreadyExpired = Math.min(points - ownFirst.length, expiredUncounted(given, order));
  // A reduction closes what is over of its order, also where expiries still wait for news: new dates do not bring it back.
  put(books.points.filter((p) => p.owner === chain && isOf(p, order) && isHeld(p) && isOver(p, at)), 'expired'); // prettier-ignore
  const others = first(spendable(books, chain, at), points - ownFirst.length - alreadyExpired);
  put(others, 'gone');
  const missing = points - ownFirst.length - alreadyExpired - others.length;
  const writtenOff = rules.negative === 'write-off' ? missing : 0;
  books.debts[chain] = (books.debts[chain] ?? 0) + missing - writtenOff;
  return { points: -points, alreadyExpired, writtenOff };
}

function giveMore(given: Case, order: string, tranche: Tranche, points: number): Amounts {
  const { books, chain, at } = given;
  const before = givenSoFar(given, order, tranche.part);
  const staysExpired = Math.min(points, before.alreadyExpired);
  const owedAgain = Math.min(points - staysExpired, before.writtenOff);
  books.debts[chain] = (books.debts[chain] ?? 0) + owedAgain;
  const { part, availableAt, expiresAt } = tranche;
  arrive(
    books,
    chain,
    { source: { kind: 'order', ref: order, part }, points: points - staysExpired, issuedAt: at, availableAt, expiresAt },
    at,
  );
  return { points, alreadyExpired: 0 - staysExpired, writtenOff: 0 - owedAgain };
}

/** What is still there of the part, or set aside, gets its dates; an available point does not wait again, and a graced one keeps its end. */
function giveDates({ books, chain, at }: Case, order: string, { part, availableAt, expiresAt }: Tranche): boolean {
  let changed = false;
  for (const point of books.points) {
    const isItsOwn = point.owner === chain && isOf(point, order) && point.source.part === part;
    if (!isItsOwn || !(isHeld(point) || point.place === 'reserved')) continue;
    if (!point.graced && point.expiresAt !== expiresAt) {
      point.expiresAt = expiresAt;
      changed = true;
    }
    if (point.place !== 'pending' || point.availableAt === availableAt) continue;
    point.availableAt = availableAt;
    changed = true;
    if (availableAt !== null && availableAt <= at) point.place = 'available';
  }
  payDebt(books, chain, at);
  return changed;
}

/** An erased member's orders are still counted, but no point moves to or from the member. */
function countOnly(points: number): Amounts {
  return { points, alreadyExpired: 0, writtenOff: 0 };
}

const heldElsewhere = ({ books, chain }: Case, order: string): number =>
  books.points.filter((p) => p.owner === chain && isHeld(p) && !isOf(p, order)).length;

/** A reduced part that has nothing of its own left may have taken from another part, or counted another's expiry as its own. */
function crossesParts(parts: readonly PartChange[], { books, chain }: Case, order: string): boolean {
  const left = (part: string): number =>
    books.points.filter((p) => p.owner === chain && isOf(p, order) && p.source.part === part && isHeld(p)).length;
  return parts.some(
    ({ part, delta, alreadyExpired, writtenOff }) =>
      (delta < 0 && left(part) === 0 && books.lines.some((line) => line.order === order && line.part !== part)) ||
      alreadyExpired !== 0 ||
      writtenOff !== 0,
  );
}

interface Difference {
  readonly part: string;
  readonly tranche: Tranche | null;
  readonly delta: number;
}

/** Reductions come first, so that what one part gives back may be what another one gets. */
function differences(given: Case, order: string, deserved: readonly Tranche[]): Difference[] {
  const names = new Set([...linesOf(given, order).map(({ part }) => part), ...deserved.map(({ part }) => part)]);
  const all = [...names].toSorted().map((part) => {
    const tranche = deserved.find((each) => each.part === part) ?? null;
    return { part, tranche, delta: (tranche?.points ?? 0) - givenSoFar(given, order, part).points };
  });
  return [...all.filter(({ delta }) => delta < 0), ...all.filter(({ delta }) => delta >= 0)];
}

function change(given: Case, order: string, { part, tranche, delta }: Difference): Amounts {
  if (given.books.closed[given.chain]?.how === 'erased') return countOnly(delta);
  // A part of which too much was taken back (its merge was undone) and that is not deserved here: nothing says when, so it does not wait.
  const undated = { part, points: 0, availableAt: given.at, expiresAt: null };
  return delta > 0 ? giveMore(given, order, tranche ?? undated, delta) : takeBack(given, order, part, -delta);
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** Which of an order's parts goes first the rules leave open; it matters when one of several takes from elsewhere or meets a debt. */
function followOnlyIfOrderless(several: boolean, { books, chain }: Case, owedBefore: number, tookElsewhere: boolean): void {
  if (several && (owedBefore > 0 || (books.debts[chain] ?? 0) > 0 || tookElsewhere)) throw new Unspecified();
}

export function settleOrder(given: Case, { orderId, deserved }: SettleOrder): Verdict {
  const { books, chain } = given;
  const owedBefore = books.debts[chain] ?? 0;
  const othersBefore = heldElsewhere(given, orderId);
  const erased = books.closed[chain]?.how === 'erased';
  const alive = deserved.filter(({ points }) => points > 0 && !erased);
  const dated = alive.map((tranche) => giveDates(given, orderId, tranche));
  const parts: PartChange[] = [];
  for (const difference of differences(given, orderId, deserved)) {
    if (difference.delta === 0) continue;
    const amounts = change(given, orderId, difference);
    books.lines.push({ chain, order: orderId, part: difference.part, ...amounts });
    parts.push({ part: difference.part, delta: difference.delta, alreadyExpired: amounts.alreadyExpired, writtenOff: amounts.writtenOff });
  }
  const several = new Set([...parts.map(({ part }) => part), ...alive.filter((_, n) => dated[n]).map(({ part }) => part)]).size > 1;
  followOnlyIfOrderless(several, given, owedBefore, crossesParts(parts, given, orderId) || heldElsewhere(given, orderId) < othersBefore);
  if (parts.length === 0 && !dated.includes(true)) return no('nothing-to-do');
  const order = { deserved: sum(deserved.map(({ points }) => points)), delta: sum(parts.map(({ delta }) => delta)), parts };
  return { is: 'accepted', order };
}
