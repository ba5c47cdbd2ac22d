/**
 * The server under test: the one MONGODB_URI names, else a devdb of its own in memory. The battery makes the same demands of
 * both; what the other engine is known to do differently is skipped by name.
 */
import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { startDevDb } from '../index.ts';

/** A document of a test: anything goes, but nothing is `any`. */
export interface Row {
  _id?: string | number;
  [field: string]: unknown;
}

export type Rows = mongo.Collection<Row>;

export interface Engine {
  readonly client: mongo.MongoClient;
  readonly db: mongo.Db;
  readonly isDevDb: boolean;
  /** A new collection with these documents. */
  having(documents?: readonly Row[]): Promise<Rows>;
  close(): Promise<void>;
}

/**
 * Where DocumentDB (the engine of realdb/up.sh) is known to differ from MongoDB; each was read in MongoDB's manual.
 * A test that shows one of these passes the sentence to `skipOn`.
 */
export const KNOWN_DIFFERENCES = {
  emptyArrays: 'DocumentDB sorts an empty array with null (MongoDB: below null)',
  updateMetadata: 'DocumentDB says updatedExisting: false for an update that changes nothing',
  keyValue: 'DocumentDB gives keyValue for inserts only',
  countOfNothing: 'DocumentDB gives {n: 0} for $count over nothing (MongoDB: no document)',
  dateTrunc: 'DocumentDB truncates days in a zone and weeks one unit too early',
  incrementByZero: 'DocumentDB counts $inc by 0 as a modification',
  largeDoubles: 'DocumentDB sums doubles without carrying the lost part',
  moduloOfLongs: 'DocumentDB computes $mod of a long beyond 2^53 in doubles',
  emptyPush: 'DocumentDB leaves a missing array missing after $push with $slice 0',
  bucketCode: 'DocumentDB refuses a value outside all buckets with 2 (MongoDB: 40066)',
  groupOfNothing: 'DocumentDB groups {v: null} and {} as one document _id (MongoDB: two)',
  mergePipeline: 'DocumentDB has no $merge with a pipeline',
  unevenBuckets: 'DocumentDB works out the size of $bucketAuto buckets anew for each (MongoDB: once)',
  roundDoubles: 'DocumentDB rounds what a double looks like (MongoDB: its exact value, so 2.675 becomes 2.67)',
  parallelArrays: 'DocumentDB indexes two arrays of one document (MongoDB: 171)',
  popCode: 'DocumentDB refuses $pop from a number with 2 (MongoDB: 14)',
  explain: 'DocumentDB explains with stages of its own',
  transactions: 'DocumentDB has transactions, devdb refuses them',
} as const;

export async function startEngine(): Promise<Engine> {
  const uri = process.env['MONGODB_URI'];
  const own = uri === undefined ? await startDevDb({ folder: ':memory:', durable: false }) : undefined;
  const client = await new mongo.MongoClient(uri ?? own?.uri ?? '', { maxPoolSize: 100 }).connect();
  const db = client.db(`devdb_battery_${randomBytes(6).toString('hex')}`);
  let collections = 0;
  return {
    client,
    db,
    isDevDb: own !== undefined,
    having: async (documents = []) => {
      const collection = db.collection<Row>(`c${++collections}`);
      if (documents.length > 0) await collection.insertMany([...documents]);
      return collection;
    },
    close: async () => {
      await db.dropDatabase();
      await client.close();
      await own?.close();
    },
  };
}

/** The error of an operation that must fail. */
export async function errorOf(operation: Promise<unknown>): Promise<mongo.MongoServerError> {
  try {
    await operation;
  } catch (error) {
    return error as mongo.MongoServerError;
  }
  throw new Error('the operation succeeded');
}

export const codeOf = async (operation: Promise<unknown>): Promise<unknown> => (await errorOf(operation)).code;

/** The ids of what a query finds, in the order of the ids. */
export async function idsOf(collection: Rows, query: mongo.Filter<Row>): Promise<unknown[]> {
  return (await collection.find(query).sort({ _id: 1 }).project({ _id: 1 }).toArray()).map((row) => (row as Row)._id);
}

/** The driver's types know which fields are numbers; a `Row` does not say. */
export const adding = (amounts: Record<string, number>): mongo.UpdateFilter<Row> => ({ $inc: amounts }) as mongo.UpdateFilter<Row>;
