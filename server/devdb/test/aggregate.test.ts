import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, KNOWN_DIFFERENCES, startEngine } from './engine.ts';
import type { Engine, Row, Rows } from './engine.ts';

let engine: Engine;
let entries: Rows;
const KINDS = ['earn', 'spend', 'adjust'];
const rows = Array.from({ length: 60 }, (_, i) => ({
  _id: i,
  member: `m${i % 4}`,
  kind: KINDS[i % 3],
  points: i % 3 === 1 ? -i : i,
  at: new Date(Date.UTC(2026, 0, 1 + i, i % 24, 30)),
  tags: i % 4 === 0 ? [] : ['a', `t${i % 2}`],
  ...(i % 5 === 0 ? {} : { note: `n${i}` }),
}));

beforeAll(async () => {
  engine = await startEngine();
  entries = await engine.having(rows);
  await entries.createIndex({ member: 1, at: -1 });
});
afterAll(async () => engine.close());

const run = async (...stages: Row[]): Promise<Row[]> => entries.aggregate<Row>(stages).toArray();
const sum = (list: readonly { points: number }[]): number => list.reduce((total, { points }) => total + points, 0);

describe('$group', () => {
  test('gathers by a field', async () => {
    const groups = await run(
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$member', total: { $sum: '$points' }, n: { $sum: 1 }, mean: { $avg: '$points' }, least: { $min: '$points' }, most: { $max: '$points' },
          first: { $first: '$_id' }, last: { $last: '$_id' }, all: { $push: '$_id' }, kinds: { $addToSet: '$kind' }, count: { $count: {} }, notes: { $push: '$note' },
        },
      },
      { $sort: { _id: 1 } },
    ); // prettier-ignore
    expect(groups).toHaveLength(4);
    for (const group of groups) {
      const own = rows.filter(({ member }) => member === group._id);
      const points = own.map((row) => row.points);
      const [total, ids] = [sum(own), own.map(({ _id }) => _id)];
      expect(group).toEqual({
        _id: group._id, total, n: 15, mean: total / 15, least: Math.min(...points), most: Math.max(...points), first: ids[0], last: ids.at(-1), all: ids,
        kinds: expect.arrayContaining(KINDS) as unknown, count: 15, notes: own.flatMap(({ note }) => note ?? []),
      }); // prettier-ignore
    }
  });
  test('of everything, with a condition in the sum', async () => {
    const [group] = await run({ $group: { _id: null, earned: { $sum: { $cond: [{ $eq: ['$kind', 'earn'] }, '$points', 0] } } } });
    expect(group).toEqual({ _id: null, earned: sum(rows.filter(({ kind }) => kind === 'earn')) });
  });
  test('by several fields; nothing and null are one group', async () => {
    expect(await run({ $group: { _id: { member: '$member', kind: '$kind' } } })).toHaveLength(12);
    const some = await engine.having([{ v: null }, {}, { v: 1 }, { v: new mongo.Double(1) }]);
    expect(await some.aggregate([{ $group: { _id: '$v', n: { $sum: 1 } } }, { $sort: { n: 1, _id: 1 } }]).toArray()).toEqual([
      { _id: null, n: 2 },
      { _id: 1, n: 2 },
    ]);
  });
  test('by a document keeps nothing and null apart', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.groupOfNothing);
    const some = await engine.having([{ v: null }, {}, { v: 1 }]);
    expect(await some.aggregate([{ $group: { _id: { v: '$v' } } }]).toArray()).toHaveLength(3);
  });
  test('sums whole numbers exactly and says their type', async () => {
    const some = await engine.having([{ v: 2147483647 }, { v: 1 }, { v: 'x' }, { v: null }]);
    const [group] = await some.aggregate([{ $group: { _id: null, s: { $sum: '$v' } } }], { promoteValues: false }).toArray();
    expect((group as { s: { _bsontype: string } }).s._bsontype).toBe('Long');
    const large = await engine.having([{ v: mongo.Long.fromString('9007199254740993') }, { v: mongo.Long.fromString('2') }]);
    const [exact] = await large.aggregate([{ $group: { _id: null, s: { $sum: '$v' } } }], { promoteLongs: false }).toArray();
    expect(String((exact as { s: unknown }).s)).toBe('9007199254740995');
  });
  test('carries what doubles lose', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.largeDoubles);
    const some = await engine.having([1e16, 1, -1e16, 0.5].map((v) => ({ v: new mongo.Double(v) })));
    expect(await some.aggregate([{ $sort: { _id: 1 } }, { $group: { _id: null, s: { $sum: '$v' } } }]).toArray()).toEqual([
      { _id: null, s: 1.5 },
    ]);
  });
  test('deviation and merged documents', async () => {
    const some = await engine.having([{ v: 2, o: { a: 1, b: 1 } }, { v: 4, o: { b: 2 } }, { v: 6 }]);
    const [group] = await some
      .aggregate([
        { $sort: { v: 1 } },
        { $group: { _id: null, p: { $stdDevPop: '$v' }, s: { $stdDevSamp: '$v' }, o: { $mergeObjects: '$o' } } },
      ])
      .toArray();
    expect(group).toEqual({ _id: null, p: Math.sqrt(8 / 3), s: 2, o: { a: 1, b: 2 } });
  });
});

