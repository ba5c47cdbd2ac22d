// One day of a store's ledger, folded: all entries that were written on it, up to a moment after which none can be added any more.
import { dayOf } from '../../loyalty/calendar.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Move } from '../../loyalty/ledger/entry.ts';
import { addFlows, FLOW_NAMES, flowOf, heldBy, NO_FLOWS, type Flows } from './flows.ts';

export interface DayRow {
  readonly storeId: StoreId;
  readonly timeZone: string;
  /** On which its entries were written, in the time zone. */
  readonly day: string;
  readonly from: number;
  readonly until: number;
  /** Entries before it are in; the guard of every write. */
  readonly upTo: number;
  readonly entries: number;
  /** By how much its entries changed what members hold. */
  readonly held: number;
  /** By the day on which points moved: what had matured or expired before an entry leads it, with its own instant. */
  readonly flows: Readonly<Record<string, Flows>>;
}

/** What of an entry a day needs. */
export interface FlowEntry {
  readonly at: number;
  readonly moves: readonly Move[];
}

export class DayFold {
  readonly #row: DayRow;
  readonly #flows: Map<string, Record<keyof Flows, number>>;
  #entries: number;
  #held: number;

  constructor(row: DayRow) {
    this.#row = row;
    this.#entries = row.entries;
    this.#held = row.held;
    this.#flows = new Map(Object.entries(row.flows).map(([day, flows]) => [day, { ...flows }]));
  }

  add({ moves }: FlowEntry): void {
    this.#entries += 1;
    this.#held += heldBy(moves);
    for (const move of moves) {
      const flow = move.type === 'points' ? flowOf(move) : null;
      if (flow === null) continue;
      this.#of(move.type === 'points' ? move.at : this.#row.from)[flow.name] += flow.points;
    }
  }

  /** The row with everything added, complete up to `upTo`. */
  folded(upTo: number): DayRow {
    const days = [...this.#flows].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { ...this.#row, upTo, entries: this.#entries, held: this.#held, flows: Object.fromEntries(days) };
  }

  /** Most moves are of the entry's own day, and asking the calendar costs. */
  #of(at: number): Record<keyof Flows, number> {
    const { from, until, day: own, timeZone } = this.#row;
    const day = at >= from && at < until ? own : dayOf(at, timeZone);
    const known = this.#flows.get(day) ?? { ...NO_FLOWS };
    this.#flows.set(day, known);
    return known;
  }
}

/** Equal when two rows say the same about the same entries. */
export function textOf({ upTo, entries, held, flows }: DayRow): string {
  const days = Object.entries(flows).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([upTo, entries, held, days.map(([day, flow]) => [day, ...FLOW_NAMES.map((name) => flow[name])])]);
}

export function flowsByDay(rows: readonly DayRow[]): Map<string, Flows> {
  const sums = new Map<string, Flows>();
  for (const { flows } of rows) {
    for (const [day, flow] of Object.entries(flows)) sums.set(day, addFlows(sums.get(day) ?? NO_FLOWS, flow));
  }
  return sums;
}
