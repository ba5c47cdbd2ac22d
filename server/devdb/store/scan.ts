/** Walks a plan through SQLite in pieces, each starting behind the last row seen, so that memory stays flat and nothing is locked. */
import type { Range } from '../query/bounds.ts';
import type { Plan, Walk } from '../query/plan.ts';
import { asBuffer } from './collection.ts';
import type { Collection, Stored } from './collection.ts';
import type { Row, Sqlite } from './sqlite.ts';

const MOST_ROWS = 1000;
const MOST_BYTES = 4 * 1024 * 1024;
const LAST_RECORD = Number.MAX_SAFE_INTEGER;

/** `expected`: how many documents will probably be taken, to read no more than that at first. */
export function* scan(sqlite: Sqlite, collection: Collection, plan: Plan, expected: number): Generator<Stored> {
  const seen = plan.repeats ? new Set<number>() : undefined;
  for (const walk of plan.walks) {
    for (const stored of walkRecords(sqlite, collection, walk, expected)) {
      if (seen?.has(stored.record)) continue;
      seen?.add(stored.record);
      yield stored;
    }
  }
}

function* walkRecords(sqlite: Sqlite, collection: Collection, walk: Walk, expected: number): Generator<Stored> {
  if (!walk.index) yield* inPieces(expected, pieceOfCollection(sqlite, collection, walk.reverse));
  else for (const range of walk.ranges) yield* inPieces(expected, pieceOfIndex(sqlite, collection, walk.index.table, range, walk.reverse));
}

type Piece = (after: Row | undefined, count: number) => Iterable<Row>;

/** Rows are [record, document, key]. */
function* inPieces(expected: number, read: Piece): Generator<Stored> {
  let last: Row | undefined;
  for (let count = Math.max(1, Math.min(expected, MOST_ROWS)); ; count = Math.min(count * 4, MOST_ROWS)) {
    const rows = take(read(last, count));
    for (const row of rows.taken) yield { record: Number(row[0]), bytes: asBuffer(row[1]) };
    last = rows.taken.at(-1) ?? last;
    if (!rows.cut && rows.taken.length < count) return;
  }
}

function take(rows: Iterable<Row>): { readonly taken: readonly Row[]; readonly cut: boolean } {
  const taken: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    taken.push(row);
    bytes += (row[1] as Uint8Array).length;
    if (bytes > MOST_BYTES) return { taken, cut: true };
  }
  return { taken, cut: false };
}

function pieceOfCollection(sqlite: Sqlite, { table }: Collection, reverse: boolean): Piece {
  const sql = `SELECT record, document FROM ${table} WHERE record ${reverse ? '<' : '>'} ? ORDER BY record ${reverse ? 'DESC' : 'ASC'} LIMIT ?`;
  return (last, count) => sqlite.each(sql, Number(last?.[0] ?? (reverse ? LAST_RECORD : 0)), count);
}

function pieceOfIndex(sqlite: Sqlite, { table }: Collection, index: string, range: Range, reverse: boolean): Piece {
  const direction = reverse ? 'DESC' : 'ASC';
  const limits = reverse ? '(i.key, i.record) < (?, ?) AND i.key >= ?' : '(i.key, i.record) > (?, ?) AND i.key < ?';
  const sql = `SELECT i.record, c.document, i.key FROM ${index} AS i CROSS JOIN ${table} AS c ON c.record = i.record
    WHERE ${limits} ORDER BY i.key ${direction}, i.record ${direction} LIMIT ?`;
  return (last, count) => {
    const key = last ? asBuffer(last[2]) : reverse ? range.to : range.from;
    const record = last ? Number(last[0]) : 0;
    return sqlite.each(sql, key, record, reverse ? range.from : range.to, count);
  };
}
