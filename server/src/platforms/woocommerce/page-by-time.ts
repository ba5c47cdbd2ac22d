// A list of a store over all its pages, oldest first, while it changes under our hands. Pages by number would skip what moves over their border,
// so each page is asked for by the time of the last row: nothing that stays where it is can be missed, and what moves comes again at the end.
import { StoreRefused } from '../platform.ts';
import type { RestClient } from './rest-client.ts';

/** As many as one answer may have. */
export const ROWS_AT_ONCE = 100;
/** Rows of one second that fill whole pages, as after a bulk edit, can only be told apart by page numbers. */
const PAGES_OF_ONE_SECOND = 50;

export interface ByTime<Row> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The parameter that begins a list after an instant; it is exclusive and counts whole seconds. */
  readonly after: string;
  readonly read: (body: unknown) => readonly Row[];
  readonly timeOf: (row: Row) => number;
  readonly rowsAtOnce?: number;
}

export interface TimedPage<Row> {
  readonly rows: readonly Row[];
  /** How many rows the whole list had when it was asked for from there. */
  readonly total: number | null;
  /** Where the list goes on; null: at its end. */
  readonly next: PlaceInTime | null;
}

/** `page` counts within the rows that begin at `since`. */
export interface PlaceInTime {
  readonly since: number;
  readonly page: number;
}

const SECOND_MS = 1_000;
const secondOf = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS;
/** "2026-11-21T17:34:29": the last second before `since`, because the store leaves out the one it is given. */
const secondBefore = (since: number): string => new Date(secondOf(since) - SECOND_MS).toISOString().slice(0, 19);

export async function pageAt<Row>(client: RestClient, list: ByTime<Row>, { since, page }: PlaceInTime): Promise<TimedPage<Row>> {
  const perPage = list.rowsAtOnce ?? ROWS_AT_ONCE;
  const after = { [list.after]: secondBefore(Math.max(since, SECOND_MS)), dates_are_gmt: 'true' };
  const answer = await client.get(list.path, { ...list.query, ...after, order: 'asc', per_page: String(perPage), page: String(page) });
  if (answer.kind === 'gone') throw new StoreRefused(404, 'the store has no such list');
  const rows = list.read(answer.body);
  const total = Number(answer.headers.get('x-wp-total') ?? Number.NaN);
  return { rows, total: Number.isInteger(total) ? total : null, next: nextOf(list, rows, { since, page }, perPage) };
}

function nextOf<Row>(list: ByTime<Row>, rows: readonly Row[], { since, page }: PlaceInTime, perPage: number): PlaceInTime | null {
  const last = rows.at(-1);
  if (last === undefined || rows.length < perPage) return null;
  const lastAt = secondOf(list.timeOf(last));
  if (lastAt > secondOf(since)) return { since: lastAt, page: 1 };
  if (page >= PAGES_OF_ONE_SECOND) throw new StoreRefused(200, `more than ${PAGES_OF_ONE_SECOND} pages of one second`);
  return { since, page: page + 1 };
}

export async function* allSince<Row>(client: RestClient, list: ByTime<Row>, since: number): AsyncGenerator<Row> {
  for (let place: PlaceInTime | null = { since, page: 1 }; place !== null;) {
    const { rows, next }: TimedPage<Row> = await pageAt(client, list, place);
    yield* rows;
    place = next;
  }
}
