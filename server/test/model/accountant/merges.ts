// Two chains become one person, and perhaps two again; and a person is forgotten.
import type { MergeAccept, TransferIn, TransferOut } from '../../../src/loyalty/ledger/command.ts';
import type { Books, Merge, Point } from './books.ts';
import { isHeld, payDebt, put } from './points.ts';
import { done, no, type Case, type Verdict } from './verdict.ts';

const onTheWay = (mergeId: string): string => `on the way: ${mergeId}`;

function hand(points: readonly Point[], owner: string): void {
  for (const point of points) point.owner = owner;
}

function stopWaiting(books: Books, chain: string, mergeId: string): void {
  books.accepted = books.accepted.filter((each) => !(each.chain === chain && each.merge === mergeId));
}

export function mergeAccept({ books, chain }: Case, { mergeId, undo }: MergeAccept): Verdict {
  const isAccepted = books.accepted.some((each) => each.chain === chain && each.merge === mergeId);
  if (isAccepted !== undo) return no('nothing-to-do');
  if (undo) stopWaiting(books, chain, mergeId);
  else books.accepted.push({ chain, merge: mergeId });
  return done;
}

function leave({ books, chain }: Case, { mergeId, into }: TransferOut): Verdict {
  if (books.accepted.some((each) => each.chain === chain)) return no('member-merged');
  const way = onTheWay(mergeId);
  const all = books.points.filter((p) => p.owner === chain && (isHeld(p) || p.place === 'reserved'));
  for (const point of all) point.via = [...point.via, mergeId];
  hand(all, way);
  for (const hold of books.holds) if (hold.owner === chain && hold.state === 'open') hold.owner = way;
  for (const each of books.uses) if (each.chains.includes(chain)) each.chains = [...each.chains, way];
  books.merges.push({ id: mergeId, from: chain, into, state: 'left', debt: books.debts[chain] ?? 0, linesBefore: 0 });
  books.debts[chain] = 0;
  books.closed[chain] = { how: 'merged', into };
  return done;
}

/** The chains that were part of the one that left, when it left. */
function cameWith({ closed }: Books, chain: string, from: string): boolean {
  if (chain === from) return true;
  const end = closed[chain];
  return end?.how === 'merged' && end.into !== null && cameWith({ closed } as Books, end.into, from);
}

/** Orders that the target knows only because of the merge: the other side had them, and here nothing was written about them before. */
function ordersOf(books: Books, { from, into, linesBefore }: Merge): Set<string> {
  const theirs = books.lines.filter((line) => cameWith(books, line.chain, from)).map(({ order }) => order);
  const own = new Set(books.lines.filter((line, index) => line.chain === into && index < linesBefore).map(({ order }) => order));
  return new Set(theirs.filter((order) => !own.has(order)));
}

function goBack({ books, chain }: Case, { mergeId }: TransferOut): Verdict {
  const merge = books.merges.find((each) => each.id === mergeId && each.into === chain && each.state === 'received');
  if (merge === undefined) return no('nothing-to-do');
  const way = onTheWay(mergeId);
  const orders = ordersOf(books, merge);
  const isOfOrders = ({ source }: Point): boolean => source.kind === 'order' && source.ref !== null && orders.has(source.ref);
  const mine = books.points.filter((p) => p.owner === chain);
  const back = mine.filter((p) => (isHeld(p) && (p.via.at(-1) === mergeId || isOfOrders(p))) || (p.place === 'expired' && isOfOrders(p)));
  for (const point of back) if (point.via.at(-1) === mergeId) point.via = point.via.slice(0, -1);
  hand(back, way);
  // An order goes back with all that happened to it here; what the merge brought of uses counts here no more.
  books.lines = books.lines.map((line) => (line.chain === chain && orders.has(line.order) ? { ...line, chain: way } : line));
  for (const use of books.uses) if (use.chains.includes(way)) use.chains = use.chains.filter((each) => each !== way && each !== chain);
  merge.state = 'returning';
  return done;
}

export function transferOut(given: Case, command: TransferOut): Verdict {
  return command.undo ? goBack(given, command) : leave(given, command);
}

/** Points keep their lot on the way, unless something here is called the same. */
function nameLots(books: Books, chain: string, arriving: readonly Point[]): void {
  const here = new Set(books.points.filter((p) => p.owner === chain && (isHeld(p) || p.place === 'reserved')).map(({ lot }) => lot));
  const moving = arriving.filter((p) => here.has(p.lot) && (isHeld(p) || p.place === 'reserved'));
  for (const group of Map.groupBy(moving, ({ lot }) => lot).values()) {
    books.lots += 1;
    for (const point of group) point.lot = books.lots;
  }
}

function welcome({ books, chain, at }: Case, way: string): void {
  const arriving = books.points.filter((p) => p.owner === way);
  nameLots(books, chain, arriving);
  hand(arriving, chain);
  // Points that became available on the way arrive available, and are among those that pay the debt they meet.
  put(arriving.filter((p) => p.place === 'pending' && p.availableAt !== null && p.availableAt <= at), 'available'); // prettier-ignore
  for (const hold of books.holds) if (hold.owner === way) hold.owner = chain;
}

/** Home again, from a merge that is undone, or from one that could not be finished: then with everything. */
function comeHome(given: Case, merge: Merge): void {
  const { books, chain } = given;
  const way = onTheWay(merge.id);
  const unfinished = merge.state === 'left';
  if (unfinished) {
    for (const point of books.points) if (point.owner === way) point.via = point.via.slice(0, -1);
    for (const use of books.uses) use.chains = use.chains.filter((each) => each !== way);
    books.debts[chain] = (books.debts[chain] ?? 0) + merge.debt;
  }
  welcome(given, way);
  books.lines = books.lines.map((line) => (line.chain === way ? { ...line, chain } : line));
  delete books.closed[chain];
  merge.state = 'undone';
}

function receive(given: Case, merge: Merge): void {
  const { books, chain } = given;
  const way = onTheWay(merge.id);
  welcome(given, way);
  for (const each of books.uses) if (each.chains.includes(way)) each.chains = [...each.chains, chain];
  stopWaiting(books, chain, merge.id);
  books.debts[chain] = (books.debts[chain] ?? 0) + merge.debt;
  merge.state = 'received';
  merge.linesBefore = books.lines.length;
}

export function transferIn(given: Case, { mergeId, undo }: TransferIn): Verdict {
  const { books, chain, at } = given;
  const merge = books.merges.find((each) => each.id === mergeId);
  const accepted = books.accepted.some((each) => each.chain === chain && each.merge === mergeId);
  const onItsWayHome = merge?.from === chain && (merge.state === 'returning' || merge.state === 'left');
  if (merge === undefined || !(undo ? onItsWayHome : merge.state === 'left' && accepted)) return no('nothing-to-do');
  if (undo) comeHome(given, merge);
  else receive(given, merge);
  payDebt(books, chain, at);
  return done;
}

export function erase({ books, chain }: Case): Verdict {
  put(books.points.filter((p) => p.owner === chain && (isHeld(p) || p.place === 'reserved')), 'gone'); // prettier-ignore
  books.debts[chain] = 0;
  books.closed[chain] = { how: 'erased', into: null };
  return done;
}
