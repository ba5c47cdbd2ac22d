// The books of a store, made by reading its chains once: per month what points moved and what members then hold, per issue month what became
// of the points. Needs as much memory as there are months, whatever the number of members.
import { advance } from '../ledger/advance.ts';
import { openDraft } from '../ledger/draft.ts';
import type { Entry } from '../ledger/entry.ts';
import type { MemberState } from '../ledger/state.ts';
import { ChainBooks } from './chain-books.ts';
import { CohortBooks } from './cohort-books.ts';
import { NO_MOVEMENTS, type Movement } from './movements.ts';
import { Months, type MonthIndex } from './months.ts';

/** What the books read of an entry; `after` is asked for rarely, so a store may parse it only then. */
export type BookedEntry = Pick<Entry, 'memberId' | 'at' | 'kind' | 'moves' | 'after'>;

export interface BookedMonth {
  readonly movements: Record<Movement, number>;
  /** By how much the positions above zero grew, all members together. */
  owedToMembers: number;
}

/** `available + pending + reserved - deficit`. */
function positionOf({ available, pending, reserved, deficit }: MemberState): number {
  return available + pending + reserved - deficit;
}

export class Books {
  readonly asOf: number;
  readonly calendar: Months;
  readonly months = new Map<MonthIndex, BookedMonth>();
  readonly cohorts = new CohortBooks();
  /** The members' positions as their states say them: what the sum of all movements must be. */
  positions = 0;
  entries = 0;
  members = 0;
  #chain: { readonly books: ChainBooks; last: BookedEntry } | null = null;

  /** The books as they are at the instant `asOf` (ms): later entries are left out, what is due by then counts although no job posted it. */
  constructor(timeZone: string, asOf: number) {
    this.calendar = new Months(timeZone);
    this.asOf = asOf;
  }

  /** Entries come chain by chain, each chain in its order. */
  add(entry: BookedEntry): void {
    if (entry.at > this.asOf) return;
    if (this.#chain?.last.memberId !== entry.memberId) this.#begin(entry);
    const chain = this.#chain;
    if (chain === null) return;
    for (const move of entry.moves) chain.books.apply(move, entry.kind);
    if (chain.books.isFull) chain.books.prune(entry.after);
    chain.last = entry;
    this.entries += 1;
  }

  /** After the last entry. */
  close(): this {
    this.#end();
    this.#chain = null;
    return this;
  }

  #begin(entry: BookedEntry): void {
    this.#end();
    const sums = {
      months: this.calendar,
      cohorts: this.cohorts,
      add: (month: MonthIndex, column: Movement, points: number) => this.#add(month, column, points),
    };
    this.#chain = { books: new ChainBooks(sums), last: entry };
    this.members += 1;
  }

  #end(): void {
    if (this.#chain === null) return;
    const { books, last } = this.#chain;
    // Due but not posted: the next entry would lead with exactly these moves.
    const draft = openDraft(last.after, 0, this.asOf);
    advance(draft, this.asOf, this.asOf);
    for (const move of draft.moves) books.apply(move, 'expire');
    this.positions += positionOf(draft.state);
    let position = 0;
    for (const [month, change] of [...books.changes].toSorted(([a], [b]) => a - b)) {
      this.#month(month).owedToMembers += Math.max(0, position + change) - Math.max(0, position);
      position += change;
    }
  }

  #month(month: MonthIndex): BookedMonth {
    const known = this.months.get(month);
    if (known !== undefined) return known;
    const made = { movements: { ...NO_MOVEMENTS }, owedToMembers: 0 };
    this.months.set(month, made);
    return made;
  }

  #add(month: MonthIndex, column: Movement, points: number): void {
    this.#month(month).movements[column] += points;
  }
}
