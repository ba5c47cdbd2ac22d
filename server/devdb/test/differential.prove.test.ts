import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDevDb } from '../index.ts';
import type { DevDb } from '../index.ts';
import type { Row, Rows } from './engine.ts';
import { random } from './random.ts';

/**
 * The same random operations on devdb and on the server at REALDB_URI; every answer must be the same. Only operators that Lasting
 * uses, and nothing that `KNOWN_DIFFERENCES` in engine.ts says the other engine does differently.
 */
const uri = process.env['REALDB_URI'];
const OPERATIONS = Number(process.env['DIFFERENTIAL'] ?? 600);
const { pick, int, chance } = random(Number(process.env['SEED'] ?? 1));

type Answer = string;
type Operation = (collection: Rows) => Promise<unknown>;

let server: DevDb;
let clients: mongo.MongoClient[] = [];
let collections: Rows[] = [];
const database = `devdb_differential_${randomBytes(4).toString('hex')}`;

beforeAll(async () => {
  if (uri === undefined) return;
  server = await startDevDb({ folder: ':memory:', durable: false });
  clients = await Promise.all([server.uri, uri].map(async (address) => new mongo.MongoClient(address).connect()));
  collections = clients.map((client) => client.db(database).collection<Row>('c'));
});
afterAll(async () => {
  if (uri === undefined) return;
  await clients[1]?.db(database).dropDatabase();
  await Promise.all(clients.map(async (client) => client.close()));
  await server.close();
});

const ids = Array.from({ length: 6 }, (_, i) => new mongo.ObjectId(String(i).padStart(24, '0')));
/** No two of these are equal: which of two equal values $max keeps depends on the order of reading. */
const number = (): unknown =>
  pick<unknown>(0, 1, 2, 3, 7, -1, -5, 100, 2.5, -0.5, mongo.Long.fromNumber(4), mongo.Long.fromString('5000000000'), new mongo.Double(6));
/** In a query the same number may come as another type. */
const sameNumber = (): unknown => pick<unknown>(number(), new mongo.Double(3), mongo.Long.fromNumber(2), 6, 4);
const date = (): Date => new Date(Date.UTC(2026, int(4), 1 + int(28), int(24), int(60)));
const scalar = (): unknown =>
  pick<unknown>(number(), number(), pick('a', 'b', 'ab', 'B', '', 'é'), null, true, false, date(), pick(...(ids as [mongo.ObjectId])));
const list = <T>(least: number, most: number, make: () => T): T[] => Array.from({ length: least + int(most - least + 1) }, make);
const document = (i: number): mongo.Document => ({
  _id: i, u: `u${int(4)}`, k: pick('earn', 'spend', 'adjust'), p: number(), at: date(),
  ...(chance(0.7) ? { v: scalar() } : {}), ...(chance(0.6) ? { t: list(1, 4, () => pick<unknown>('x', 'y', 'z', 1, 2)) } : {}),
  ...(chance(0.6) ? { o: { a: number(), b: pick<unknown>('q', null, ids[1]) } } : {}),
  ...(chance(0.5) ? { l: list(1, 4, () => ({ q: int(4), w: pick('m', 'n') })) } : {}),
}); // prettier-ignore

const field = (): string => pick('p', 'v', 'u', 'o.a', 'o.b', 't', 'l.q', 'at', 'none', 'o');
const values = { u: () => `u${int(4)}`, at: date, 'l.q': () => int(4), t: () => pick<unknown>('x', 1, 2), p: sameNumber } as const;
const valueOf = (path: string): unknown => (path in values ? values[path as keyof typeof values]() : scalar());

function query(depth = 0): mongo.Document {
  const path = field();
  const value = (): unknown => valueOf(path);
  return pick<() => mongo.Document>(
    () => ({ [path]: value() }),
    () => ({ [path]: { [pick('$gt', '$gte', '$lt', '$lte', '$ne', '$eq')]: value() } }),
    () => ({ [path]: { $gte: value(), $lt: value() } }),
    () => ({ [path]: { [pick('$in', '$nin')]: [value(), value()] } }),
    () => ({ [path]: { $exists: chance(0.5) } }),
    () => ({ [path]: { $not: { [pick('$gt', '$in')]: [value()] } } }),
    () => ({ [path]: { $type: pick('number', 'string', 'null', 'date', 'objectId', 'array', 'object', 'int', 'double', 'long', 'bool') } }),
    () => ({ t: { $size: int(4) } }),
    () => ({ t: { $all: ['x', pick('y', 'x')] } }),
    () => ({ l: { $elemMatch: { q: { $gte: int(4) }, w: pick('m', 'n') } } }),
    () => ({ t: { $elemMatch: { $in: ['x', 1], $ne: 'y' } } }),
    () => ({ u: { $regex: pick('^u[12]', '3$', 'U', '^.1'), $options: pick('', 'i') } }),
    () => ({ $expr: { [pick('$gt', '$eq', '$lte')]: ['$p', number()] } }),
    () => ({ p: { $mod: [2, int(2)] } }),
    () => (depth < 2 ? { [pick('$or', '$and', '$nor')]: [query(depth + 1), query(depth + 1)] } : { p: 1 }),
  )();
}

