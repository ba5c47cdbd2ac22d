// The statement as it is handed out: to the admin, to the command line, to a file.
import type { StoreId } from '../loyalty/ids.ts';
import type { Books } from '../loyalty/liability/books.ts';
import { agesOf, cohortsOf, type Age, type Cohort } from '../loyalty/liability/cohorts.ts';
import { monthIndex } from '../loyalty/liability/months.ts';
import {
  reconciliationOf,
  rollForward,
  type Range,
  type Reconciliation,
  type RollForwardMonth,
} from '../loyalty/liability/roll-forward.ts';
import type { PointValue } from '../loyalty/liability/worth.ts';

/** Of which store, and what its program says a point is worth; null: nothing yet, so there is no money in the statement. */
export interface StatementOf {
  readonly storeId: StoreId;
  readonly timeZone: string;
  readonly currency: string;
  readonly pointValue: PointValue | null;
}

export interface Statement extends StatementOf {
  readonly asOf: number;
  readonly entries: number;
  readonly members: number;
  readonly reconciliation: Reconciliation;
  readonly months: readonly RollForwardMonth[];
  /** As they stand at the end of the last month listed. */
  readonly cohorts: readonly Cohort[];
  /** As observed up to the last closed month listed. */
  readonly ages: readonly Age[];
}

export function statementOf(of: StatementOf, books: Books, range: Range): Statement {
  const { asOf, entries, members } = books;
  const months = rollForward(books, range, of.pointValue);
  const last = months.at(-1);
  const lastClosed = months.findLast(({ closed }) => closed);
  return {
    ...of,
    asOf,
    entries,
    members,
    reconciliation: reconciliationOf(books),
    months,
    cohorts: last === undefined ? [] : cohortsOf(books, monthIndex(last.month)),
    ages: lastClosed === undefined ? [] : agesOf(books, monthIndex(lastClosed.month)),
  };
}