describe('a stage', () => {
  test('$match, $sort, $skip, $limit and $project', async () => {
    const page = await run(
      { $match: { member: 'm1' } },
      { $sort: { at: -1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $project: { points: 1, double: { $multiply: ['$points', 2] } } },
    );
    expect(page).toEqual([
      { _id: 53, points: 53, double: 106 },
      { _id: 49, points: -49, double: -98 },
    ]);
  });
  test('$sort in the middle, with $limit', async () => {
    const top = await run({ $group: { _id: '$member', total: { $sum: '$points' } } }, { $sort: { total: -1 } }, { $limit: 2 });
    const totals = ['m0', 'm1', 'm2', 'm3'].map((member) => ({ _id: member, total: sum(rows.filter((row) => row.member === member)) }));
    expect(top).toEqual(totals.toSorted((a, b) => b.total - a.total).slice(0, 2));
  });
  test('$count says how many documents came', async () => {
    expect(await run({ $match: { kind: 'earn' } }, { $count: 'n' })).toEqual([{ n: 20 }]);
  });
  test('$count of nothing gives nothing', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.countOfNothing);
    expect(await run({ $match: { kind: 'none' } }, { $count: 'n' })).toEqual([]);
  });
  test('$unwind, with and without what is empty, with positions', async () => {
    const few = [{ $match: { _id: { $lt: 2 } } }, { $sort: { _id: 1 } }];
    expect(await run(...few, { $unwind: '$tags' }, { $project: { tags: 1 } })).toEqual([
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 't1' },
    ]);
    const kept = await run(
      ...few,
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $project: { tags: 1, i: 1 } },
    );
    expect(kept).toEqual([
      { _id: 0, i: null },
      { _id: 1, tags: 'a', i: 0 },
      { _id: 1, tags: 't1', i: 1 },
    ]);
  });
  test('$addFields, $set and $unset reach into documents and arrays', async () => {
    const some = await engine.having([{ _id: 1, a: { x: 1 }, l: [{ p: 1 }, { p: 2 }] }]);
    const [row] = await some
      .aggregate([{ $addFields: { 'a.y': '$a.x', 'l.q': 9, gone: '$none' } }, { $set: { z: { $size: '$l' } } }, { $unset: ['l.p', 'a.x'] }])
      .toArray();
    expect(row).toEqual({ _id: 1, a: { y: 1 }, l: [{ q: 9 }, { q: 9 }], z: 2 });
  });
  test('$replaceRoot and $replaceWith make a part of a document the whole', async () => {
    expect(await run({ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { m: '$member' } } })).toEqual([{ m: 'm1' }]);
    expect(await run({ $match: { _id: 1 } }, { $replaceWith: { m: '$member' } })).toEqual([{ m: 'm1' }]);
  });
  test('$facet reads its input for each part', async () => {
    const [facets] = await run(
      { $match: { kind: 'earn' } },
      { $facet: { n: [{ $count: 'n' }], top: [{ $sort: { points: -1 } }, { $limit: 2 }, { $project: { _id: 1 } }] } },
    );
    expect(facets).toEqual({ n: [{ n: 20 }], top: [{ _id: 57 }, { _id: 54 }] });
  });
  test('$bucket takes the lower boundary, leaves out empty buckets, and sorts them', async () => {
    const buckets = await run({ $bucket: { groupBy: '$_id', boundaries: [0, 10, 50, 55], default: 'rest', output: { n: { $sum: 1 } } } });
    expect(buckets).toEqual([
      { _id: 0, n: 10 },
      { _id: 10, n: 40 },
      { _id: 50, n: 5 },
      { _id: 'rest', n: 5 },
    ]);
    expect(await run({ $match: { _id: 10 } }, { $bucket: { groupBy: '$_id', boundaries: [0, 10, 50] } })).toEqual([{ _id: 10, count: 1 }]);
  });
  test('$sortByCount gives the most frequent value first', async () => {
    expect((await run({ $sortByCount: '$member' })).map(({ count }) => count)).toEqual([15, 15, 15, 15]);
  });
  test('$sample gives so many', async () => {
    expect(new Set((await run({ $sample: { size: 7 } })).map(({ _id }) => _id)).size).toBe(7);
  });
  test('$unionWith adds what another pipeline or $documents gives', async () => {
    const other = await engine.having([{ _id: 100 }]);
    expect(
      await run(
        { $match: { _id: 5 } },
        { $project: { _id: 1 } },
        { $unionWith: { coll: other.collectionName, pipeline: [{ $set: { b: 1 } }] } },
      ),
    ).toEqual([{ _id: 5 }, { _id: 100, b: 1 }]);
    expect(await engine.db.aggregate([{ $documents: [{ a: 1 }] }]).toArray()).toEqual([{ a: 1 }]);
  });
  test('$lookup by equal fields, over arrays and null', async () => {
    const left = await engine.having([{ _id: 1, k: 'x' }, { _id: 2, k: ['x', 'y'] }, { _id: 3 }, { _id: 4, k: [] }]);
    const right = await engine.having([{ _id: 'a', k: 'x' }, { _id: 'b', k: ['y', 'z'] }, { _id: 'c' }]);
    const joined = await left
      .aggregate([{ $lookup: { from: right.collectionName, localField: 'k', foreignField: 'k', as: 'found' } }, { $sort: { _id: 1 } }])
      .toArray();
    expect(joined.map((row) => (row as { found: Row[] }).found.map(({ _id }) => _id))).toEqual([['a'], ['a', 'b'], ['c'], ['c']]);
  });
  test('$lookup by a pipeline with variables', async () => {
    const left = await engine.having([
      { _id: 1, k: 2 },
      { _id: 2, k: 9 },
    ]);
    const right = await engine.having([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
      { _id: 'c', n: 3 },
    ]);
    const lookup = {
      from: right.collectionName,
      let: { k: '$k' },
      pipeline: [{ $match: { $expr: { $gte: ['$n', '$$k'] } } }, { $project: { n: 1, _id: 0 } }],
      as: 'found',
    };
    expect(await left.aggregate([{ $lookup: lookup }, { $sort: { _id: 1 } }]).toArray()).toEqual([
      { _id: 1, k: 2, found: [{ n: 2 }, { n: 3 }] },
      { _id: 2, k: 9, found: [] },
    ]);
  });
  test('let gives variables to the whole pipeline', async () => {
    expect(
      await entries.aggregate([{ $match: { $expr: { $eq: ['$_id', '$$x'] } } }, { $project: { y: '$$x' } }], { let: { x: 4 } }).toArray(),
    ).toEqual([{ _id: 4, y: 4 }]);
  });
  test('a long answer comes in batches', async () => {
    const all = await entries.aggregate([{ $sort: { points: 1 } }], { batchSize: 7 }).toArray();
    expect(all).toHaveLength(60);
  });
});

describe('a wrong pipeline', () => {
  const refuses = (name: string, stage: Row, code: number): void => {
    test(`${name} is refused with ${code}`, async () => {
      expect(await codeOf(run(stage))).toBe(code);
    });
  };
  refuses('an unknown stage', { $zap: 1 }, 40324);
  refuses('an unknown accumulator', { $group: { _id: null, a: { $zap: 1 } } }, 15952);
  refuses('$group without _id', { $group: { a: { $sum: 1 } } }, 15955);
  refuses('an unknown expression', { $project: { a: { $zap: 1 } } }, 31325);
  test('an unknown expression in $group is refused', async () => {
    expect([168, 31325]).toContain(await codeOf(run({ $group: { _id: { $zap: 1 } } })));
  });
  refuses('an unknown variable', { $project: { a: '$$zap' } }, 17276);
  refuses('$limit of 0', { $limit: 0 }, 15958);
  test('$bucket of a value outside without a default is refused with 40066', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.bucketCode);
    expect(await codeOf(run({ $bucket: { groupBy: '$_id', boundaries: [0, 5] } }))).toBe(40066);
  });
});
