import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDevDb } from '../index.ts';
import type { DevDb } from '../index.ts';
import type { Row, Rows } from './engine.ts';
import { prefixOf } from '../query/prefix.ts';
import { random } from './random.ts';

let server: DevDb;
let client: mongo.MongoClient;
beforeAll(async () => {
  server = await startDevDb({ folder: ':memory:', durable: false });
  client = await new mongo.MongoClient(server.uri).connect();
});
afterAll(async () => {
  await client.close();
  await server.close();
});

const collection = (name: string): Rows => client.db('planner').collection<Row>(name);

interface Explained {
  readonly plan: string;
  readonly examined: number;
}

async function explained(cursor: mongo.FindCursor<Row>): Promise<Explained> {
  const { queryPlanner, executionStats } = (await cursor.explain('executionStats')) as {
    queryPlanner: { winningPlan: unknown };
    executionStats: { totalDocsExamined: number };
  };
  return { plan: JSON.stringify(queryPlanner.winningPlan), examined: executionStats.totalDocsExamined };
}

describe('the beginning of an anchored pattern', () => {
  test.each([
    ['^mina', '', 'mina'], ['^a\\.b\\-c', '', 'a.b-c'], ['^می‌نا', '', 'می‌نا'], ['^ab?c', '', 'a'], ['^ab*', '', 'a'], ['^ab{2}', '', 'a'], ['^ab+', '', 'ab'],
    ['^a\\db', '', 'a'], ['^a|b', '', null], ['^(a)', '', null], ['mina', '', null], ['^mina', 'i', null], ['^', '', null],
  ])('of %s with "%s" is %s', (pattern, flags, prefix) => expect(prefixOf(pattern, flags)).toBe(prefix));
}); // prettier-ignore

describe('an index', () => {
  beforeAll(async () => {
    const rows = collection('walks');
    await rows.createIndexes([
      { key: { member: 1, at: -1 } },
      { key: { state: 1, dueAt: 1 } },
      { key: { store: 1, key: 1 }, unique: true },
      { key: { ref: 1 }, partialFilterExpression: { ref: { $exists: true } } },
      { key: { tags: 1 } },
    ]);
    await rows.insertMany(
      Array.from({ length: 2000 }, (_, i) => ({
        _id: i, member: `m${i % 50}`, at: new Date(i * 1000), state: i % 10 === 0 ? 'due' : 'done', dueAt: new Date(i * 1000), store: 's', key: `k${i}`,
        tags: [`t${i % 7}`, `u${i % 11}`], ...(i % 100 === 0 ? { ref: i } : {}),
      })),
    ); // prettier-ignore
  });
  const walks = (name: string, find: (rows: Rows) => mongo.FindCursor<Row>, index: string, most: number): void => {
    test(name, async () => {
      const { plan, examined } = await explained(find(collection('walks')));
      expect(plan).toContain(`"indexName":"${index}"`);
      expect(plan).not.toContain('"SORT"');
      expect(examined).toBeLessThanOrEqual(most);
    });
  };
  walks('gives the 20 newest of a member', (rows) => rows.find({ member: 'm7' }).sort({ at: -1 }).limit(20), 'member_1_at_-1', 20);
  walks('finds what begins with a text', (rows) => rows.find({ key: { $regex: /^k199/ }, store: 's' }), 'store_1_key_1', 11);
  walks('finds lists of which an element begins with a text', (rows) => rows.find({ tags: /^u1/ }), 'tags_1', 364);
  walks(
    'gives the 20 oldest of a member, walked backwards',
    (rows) => rows.find({ member: 'm7' }).sort({ at: 1 }).limit(20),
    'member_1_at_-1',
    20,
  );
  walks(
    'gives the due items in their order',
    (rows) =>
      rows
        .find({ state: 'due', dueAt: { $lte: new Date(300_000) } })
        .sort({ dueAt: 1 })
        .limit(10),
    'state_1_dueAt_1',
    10,
  );
  walks(
    'reads only the range',
    (rows) => rows.find({ state: 'due', dueAt: { $gt: new Date(1_900_000), $lt: new Date(1_950_000) } }),
    'state_1_dueAt_1',
    5,
  );
  walks('finds one by a unique key', (rows) => rows.find({ store: 's', key: 'k77' }), 'store_1_key_1', 1);
  walks('finds several keys', (rows) => rows.find({ store: 's', key: { $in: ['k1', 'k2', 'none'] } }), 'store_1_key_1', 2);
  walks('that is partial serves a query that implies its filter', (rows) => rows.find({ ref: 500 }), 'ref_1', 1);
  walks('finds elements of arrays', (rows) => rows.find({ tags: 't3' }), 'tags_1', 300);
  walks('of the _id gives its order both ways', (rows) => rows.find().sort({ _id: -1 }).limit(3), '_id_', 3);
  walks(
    'is walked for each alternative of an $or',
    (rows) =>
      rows.find({
        $or: [
          { store: 's', key: 'k5' },
          { member: 'm1', at: new Date(1000) },
        ],
      }),
    'store_1_key_1',
    2,
  );

  test('that is partial does not serve a query that does not imply its filter', async () => {
    const { plan } = await explained(collection('walks').find({ ref: null }));
    expect(plan).toContain('COLLSCAN');
  });
  test('that is asked for by hint is used, and must exist', async () => {
    const rows = collection('walks');
    expect((await explained(rows.find({ state: 'due' }).hint({ member: 1, at: -1 }))).plan).toContain('member_1_at_-1');
    await expect(rows.find().hint('none').toArray()).rejects.toMatchObject({ code: 2 });
  });
});

