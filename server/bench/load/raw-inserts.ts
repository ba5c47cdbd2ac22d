// The baseline of almost everything: the driver's own insertOne, with our connection options, nothing around it.
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import type { Context, Side } from '../cases/bench-case.ts';
import { concurrently } from './concurrently.ts';
import { copyOf, rawCollection, written, type Row } from './copies.ts';

export interface RawInserts {
  /** The subject's collection: its documents are copied, its indexes too. */
  readonly collection: string;
  readonly count: number;
  readonly width: number;
  /** Other documents than the subject's. */
  readonly rows?: (round: number) => Promise<Row[]>;
}

export async function rawInserts({ uri, database }: Context, { collection, count, width, rows }: RawInserts): Promise<Side> {
  const connection = await connectMongo(uri, database);
  const raw = await rawCollection(connection, collection);
  let originals: Row[] = [];
  let ready: Row[] = [];
  return {
    async prepare(round) {
      if (rows === undefined && originals.length === 0) originals = await written(connection, collection, count);
      ready = rows === undefined ? originals.map((row) => copyOf(row, round)) : await rows(round);
    },
    run: () => concurrently(ready.length, width, async (index) => insert(ready[index])),
    close: () => connection.close(),
  };

  async function insert(row: Row | undefined): Promise<void> {
    if (row !== undefined) await raw.insertOne(row);
  }
}
