// Two chains become one person, and perhaps two again; and a person is forgotten.
import type { MergeAccept, TransferIn, TransferOut } from '../../../src/loyalty/ledger/command.ts';
import type { Point } from './books.ts';
import { isHeld, payDebt, put } from './points.ts';
import { done, eitherWay, no, type Case, type Verdict } from './verdict.ts';

const onTheWay = (mergeId: string): string => `on the way: ${mergeId}`;

function hand(points: readonly Point[], owner: string): void {
  for (const point of points) point.owner = owner;
}

export function mergeAccept({ books, chain }: Case, { mergeId }: MergeAccept): Verdict {
  if (books.accepted.some((each) => each.chain === chain && each.merge === mergeId)) return no('nothing-to-do');
  books.accepted.push({ chain, merge: mergeId });
  return done;
}

function leave({ books, chain }: Case, { mergeId, into }: TransferOut): Verdict {
  if (books.accepted.some((each) => each.chain === chain)) return no();
  const way = onTheWay(mergeId);
  const all = books.points.filter((p) => p.owner === chain && (isHeld(p) || p.place === 'reserved'));
  for (const point of all) point.via = [...point.via, mergeId];
  hand(all, way);
  for (const hold of books.holds) if (hold.owner === chain && hold.state === 'open') hold.owner = way;
  for (const each of books.uses) if (each.chains.includes(chain)) each.chains = [...each.chains, way];
  books.merges.push({ id: mergeId, from: chain, into, state: 'left', debt: books.debts[chain] ?? 0 });
  books.debts[chain] = 0;
  books.closed[chain] = { how: 'merged', into };
  return done;
}

function goBack({ books, chain }: Case, { mergeId }: TransferOut): Verdict {
  const merge = books.merges.find((each) => each.id === mergeId && each.into === chain && each.state === 'received');
  if (merge === undefined) return no('nothing-to-do', 'member-merged');
  const brought = books.points.filter((p) => p.owner === chain && isHeld(p) && p.via.at(-1) === mergeId);
  for (const point of brought) point.via = point.via.slice(0, -1);
  hand(brought, onTheWay(mergeId));
  merge.state = 'returning';
  // Whether a chain that agreed to receive somebody else may give back meanwhile, the specification does not say.
  return brought.length > 0 && !books.accepted.some((each) => each.chain === chain) ? done : eitherWay;
}

export function transferOut(given: Case, command: TransferOut): Verdict {
  return command.undo ? goBack(given, command) : leave(given, command);
}

export function transferIn({ books, chain, at }: Case, { mergeId, undo }: TransferIn): Verdict {
  const way = onTheWay(mergeId);
  const merge = books.merges.find((each) => each.id === mergeId);
  const accepted = books.accepted.some((each) => each.chain === chain && each.merge === mergeId);
  const expected = undo ? merge?.state === 'returning' && merge.from === chain : merge?.state === 'left' && accepted;
  if (merge === undefined || !expected) return no();
  const arriving = books.points.filter((p) => p.owner === way);
  hand(arriving, chain);
  const lots = [...new Set(arriving.map(({ lot }) => lot))].toSorted((a, b) => a - b);
  for (const point of arriving) point.lot = books.lots + 1 + lots.indexOf(point.lot);
  books.lots += lots.length;
  // Points that became available on the way arrive available, and are among those that pay the debt they meet.
  put(arriving.filter((p) => p.place === 'pending' && p.availableAt !== null && p.availableAt <= at), 'available'); // prettier-ignore
  for (const hold of books.holds) if (hold.owner === way) hold.owner = chain;
  for (const each of books.uses) if (each.chains.includes(way)) each.chains = [...each.chains, chain];
  books.accepted = books.accepted.filter((each) => !(each.chain === chain && each.merge === mergeId));
  if (undo) delete books.closed[chain];
  else books.debts[chain] = (books.debts[chain] ?? 0) + merge.debt;
  merge.state = undo ? 'undone' : 'received';
  payDebt(books, chain, at);
  return done;
}

export function erase({ books, chain }: Case): Verdict {
  put(books.points.filter((p) => p.owner === chain && (isHeld(p) || p.place === 'reserved')), 'gone'); // prettier-ignore
  books.debts[chain] = 0;
  books.closed[chain] = { how: 'erased', into: null };
  return done;
}