function change(): [string, mongo.Document] {
  const nonZero = (): unknown => pick<unknown>(1, -2, 2.5, mongo.Long.fromNumber(3));
  return pick<() => [string, mongo.Document]>(
    () => ['$set', { [pick('p', 'v', 'o.a', 'o.c', 'new.x', 't.1')]: scalar() }],
    () => ['$inc', { [pick('p', 'o.a', 'count')]: nonZero() }],
    () => ['$mul', { [pick('p', 'zz')]: nonZero() }],
    () => [pick('$min', '$max'), { [pick('p', 'v')]: scalar() }],
    () => ['$unset', { [pick('v', 'o.b', 'none')]: '' }],
    () => [
      '$push',
      { t: pick<unknown>('z', { $each: ['q', 1], $slice: pick(-3, 2) }, { $each: [5], $position: 0 }, { $each: [1], $sort: pick(1, -1) }) },
    ],
    () => ['$push', { l: { $each: [{ q: int(9), w: 'p' }], $sort: { q: pick(1, -1), w: 1 }, $slice: -4 } }],
    () => ['$addToSet', { t: pick<unknown>('x', 'new', { $each: ['x', 'y', 7] }) }],
    () => ['$pull', pick<mongo.Document>({ t: 'x' }, { t: { $in: ['y', 1] } }, { l: { q: { $lt: int(4) } } })],
    () => ['$pullAll', { t: ['x', 1] }],
    () => ['$rename', { v: 'vv' }],
    () => ['$setOnInsert', { s: 1 }],
  )();
}

function update(): mongo.Document {
  if (chance(0.1))
    return pick<mongo.Document>(
      [{ $set: { s: { $add: ['$p', 1] } } }],
      [{ $set: { c: { $cond: [{ $gt: ['$p', 1] }, 'hi', 'lo'] } } }, { $unset: 'v' }],
    );
  const operators: mongo.Document = {};
  for (const [operator, fields] of list(1, 2, change))
    operators[operator] = { ...(operators[operator] as mongo.Document | undefined), ...fields };
  return operators;
}

const expression = (): unknown =>
  pick<() => unknown>(
    () => ({ [pick('$add', '$subtract', '$multiply')]: ['$p', pick<unknown>('$o.a', 2)] }),
    () => ({ $divide: ['$p', 4] }),
    () => ({ [pick('$abs', '$floor', '$ceil')]: '$p' }),
    () => ({ $cond: [{ $gt: ['$p', 1] }, '$u', 'no'] }),
    () => ({ $ifNull: ['$v', 'none'] }),
    () => ({ $size: { $ifNull: ['$t', []] } }),
    () => ({
      $dateTrunc: {
        date: '$at',
        unit: pick('hour', 'year', 'quarter'),
        timezone: pick('UTC', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Tehran'),
      },
    }),
    () => ({
      $dateToString: {
        date: '$at',
        format: pick('%Y-%m-%d', '%G-W%V', '%H:%M:%S', '%j'),
        timezone: pick('UTC', 'Europe/Berlin', 'America/New_York'),
      },
    }),
    () => ({ [pick('$year', '$month', '$dayOfWeek', '$isoWeek', '$hour', '$dayOfYear', '$week')]: '$at' }),
    () => ({ $concat: ['$u', '-', '$k'] }),
    () => ({ $toString: pick('$u', '$at', '$o.b') }),
    () => ({ $type: '$v' }),
    () => ({ $in: ['x', { $ifNull: ['$t', []] }] }),
    () => ({ $arrayElemAt: [{ $ifNull: ['$t', []] }, pick(0, -1, 9)] }),
    () => ({ $indexOfArray: [{ $ifNull: ['$t', []] }, pick(0, -1, 9)] }),
    () => ({ $filter: { input: { $ifNull: ['$l', []] }, as: 'e', cond: { $gt: ['$$e.q', 1] } } }),
    () => ({ $map: { input: { $ifNull: ['$l', []] }, as: 'e', in: '$$e.q' } }),
    () => ({ $reduce: { input: { $ifNull: ['$l', []] }, initialValue: 0, in: { $add: ['$$value', '$$this.q'] } } }),
    () => ({ [pick('$max', '$min')]: ['$p', '$o.a', 0] }),
    () => ({ [pick('$cmp', '$gt', '$eq')]: ['$p', '$v'] }),
    () => ({ $dateDiff: { startDate: new Date(Date.UTC(2026, 0, 1)), endDate: '$at', unit: pick('day', 'month', 'hour') } }),
    () => ({ $dateAdd: { startDate: '$at', unit: pick('month', 'day', 'hour'), amount: int(40) } }),
  )();

function pipeline(): mongo.Document[] {
  const sort = { $sort: { _id: 1 } };
  return pick<() => mongo.Document[]>(
    () => [{ $project: { r: expression(), q: expression() } }, sort],
    () => [{ $match: query() }, { $addFields: { z: expression() } }, { $project: { z: 1 } }, sort],
    () => [
      { $match: query() },
      {
        $group: {
          _id: pick<unknown>('$u', '$k', null, { u: '$u', k: '$k' }),
          n: { $sum: 1 },
          s: { $sum: '$p' },
          a: { $avg: '$p' },
          mi: { $min: '$p' },
          ma: { $max: '$p' },
        },
      },
      sort,
    ],
    () => [sort, { $group: { _id: '$u', f: { $first: '$_id' }, l: { $last: '$p' }, all: { $push: '$_id' } } }, sort],
    () => [
      { $unwind: { path: '$t', preserveNullAndEmptyArrays: chance(0.5) } },
      { $group: { _id: '$t', n: { $sum: 1 } } },
      { $sort: { n: -1, _id: 1 } },
    ],
    () => [
      { $match: query() },
      { $sort: { [pick('p', 'at', 'u')]: pick(1, -1), _id: 1 } },
      { $skip: int(3) },
      { $limit: 1 + int(9) },
      { $project: { p: 1 } },
    ],
    () => [{ $bucket: { groupBy: '$_id', boundaries: [0, 5, 12, 30], default: 'x', output: { n: { $sum: 1 } } } }],
    () => [
      {
        $facet: {
          top: [{ $sort: { p: -1, _id: 1 } }, { $limit: 3 }, { $project: { p: 1 } }],
          all: [{ $group: { _id: '$k', n: { $sum: 1 } } }, sort],
        },
      },
    ],
  )();
}

const byName = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(byName);
  if (typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, byName(item)]),
  );
};

