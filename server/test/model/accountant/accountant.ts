// An accountant who knows the rules and not the program: hears every command, keeps books of single points, and says what must be true.
import type { Circumstances, Command } from '../../../src/loyalty/ledger/command.ts';
import { copyOf, emptyBooks, type Books } from './books.ts';
import { adjust, award, expireUndo, importOpening, undoAdjust } from './gifts.ts';
import { erase, mergeAccept, transferIn, transferOut } from './merges.ts';
import { settleOrder } from './orders.ts';
import { isAmount, isHeld, isOver, passTime, postExpiries } from './points.ts';
import { release, reserve, returnSpent, settle } from './rewards.ts';
import { done, no, type Case, type Verdict } from './verdict.ts';

/** What a member's chain holds at an instant, in words that the ledger's state can be told in too. */
export interface Holdings {
  readonly pending: number;
  readonly available: number;
  readonly reserved: number;
  readonly deficit: number;
  readonly taken: number;
  readonly lots: Readonly<Record<string, number>>;
  readonly open: Readonly<Record<string, number>>;
}

export const lotName = (place: string, availableAt: number | null, expiresAt: number | null): string =>
  place === 'pending' ? `waits until ${availableAt}, ends ${expiresAt}` : `available, ends ${expiresAt}`;

export function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function takeAllowance({ books, chain }: Case, amount: number, limit: number, what: 'budget' | 'cap'): Verdict {
  const tooMuch = (books.taken[chain] ?? 0) + amount > limit ? ([what === 'budget' ? 'budget-spent' : 'cap-reached'] as const) : [];
  if (!isAmount(amount)) return no('amount-invalid', ...tooMuch);
  if (tooMuch.length > 0) return no(...tooMuch);
  books.taken[chain] = (books.taken[chain] ?? 0) + amount;
  return done;
}

function giveAllowance({ books, chain }: Case, amount: number): Verdict {
  if (!isAmount(amount)) return no('amount-invalid');
  // More than was taken cannot be given back; the specification does not name that refusal.
  if (amount > (books.taken[chain] ?? 0)) return no();
  books.taken[chain] = (books.taken[chain] ?? 0) - amount;
  return done;
}

function obey(given: Case, command: Command, due: number): Verdict {
  switch (command.kind) {
    case 'settle-order':
      return settleOrder(given, command);
    case 'award':
      return award(given, command);
    case 'adjust':
      return adjust(given, command);
    case 'undo-adjust':
      return undoAdjust(given, command);
    case 'reserve':
      return reserve(given, command);
    case 'settle':
      return settle(given, command);
    case 'release':
      return release(given, command);
    case 'return-spent':
      return returnSpent(given, command);
    case 'expire':
      return due > 0 ? done : no('nothing-to-do');
    case 'expire-undo':
      return expireUndo(given, command);
    case 'merge-accept':
      return mergeAccept(given, command);
    case 'transfer-out':
      return transferOut(given, command);
    case 'transfer-in':
      return transferIn(given, command);
    case 'import-opening':
      return importOpening(given, command);
    case 'allowance-take':
      return takeAllowance(given, command.amount, command.limit, command.of);
    case 'allowance-give':
      return giveAllowance(given, command.amount);
    case 'erase':
      return erase(given);
  }
}

function closedTo({ books, chain }: Case, command: Command): Verdict | null {
  const closed = books.closed[chain];
  if (closed?.how === 'erased' && command.kind !== 'settle-order') return no('member-erased');
  const reopens = command.kind === 'transfer-in' && command.undo;
  return closed?.how === 'merged' && !reopens ? no('member-merged') : null;
}

export class Accountant {
  #books: Books = emptyBooks();

  /** What must be answered, and the books as they are if it is done. Nothing is kept before {@link keep}. */
  judge(chain: string, command: Command, rules: Circumstances): { verdict: Verdict; keep: () => void } {
    const books = copyOf(this.#books);
    const at = Math.max(rules.now, books.lastAt[chain] ?? 0);
    const given: Case = { books, chain, at, rules };
    const closed = closedTo(given, command);
    if (closed !== null) return { verdict: closed, keep: () => undefined };
    const waiting = books.points.filter((p) => p.owner === chain && p.place === 'pending').length;
    passTime(books, chain, at);
    const matured = waiting - books.points.filter((p) => p.owner === chain && p.place === 'pending').length;
    const due = matured + postExpiries(books, chain, Math.min(at, rules.watermark));
    const verdict = obey(given, command, due);
    return { verdict, keep: () => void (this.#books = books) };
  }

  /** What a chain holds at an instant: its points, with time gone by and everything over put aside. */
  holdings(chain: string, at: number): Holdings {
    const books = copyOf(this.#books);
    passTime(books, chain, at);
    const mine = books.points.filter((p) => p.owner === chain);
    const held = mine.filter((p) => isHeld(p) && !isOver(p, at));
    return {
      pending: held.filter((p) => p.place === 'pending').length,
      available: held.filter((p) => p.place === 'available').length,
      reserved: mine.filter((p) => p.place === 'reserved').length,
      deficit: books.debts[chain] ?? 0,
      taken: books.taken[chain] ?? 0,
      lots: tally(held.map((p) => lotName(p.place, p.availableAt, p.expiresAt))),
      open: tally(mine.filter((p) => p.place === 'reserved').map((p) => p.by ?? '?')),
    };
  }

  /** All that everybody has, less what is owed, and what is on its way between chains. */
  get books(): Readonly<Books> {
    return this.#books;
  }
}
