import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDevDb } from '../index.ts';
import type { DevDb } from '../index.ts';
import { codeOf } from './engine.ts';

/** Everything devdb does not do must be an error: the worst it could do is to answer as if it did. */
let server: DevDb;
let client: mongo.MongoClient;
let db: mongo.Db;
beforeAll(async () => {
  server = await startDevDb({ folder: ':memory:', durable: false });
  client = await new mongo.MongoClient(server.uri, { retryWrites: false }).connect();
  db = client.db('refusals');
  await db.collection('c').insertMany([{ a: 1, l: [1, 2], at: new Date() }]);
});
afterAll(async () => {
  await client.close();
  await server.close();
});

const refuses = (name: string, command: mongo.Document, code: number): void => {
  test(`${name} is refused with ${code}`, async () => {
    expect(await codeOf(db.command(command))).toBe(code);
  });
};
const find = (filter: mongo.Document): mongo.Document => ({ find: 'c', filter });
/** The error of one statement, or of the whole command when it could not even be read. */
const statementCode = async (command: mongo.Document): Promise<unknown> => {
  try {
    const reply = (await db.command(command)) as { writeErrors?: { code: number }[] };
    return reply.writeErrors?.[0]?.code;
  } catch (error) {
    return (error as mongo.MongoServerError).code;
  }
};

describe('commands', () => {
  const unknown = [
    'zap',
    'bulkWrite',
    'commitTransaction',
    'abortTransaction',
    'mapReduce',
    'renameCollection',
    'validate',
    'collStats',
    'dbStats',
    'serverStatus',
    'saslStart',
    'geoNear',
    'eval',
    'shutdown',
    'killOp',
  ];
  for (const name of unknown) refuses(name, { [name]: 'c' }, 59);
  refuses('an unknown field', { find: 'c', zap: 1 }, 40415);
  refuses('an unknown field of a statement', { aggregate: 'c', pipeline: [], cursor: {}, zap: 1 }, 40415);
  refuses('a transaction number', { insert: 'c', documents: [{ a: 1 }], txnNumber: mongo.Long.fromNumber(1) }, 20);
  refuses('the start of a transaction', { find: 'c', startTransaction: true, autocommit: false }, 20);
  refuses('a snapshot', { find: 'c', readConcern: { level: 'snapshot' } }, 123);
  refuses('waiting for two members', { insert: 'c', documents: [{ a: 1 }], writeConcern: { w: 2 } }, 2);
  refuses('a collation', { ...find({}), collation: { locale: 'en' } }, 115);
  refuses('a tailable cursor', { ...find({}), tailable: true }, 115);
  refuses('min and max', { ...find({}), min: { a: 1 } }, 115);
  refuses('an unknown cursor', { getMore: mongo.Long.fromNumber(5), collection: 'c' }, 43);
  refuses('explain of an update', { explain: { update: 'c', updates: [] } }, 115);
  test('transactions of the driver', async () => {
    const session = client.startSession();
    session.startTransaction();
    await expect(db.collection('c').insertOne({ a: 1 }, { session })).rejects.toThrow();
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
    expect(await db.collection('c').countDocuments()).toBe(1);
  });
  test('bulkWrite of the client', async () => {
    await expect(client.bulkWrite([{ namespace: 'refusals.c', name: 'insertOne', document: { a: 9 } }])).rejects.toThrow();
  });
});

describe('queries', () => {
  refuses('an unknown operator', find({ a: { $zap: 1 } }), 2);
  for (const operator of ['$bitsAllSet', '$geoWithin', '$near', '$text']) refuses(operator, find({ a: { [operator]: 1 } }), 115);
  for (const operator of ['$where', '$text', '$sampleRate']) refuses(`${operator} at the top`, find({ [operator]: 1 }), 115);
  refuses('an unknown expression', find({ $expr: { $zap: 1 } }), 168);
  refuses('Decimal128', find({ a: mongo.Decimal128.fromString('1') }), 115);
  refuses('a comparison with MaxKey', find({ a: { $lt: new mongo.MaxKey() } }), 115);
  for (const pattern of ['(?i)a', 'a(?#x)', 'a++', '\\Aa', '\\pL', '[[:alpha:]]', '(?<n>a)', '\\Qa\\E', '(?>a)', '(?P<n>a)', '\\h']) {
    refuses(`the regular expression ${pattern}`, find({ a: { $regex: pattern } }), 51091);
  }
  refuses('the regex option x', find({ a: { $regex: 'a', $options: 'x' } }), 51108);
  refuses('an unknown keyword of $jsonSchema', find({ $jsonSchema: { allOf: [] } }), 9);
});