async function idsOrCode(cursor: mongo.FindCursor<mongo.Document>): Promise<string> {
  try {
    return JSON.stringify((await cursor.toArray()).map((found) => (found as Row)._id));
  } catch (error) {
    return `error ${String((error as mongo.MongoServerError).code)}`;
  }
}

/** The same documents with and without indexes must answer alike: a wrong bound would lose documents silently. */
test('random queries find the same with indexes as without', async () => {
  const { pick, int, chance } = random(20261121);
  const scalar = (): unknown => pick<unknown>(0, 1, 2, 2.5, -1, 'a', 'b', null, true, new Date(5), mongo.Long.fromNumber(2));
  const field = (): string => pick('a', 'b', 'o.x', 'l.x', 't', 'none');
  const row = (i: number): Row => {
    const made: Row = { _id: i };
    if (chance(0.8)) made['a'] = chance(0.15) ? Array.from({ length: int(3) }, scalar) : scalar();
    if (chance(0.8)) made['b'] = scalar();
    if (chance(0.6)) made['o'] = chance(0.2) ? scalar() : { x: scalar() };
    if (chance(0.5)) made['l'] = Array.from({ length: int(3) }, () => pick<unknown>({ x: scalar() }, { y: 1 }, 5));
    if (chance(0.5)) made['t'] = Array.from({ length: int(4) }, scalar);
    return made;
  };
  const condition = (): unknown =>
    pick(
      scalar(),
      { [pick('$gt', '$gte', '$lt', '$lte', '$ne', '$eq')]: scalar() },
      { $in: [scalar(), scalar()] },
      { $gte: int(3), $lt: int(5) },
      { $exists: chance(0.7) },
      { $gt: scalar(), $lt: scalar() },
    );
  const plain = (): Row => Object.fromEntries(Array.from({ length: 1 + int(3) }, () => [field(), condition()]));
  const query = (): Row => (chance(0.2) ? { $or: [plain(), plain()], ...(chance(0.5) ? plain() : {}) } : plain());
  const sort = (): Record<string, 1 | -1> => ({ [field()]: pick(1, -1), [field()]: pick(1, -1), _id: pick(1, -1) });

  const [indexed, bare] = [collection('indexed'), collection('bare')];
  const keys: Record<string, 1 | -1>[] = [
    { a: 1 },
    { a: 1, b: -1 },
    { b: -1, a: -1, _id: 1 },
    { 'o.x': 1, a: 1 },
    { 'l.x': 1 },
    { t: 1, b: 1 },
    { b: 1, t: -1 },
  ];
  await indexed.createIndexes(keys.map((key) => ({ key })));
  await indexed.createIndex({ a: 1, 'o.x': -1 }, { sparse: true });
  await indexed.createIndex({ b: 1, 'o.x': 1 }, { partialFilterExpression: { a: { $gt: 0 } } });
  await indexed.createIndex({ none: 1, b: 1 }, { partialFilterExpression: { b: { $exists: true } }, name: 'p2' });
  const rows = Array.from({ length: 150 }, (_, i) => row(i));
  await Promise.all([indexed, bare].map(async (target) => target.insertMany(rows)));

  const failures: unknown[] = [];
  for (let i = 0; i < 700; i++) {
    const filter = query() as mongo.Filter<Row>;
    const order = sort();
    const [skip, limit] = [chance(0.2) ? int(5) : 0, chance(0.3) ? 1 + int(20) : 0];
    const answers = await Promise.all(
      [indexed, bare].map(async (target) => idsOrCode(target.find(filter, { sort: order, skip, limit }).project({ _id: 1 }))),
    );
    if (answers[0] !== answers[1]) failures.push({ filter, order, answers });
  }
  expect(failures).toEqual([]);
});
