// One member's chain as the books see it: which month each lot was issued in, since when it has its present dates, and how the member's
// position changed. Lives as long as the chain is read.
import type { LotId } from '../ids.ts';
import type { CommandKind, LotBirth, Mark, Move, PointsMove, RetimeMove } from '../ledger/entry.ts';
import type { MemberState, Take } from '../ledger/state.ts';
import { WITHOUT_LOT, type CohortBooks } from './cohort-books.ts';
import { monthIndex, type MonthIndex, type Months } from './months.ts';
import { columnsOf, isProgram, type Movement } from './movements.ts';

interface KnownLot {
  readonly cohort: MonthIndex;
  /** When points last arrived in it, or its dates last changed. */
  touchedAt: number;
}

/** Where a chain writes what it finds: sums over all chains. */
export interface Sums {
  readonly months: Months;
  readonly cohorts: CohortBooks;
  add(month: MonthIndex, column: Movement, points: number): void;
}

type Posted = Pick<PointsMove, 'from' | 'to' | 'points' | 'birth' | 'lot' | 'at'>;

const FEW_LOTS = 256;
const HOLDS_LOTS: ReadonlySet<string> = new Set(['member:pending', 'member:available']);

export class ChainBooks {
  readonly #sums: Sums;
  readonly #lots = new Map<LotId, KnownLot>();
  readonly #reservations = new Map<string, readonly Take[]>();
  /** Net change of the position, per month. */
  readonly changes = new Map<MonthIndex, number>();
  /** Reserved points that move without naming a lot; the mark after them names their reservation. */
  #unnamed: PointsMove | null = null;
  #lotsMax = FEW_LOTS;

  constructor(sums: Sums) {
    this.#sums = sums;
  }

  apply(move: Move, kind: CommandKind): void {
    if (move.type === 'points') this.#points(move, kind);
    else if (move.type === 'retime') this.#retimed(move);
    else this.#marked(move, kind);
  }

  get isFull(): boolean {
    return this.#lots.size >= this.#lotsMax;
  }

  /** Forgets lots that are used up: one that comes back brings its birth with it. */
  prune({ lots }: Pick<MemberState, 'lots'>): void {
    const living = new Set(lots.map(({ lotId }) => lotId));
    for (const lotId of this.#lots.keys()) if (!living.has(lotId)) this.#lots.delete(lotId);
    this.#lotsMax = Math.max(FEW_LOTS, 2 * this.#lots.size);
  }

  #retimed({ lot, at }: RetimeMove): void {
    const known = this.#lots.get(lot);
    if (known !== undefined) known.touchedAt = at;
  }

  #marked(mark: Mark, kind: CommandKind): void {
    if (mark.type !== 'reservation-opened' && mark.type !== 'reservation-ended') return;
    const id = mark.type === 'reservation-opened' ? mark.reservation.reservationId : mark.reservationId;
    const takes = mark.type === 'reservation-opened' ? mark.reservation.takes : (this.#reservations.get(id) ?? []);
    const unnamed = this.#unnamed;
    this.#unnamed = null;
    if (unnamed !== null) for (const { points, birth, lotId } of takes) this.#post({ ...unnamed, points, birth, lot: lotId }, kind);
    if (mark.type === 'reservation-opened') this.#reservations.set(id, takes);
    else this.#reservations.delete(id);
  }

  #points(move: PointsMove, kind: CommandKind): void {
    const reserved = move.lot === null && (move.from === 'member:reserved' || move.to === 'member:reserved');
    if (reserved) this.#unnamed = move;
    else this.#post(move, kind);
  }

  #post(move: Posted, kind: CommandKind): void {
    const known = this.#touch(move);
    const cohort = known?.cohort ?? cohortOf(move.birth);
    const month = this.#sums.months.at(countedAt(move, known));
    const side = (bucket: PointsMove['from']): MonthIndex | null => {
      if (isProgram(bucket)) return null;
      return bucket === 'member:deficit' ? WITHOUT_LOT : cohort;
    };
    const sides = { from: side(move.from), to: side(move.to) };
    if (sides.from !== sides.to || sides.from === null) this.#sums.cohorts.post(move, kind, month, sides);
    for (const [column, points] of columnsOf(move)) {
      this.#sums.add(month, column, points);
      this.changes.set(month, (this.changes.get(month) ?? 0) + points);
    }
  }

  /** What is known of the move's lot; points that arrive in it from outside make its dates count from then. */
  #touch({ lot, birth, from, to, at }: Posted): KnownLot | undefined {
    if (lot === null) return undefined;
    const known = this.#lots.get(lot);
    if (!HOLDS_LOTS.has(to) || HOLDS_LOTS.has(from)) return known;
    if (known !== undefined) known.touchedAt = at;
    else if (birth !== null) this.#lots.set(lot, { cohort: cohortOf(birth), touchedAt: at });
    return this.#lots.get(lot);
  }
}

function cohortOf(birth: LotBirth | null): MonthIndex {
  return birth === null ? WITHOUT_LOT : monthIndex(birth.issuedMonth);
}

/**
 * A move counts at its own instant. Points that were already too old when they came (a refund long after their end, an old order read
 * late) expire when they come and not before: nobody had them at their end, and the month of their end may be closed.
 */
function countedAt({ to, at }: Posted, known: KnownLot | undefined): number {
  return to === 'program:expired' && known !== undefined ? Math.max(at, known.touchedAt) : at;
}