describe('updates', () => {
  const refusesUpdate = (name: string, u: unknown, code: number, more: mongo.Document = {}): void => {
    test(`${name} is refused with ${code}`, async () => {
      expect(await statementCode({ update: 'c', updates: [{ q: {}, u, ...more }] })).toBe(code);
    });
  };
  refusesUpdate('an unknown operator', { $zap: { a: 1 } }, 9);
  refusesUpdate('an unknown option of $push', { $push: { l: { $each: [1], $zap: 1 } } }, 2);
  refusesUpdate('a timestamp of $currentDate', { $currentDate: { a: { $type: 'timestamp' } } }, 115);
  refusesUpdate('a stage that is not for updates', [{ $group: { _id: 1 } }], 72);
  refusesUpdate('a collation', { $set: { a: 1 } }, 115, { collation: { locale: 'en' } });
  refusesUpdate('replacing many', { a: 1 }, 9, { multi: true });
  refusesUpdate('an unknown field', { $set: { a: 1 } }, 40415, { zap: 1 });
  refusesUpdate('$ that could be two elements', { $set: { 'l.$': 5 } }, 2, { q: { l: { $all: [1, 2] } } });
});

describe('documents', () => {
  const refusesDocument = (name: string, document: mongo.Document, code: number): void => {
    test(`${name} is refused with ${code}`, async () => {
      expect(await statementCode({ insert: 'c', documents: [document] })).toBe(code);
    });
  };
  refusesDocument('Decimal128', { a: { b: [mongo.Decimal128.fromString('1.5')] } }, 115);
  refusesDocument('JavaScript', { a: new mongo.Code('x') }, 115);
  refusesDocument('a symbol', { a: new mongo.BSONSymbol('x') }, 115);
  refusesDocument('an array as _id', { _id: [1] }, 53);
  refusesDocument('a field that begins with $', { $a: 1 }, 52);
});

describe('definitions', () => {
  const index = (spec: mongo.Document): mongo.Document => ({ createIndexes: 'c', indexes: [{ name: 'x', ...spec }] });
  for (const kind of ['text', 'hashed', '2dsphere', '2d']) refuses(`a ${kind} index`, index({ key: { a: kind } }), 115);
  refuses('an index with a collation', index({ key: { a: 1 }, collation: { locale: 'en' } }), 115);
  refuses('a hidden index', index({ key: { a: 1 }, hidden: true }), 115);
  refuses('an unknown index option', index({ key: { a: 1 }, zap: 1 }), 197);
  refuses('a wildcard index', index({ key: { '$**': 1 } }), 67);
  refuses('an index on a position', index({ key: { 'l.0': 1 } }), 115);
  refuses('a partial index by $or', index({ key: { a: 1 }, partialFilterExpression: { $or: [{ a: 1 }] } }), 67);
  refuses('a partial index by $ne', index({ key: { a: 1 }, partialFilterExpression: { a: { $ne: 1 } } }), 67);
  refuses('a TTL index on two fields', index({ key: { a: 1, b: 1 }, expireAfterSeconds: 5 }), 67);
  refuses('a capped collection', { create: 'x', capped: true, size: 100 }, 115);
  refuses('a view', { create: 'x', viewOn: 'c' }, 115);
  refuses('a time series', { create: 'x', timeseries: { timeField: 't' } }, 115);
  refuses('another validation action', { create: 'x', validator: {}, validationAction: 'warn' }, 115);
  refuses('a name with $', { create: 'a$b' }, 73);
  refuses('another collection of the same name', { create: 'c', validator: { a: 1 } }, 48);
});

describe('pipelines', () => {
  const pipeline = (...stages: mongo.Document[]): mongo.Document => ({ aggregate: 'c', pipeline: stages, cursor: {} });
  refuses('an unknown stage', pipeline({ $zap: {} }), 40324);
  for (const stage of [
    '$changeStream',
    '$graphLookup',
    '$redact',
    '$densify',
    '$fill',
    '$geoNear',
    '$collStats',
    '$indexStats',
    '$search',
  ]) {
    refuses(stage, pipeline({ [stage]: {} }), 115);
  }
  refuses('$out before the end', pipeline({ $out: 'x' }, { $limit: 1 }), 40601);
  refuses(
    'a window by range',
    pipeline({ $setWindowFields: { sortBy: { a: 1 }, output: { s: { $sum: '$a', window: { range: [-1, 0] } } } } }),
    115,
  );
  refuses('an unknown accumulator', pipeline({ $group: { _id: 1, a: { $zap: 1 } } }), 15952);
  for (const name of ['$accumulator', '$percentile']) refuses(name, pipeline({ $group: { _id: 1, a: { [name]: {} } } }), 115);
  for (const name of [
    '$function',
    '$pow',
    '$log',
    '$sin',
    '$rand',
    '$convert',
    '$dateFromString',
    '$setField',
    '$sortArray',
    '$zip',
    '$tsSecond',
    '$meta',
  ]) {
    test(`${name} is refused by its code`, async () => {
      expect([115, 31325]).toContain(await codeOf(db.command(pipeline({ $project: { x: { [name]: {} } } }))));
    });
  }
  refuses('an unknown option of $lookup', pipeline({ $lookup: { from: 'c', localField: 'a', foreignField: 'a', as: 'x', zap: 1 } }), 40415);
  refuses('explain of a pipeline', { ...pipeline(), explain: true }, 115);
  refuses('a collation', { ...pipeline(), collation: { locale: 'en' } }, 115);
  refuses('a very large double as a string', pipeline({ $project: { x: { $toString: new mongo.Double(1e300) } } }), 115);
});