async function answers(operation: Operation): Promise<Answer[]> {
  return Promise.all(
    collections.map(async (collection) => {
      try {
        return mongo.BSON.EJSON.stringify(byName(await operation(collection)), { relaxed: false });
      } catch (error) {
        return `error ${String((error as mongo.MongoServerError).code)}`;
      }
    }),
  );
}

async function agree(make: () => readonly [what: unknown, run: Operation], reload: boolean): Promise<void> {
  const documents = Array.from({ length: 40 }, (_, i) => document(i));
  const load = async (): Promise<void> => {
    for (const collection of collections) {
      await collection.deleteMany({});
      await collection.insertMany(documents);
    }
  };
  await load();
  const different: unknown[] = [];
  for (let i = 0; i < OPERATIONS; i++) {
    const [what, run] = make();
    const [ours, theirs] = await answers(run);
    if (ours !== theirs)
      different.push({ what: mongo.BSON.EJSON.stringify(what), ours: ours?.slice(0, 300), theirs: theirs?.slice(0, 300) });
    if (reload && i % 10 === 9) await load();
  }
  expect(different).toEqual([]);
}

const raw = { promoteValues: false };

test.skipIf(uri === undefined)('queries find the same documents', async () => {
  await agree(() => {
    const filter = query();
    return [
      filter,
      async (c) =>
        (
          await c
            .find(filter, { projection: { _id: 1 } })
            .sort({ _id: 1 })
            .toArray()
        ).map(({ _id }) => _id),
    ];
  }, false);
});

test.skipIf(uri === undefined)('sorts give the same order', async () => {
  await agree(() => {
    const sort: Record<string, 1 | -1> = {
      [pick('p', 'v', 'u', 'o.a', 'at', 'o', 'none')]: pick(1, -1),
      [pick('k', 't')]: pick(1, -1),
      _id: 1,
    };
    return [sort, async (c) => (await c.find({}, { sort, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id)];
  }, false);
});

test.skipIf(uri === undefined)('updates make the same documents, of the same types', async () => {
  await agree(() => {
    const [filter, changes, upsert] = [{ _id: int(40) }, update(), chance(0.1)];
    const run: Operation = async (c) => {
      const { matchedCount, modifiedCount, upsertedCount } = await c.updateOne(filter, changes, { upsert });
      return [matchedCount, modifiedCount, upsertedCount, await c.findOne(filter, raw)];
    };
    return [{ filter, changes, upsert }, run];
  }, true);
});

test.skipIf(uri === undefined)('pipelines compute the same', async () => {
  await agree(() => {
    const stages = pipeline();
    return [stages, async (c) => c.aggregate(stages, raw).toArray()];
  }, false);
});
