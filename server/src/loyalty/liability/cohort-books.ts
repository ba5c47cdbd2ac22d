// What became of the points of each issue month. Every lot carries the month it was born in for ever, also through rewards, grace and merges.
import type { CommandKind, PointsMove } from '../ledger/entry.ts';
import { isProgram } from './movements.ts';
import type { MonthIndex } from './months.ts';

/** Points that no lot holds: debts, and what orders of erased members still change by. Its "open" is what members owe, as a minus. */
export const WITHOUT_LOT: MonthIndex = -1;

/** given - redeemed - expired - reversed - other = open. What comes back is counted where it had left, as a minus. */
export interface CohortFlows {
  given: number;
  redeemed: number;
  expired: number;
  reversed: number;
  /** Taken by hand, written off, used to pay a debt, or on its way in a merge. */
  other: number;
}

export function noFlows(): CohortFlows {
  return { given: 0, redeemed: 0, expired: 0, reversed: 0, other: 0 };
}

export function openOf({ given, redeemed, expired, reversed, other }: Readonly<CohortFlows>): number {
  return given - redeemed - expired - reversed - other;
}

/** Where a move's points are counted: the cohort of the lot they leave and of the lot they reach; null at the program's side. */
export interface CohortSides {
  readonly from: MonthIndex | null;
  readonly to: MonthIndex | null;
}

const LEAVES = { 'program:redeemed': 'redeemed', 'program:expired': 'expired', 'program:reversed': 'reversed' } as const;

function columnOf(bucket: PointsMove['to']): keyof CohortFlows {
  return bucket in LEAVES ? LEAVES[bucket as keyof typeof LEAVES] : 'other';
}

/** A deduction that is undone fills the lots it had emptied: nothing new is given. */
function isGift(from: PointsMove['from'], kind: CommandKind): boolean {
  return from === 'program:issued' || (from === 'program:adjusted' && kind !== 'undo-adjust');
}

export class CohortBooks {
  /** Cohort -> month of the movement -> flows. Its size is months times months, whatever the store's. */
  readonly flows = new Map<MonthIndex, Map<MonthIndex, CohortFlows>>();

  post(move: Pick<PointsMove, 'from' | 'to' | 'points' | 'birth'>, kind: CommandKind, month: MonthIndex, sides: CohortSides): void {
    const { from, to, points } = move;
    const row = (cohort: MonthIndex | null): CohortFlows => this.#row(cohort ?? WITHOUT_LOT, month);
    if (!isProgram(from) && !isProgram(to)) {
      row(sides.from).other += points;
      row(sides.to).other -= points;
      return;
    }
    if (isProgram(to)) row(sides.from)[columnOf(to)] += points;
    if (!isProgram(from)) return;
    if (isGift(from, kind)) row(sides.to).given += points;
    else if (from === 'program:redeemed' && isNewborn(move)) {
      // Paid by other lots as a debt long ago, so it is not this new lot's month that spends less.
      row(null).redeemed -= points;
      row(null).other += points;
      row(sides.to).other -= points;
    } else row(sides.to)[columnOf(from)] -= points;
  }

  #row(cohort: MonthIndex, month: MonthIndex): CohortFlows {
    const months = this.flows.get(cohort) ?? new Map<MonthIndex, CohortFlows>();
    const flows = months.get(month) ?? noFlows();
    this.flows.set(cohort, months);
    months.set(month, flows);
    return flows;
  }
}

/** Points that were spent as a debt come back as a lot of their own, which says so. */
function isNewborn({ birth }: Pick<PointsMove, 'birth'>): boolean {
  return birth?.source.kind === 'adjustment' && birth.source.ref === 'returned';
}
