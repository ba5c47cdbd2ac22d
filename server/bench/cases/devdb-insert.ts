// The embedded database against what it stands on: SQLite itself, from the same runtime, writing the same bytes and the same index rows.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { serialize, type Document } from 'bson';
import { storeId } from '../../src/loyalty/ids.ts';
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { toDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { decode } from '../../devdb/bson/decode.ts';
import { keysOf } from '../../devdb/store/index-keys.ts';
import { parseIndex, type IndexSpec } from '../../devdb/store/index-spec.ts';
import { awardChains } from '../load/award-chains.ts';
import { sampleOf } from '../load/concurrently.ts';
import type { Row } from '../load/copies.ts';
import { rawInserts } from '../load/raw-inserts.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

async function entriesOf(round: number, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of awardChains(storeId(`shop-${round}`), count, 1)) rows.push(...batch.map((entry) => ({ ...toDocument(entry) })));
  return rows;
}

async function indexesOf({ uri, database }: Context): Promise<IndexSpec[]> {
  const connection = await connectMongo(uri, database, 1);
  const found: unknown[] = await collectionOf(connection, 'entries').listIndexes().toArray();
  await connection.close();
  return found.map((each) => parseIndex(decode(Buffer.from(serialize(each as Document)))));
}

/** A document's bytes and its key in every index. */
type Prepared = readonly [document: Buffer, keys: readonly (readonly Buffer[])[]];

function prepared(row: Row, indexes: readonly IndexSpec[]): Prepared {
  const bytes = Buffer.from(serialize(row));
  const document = decode(bytes);
  return [bytes, indexes.map((index) => keysOf(index, document).keys.map((key) => key.bytes))];
}

function openSqlite(folder: string, indexes: readonly IndexSpec[]): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'baseline.sqlite'));
  database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;');
  database.exec('CREATE TABLE documents (record INTEGER PRIMARY KEY, document BLOB)');
  indexes.forEach(({ unique }, at) => {
    database.exec(`CREATE TABLE i${at} (key BLOB, record INTEGER, PRIMARY KEY (${unique ? 'key' : 'key, record'})) WITHOUT ROWID`);
  });
  return database;
}

async function sqliteSide(context: Context): Promise<Side> {
  const indexes = await indexesOf(context);
  const database = openSqlite(context.folder, indexes);
  const document = database.prepare('INSERT INTO documents (document) VALUES (?)');
  const keys = indexes.map((_, at) => database.prepare(`INSERT INTO i${at} (key, record) VALUES (?, ?)`));
  let ready: Prepared[] = [];
  const insert = ([bytes, rows]: Prepared): void => {
    database.exec('BEGIN IMMEDIATE');
    const { lastInsertRowid } = document.run(bytes);
    rows.forEach((each, at) => each.forEach((key) => keys[at]?.run(key, lastInsertRowid)));
    database.exec('COMMIT');
  };
  return {
    prepare: async (round) => void (ready = (await entriesOf(round, context.scale.appends)).map((row) => prepared(row, indexes))),
    run() {
      const startedAt = performance.now();
      for (const each of ready) insert(each);
      return Promise.resolve(sampleOf(ready.length, startedAt, null));
    },
    close: () => Promise.resolve(database.close()),
  };
}

function driverSide(context: Context): Promise<Side> {
  const { appends: count, concurrency: width } = context.scale;
  return rawInserts(context, { collection: 'entries', count, width, rows: (round) => entriesOf(round, count) });
}

export const devDbInsert: BenchCase = {
  name: 'devdb-insert',
  subjectIs: 'insertOne into devdb through the driver',
  baselineIs: 'node:sqlite, one durable transaction for each insert, same bytes and index rows',
  aims: [{ of: 'rate-ratio', value: 0.5 }],
  onlyDevDb: true,
  subject: driverSide,
  baseline: sqliteSide,
};
