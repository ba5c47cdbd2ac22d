/**
 * What happened by days, as a projection. An append writes nothing here: a day is folded from its entries later, up to a moment that no new entry
 * can precede, and each step names the very state it continues. So nothing is counted twice or left out, whoever folds and however often, and the
 * hot path does not pay. What is younger than that moment is folded on reading.
 */
import { dayOf } from '../../loyalty/calendar.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import { daysBetween, spanOf } from './calendar-days.ts';
import { DayFold, flowsByDay, textOf, type DayRow } from './day-row.ts';
import type { DayStore, FlowReader } from './day-store.ts';
import type { Flows } from './flows.ts';
import { Moment } from './moment.ts';

/**
 * An entry is dated when it is decided and written a moment later: after this nobody waits for it any more. A process that was stopped for
 * longer still might write one; the nightly proof would find it missing here, and a rebuild puts it in.
 */
export const SETTLED_AFTER_MS = 10 * 60_000;
/** Folding more than this on reading would take too long. */
const OLD_MS = 6 * 3_600_000;
/** On reading, what is stored is taken further when nobody did for so long. */
const ADVANCE_AFTER_MS = 5 * 60_000;
/** A reading serves again for this long: a page asks for several things at once, and people look at it side by side. */
const REMEMBER_MS = 2_000;

export interface DaysOptions {
  readonly rows: DayStore;
  readonly entries: FlowReader;
  readonly clock: () => number;
}

export interface Place {
  readonly storeId: StoreId;
  readonly timeZone: string;
}

/** How far what is stored lies behind what is settled. */
function lag(row: DayRow, now: number): number {
  return Math.min(row.until, now - SETTLED_AFTER_MS) - row.upTo;
}

/** A row for every day there was. */
function isWhole(rows: readonly DayRow[], first: string, last: string, timeZone: string): boolean {
  const days = daysBetween(first, last);
  return rows.length === days.length || rows.length === days.filter((day) => spanOf(day, timeZone) !== null).length;
}

export class Days {
  readonly #options: DaysOptions;
  readonly #flows: Moment<ReadonlyMap<string, Flows>>;
  readonly #held: Moment<number | null>;

  constructor(options: DaysOptions) {
    this.#options = options;
    this.#flows = new Moment(REMEMBER_MS, options.clock);
    this.#held = new Moment(REMEMBER_MS, options.clock);
  }

  /** By day, from `first` up to now; days on which nothing moved are left out. */
  flows(place: Place, first: string): Promise<ReadonlyMap<string, Flows>> {
    return this.#flows.get(`${place.storeId}/${place.timeZone}/${first}`, async () => {
      const rows = await this.#upToNow(await this.#current(place, first));
      return new Map([...flowsByDay(rows)].filter(([day]) => day >= first));
    });
  }

  /** Folds what is settled by now, from `first` on. Says how many entries it took in. */
  async advance({ storeId, timeZone }: Place, first: string): Promise<number> {
    const now = this.#options.clock();
    const known = await this.#known(storeId, timeZone, first, now);
    let taken = 0;
    for (const row of known) {
      const folded = await this.#fold(row, Math.min(row.until, now - SETTLED_AFTER_MS));
      if (folded !== null && (await this.#options.rows.replace(row, folded))) taken += folded.entries - row.entries;
    }
    return taken;
  }

  /** What all members of a store hold; null while its older days are not folded yet. */
  async held(place: Place): Promise<number | null> {
    const name = `${place.storeId}/${place.timeZone}`;
    const held = await this.#held.get(name, () => this.#sumHeld(place));
    if (held === null) this.#held.forget(name);
    return held;
  }

  /** All of a store's days from its first entry on: for whoever has time. */
  async advanceAll(place: Place): Promise<number> {
    const first = await this.#options.entries.first(place.storeId);
    return first === null ? 0 : this.advance(place, dayOf(first, place.timeZone));
  }

  /** Days that do not say what their entries say. Reads only. */
  async wrong(storeId: StoreId): Promise<string[]> {
    const wrong: string[] = [];
    for await (const row of this.#options.rows.every(storeId)) {
      if (textOf(await this.#anew(row)) !== textOf(row)) wrong.push(`${row.day} (${row.timeZone})`);
    }
    return wrong;
  }

  /** Puts right what is {@link wrong}, while others go on. Says how many days were. */
  async rebuild(storeId: StoreId): Promise<number> {
    let mended = 0;
    for await (const row of this.#options.rows.every(storeId)) {
      const right = await this.#anew(row);
      if (textOf(right) !== textOf(row) && (await this.#options.rows.replace(row, right))) mended += 1;
    }
    return mended;
  }

  async #sumHeld({ storeId, timeZone }: Place): Promise<number | null> {
    const now = this.#options.clock();
    const first = await this.#options.entries.first(storeId);
    if (first === null) return 0;
    const [from, last] = [dayOf(first, timeZone), dayOf(now, timeZone)];
    const rows = await this.#options.rows.rows(storeId, timeZone, from, last);
    if (!isWhole(rows, from, last, timeZone) || rows.some((row) => lag(row, now) > OLD_MS)) return null;
    return (await this.#upToNow(rows)).reduce((sum, { held }) => sum + held, 0);
  }

  /** The rows from a day on, taken further where nobody did for a while. */
  async #current(place: Place, first: string): Promise<DayRow[]> {
    const now = this.#options.clock();
    const known = await this.#known(place.storeId, place.timeZone, first, now);
    if (known.every((row) => lag(row, now) < ADVANCE_AFTER_MS)) return known;
    await this.advance(place, first);
    return this.#known(place.storeId, place.timeZone, first, now);
  }

  /** With what is younger than what is stored; not stored, because something may still come before it. */
  async #upToNow(rows: readonly DayRow[]): Promise<DayRow[]> {
    const now = this.#options.clock();
    return Promise.all(rows.map(async (row) => (await this.#fold(row, Math.min(row.until, now + 1))) ?? row));
  }

  /** Every row from `first` to today; those that were never begun are begun empty. */
  async #known(storeId: StoreId, timeZone: string, first: string, now: number): Promise<DayRow[]> {
    const last = dayOf(now, timeZone);
    const found = await this.#options.rows.rows(storeId, timeZone, first, last);
    const names = new Set(found.map(({ day }) => day));
    const missing = daysBetween(first, last).filter((day) => !names.has(day));
    if (missing.length === 0) return found;
    for (const day of missing) {
      const span = spanOf(day, timeZone);
      if (span !== null)
        await this.#options.rows.create({ storeId, timeZone, day, ...span, upTo: span.from, entries: 0, held: 0, flows: {} });
    }
    return this.#options.rows.rows(storeId, timeZone, first, last);
  }

  /** The row continued up to a moment; null when it is there already. */
  async #fold(row: DayRow, upTo: number): Promise<DayRow | null> {
    if (upTo <= row.upTo) return null;
    const fold = new DayFold(row);
    for await (const batch of this.#options.entries.flows(row.storeId, row.upTo, upTo)) for (const entry of batch) fold.add(entry);
    return fold.folded(upTo);
  }

  async #anew(row: DayRow): Promise<DayRow> {
    const empty = { ...row, upTo: row.from, entries: 0, held: 0, flows: {} };
    return (await this.#fold(empty, row.upTo)) ?? empty;
  }
}
