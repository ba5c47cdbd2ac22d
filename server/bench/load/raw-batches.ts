// The baseline of a drain: insertMany of the very documents it left behind, in batches of the same size, as many batches under way.
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import type { Collection } from '../../src/storage/mongo/collection.ts';
import type { Context, Side } from '../cases/bench-case.ts';
import { concurrently } from './concurrently.ts';
import { copyOf, rawCollection, written, type Row } from './copies.ts';

export interface RawBatches {
  /** What an event leaves in each of these collections is one document. */
  readonly collections: readonly string[];
  readonly count: number;
  readonly batch: number;
  readonly width: number;
}

interface Copied {
  readonly raw: Collection<Row>;
  readonly originals: readonly Row[];
  ready: readonly Row[];
}

/** Rows are changed and not added, so there are fewer than events: each is inserted once for every time it was written. */
async function originalsOf(context: Context, connection: Awaited<ReturnType<typeof connectMongo>>, name: string): Promise<Copied> {
  const { backlog } = context.scale;
  const found = await written(connection, name, backlog, '_id', false);
  if (found.length === 0) throw new Error(`the subject wrote nothing to ${name}`);
  const originals = Array.from({ length: backlog }, (_, index) => found[index % found.length]).filter((row) => row !== undefined);
  return { raw: await rawCollection(connection, name), originals, ready: [] };
}

export async function rawBatches(context: Context, { collections, count, batch, width }: RawBatches): Promise<Side> {
  const connection = await connectMongo(context.uri, context.database);
  let copied: Copied[] = [];
  const put = async (index: number): Promise<void> => {
    for (const { raw, ready } of copied) await raw.insertMany(ready.slice(index * batch, (index + 1) * batch), { ordered: false });
  };
  return {
    async prepare(round) {
      if (copied.length === 0) copied = await Promise.all(collections.map((name) => originalsOf(context, connection, name)));
      for (const each of copied) each.ready = each.originals.map((row, index) => copyOf(row, round, index));
    },
    async run() {
      const { seconds } = await concurrently(Math.ceil(count / batch), width, put);
      return { operations: count, seconds, p50Ms: null, p99Ms: null };
    },
    close: () => connection.close(),
  };
}
