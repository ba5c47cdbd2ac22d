import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, KNOWN_DIFFERENCES, startEngine } from './engine.ts';
import type { Engine, Row, Rows } from './engine.ts';

let engine: Engine;
let entries: Rows;
beforeAll(async () => {
  engine = await startEngine();
  entries = await engine.having(Array.from({ length: 60 }, (_, i) => ({ _id: i, member: `m${i % 4}` })));
});
afterAll(async () => engine.close());

const run = async (...stages: Row[]): Promise<Row[]> => entries.aggregate<Row>(stages).toArray();

describe('a larger stage', () => {
  test('$bucketAuto makes buckets of equal size, the last takes the rest', async () => {
    const boundaries = async (count: number): Promise<unknown[]> =>
      (await run({ $bucketAuto: { groupBy: '$_id', buckets: count } }, { $sort: { _id: 1 } })).map((row) => [row._id, row['count']]);
    expect(await boundaries(3)).toEqual([
      [{ min: 0, max: 20 }, 20],
      [{ min: 20, max: 40 }, 20],
      [{ min: 40, max: 59 }, 20],
    ]);
  });
  test('$bucketAuto keeps equal values together', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.unevenBuckets);
    const equal = await engine.having([1, 1, 1, 2, 3].map((v) => ({ v })));
    const found = await equal.aggregate([{ $bucketAuto: { groupBy: '$v', buckets: 3 } }]).toArray();
    expect(found).toEqual([
      { _id: { min: 1, max: 2 }, count: 3 },
      { _id: { min: 2, max: 3 }, count: 2 },
    ]);
  });
  test('$setWindowFields: running totals, moving averages, ranks and neighbours', async () => {
    const few = await engine.having([
      { _id: 1, m: 'a', p: 5 },
      { _id: 2, m: 'a', p: 5 },
      { _id: 3, m: 'b', p: 1 },
      { _id: 4, m: 'a', p: 7 },
    ]);
    const documents = (from: unknown, to: unknown): unknown => ({ documents: [from, to] });
    const output = {
      run: { $sum: '$p', window: documents('unbounded', 'current') }, pair: { $avg: '$p', window: documents(-1, 0) }, all: { $sum: '$p' }, list: { $push: '$_id', window: documents(0, 1) },
      no: { $documentNumber: {} }, rank: { $rank: {} }, dense: { $denseRank: {} }, before: { $shift: { output: '$_id', by: -1, default: 'none' } },
    }; // prettier-ignore
    const found = await few
      .aggregate([{ $setWindowFields: { partitionBy: '$m', sortBy: { p: 1 }, output } }, { $sort: { _id: 1 } }, { $unset: ['m', 'p'] }])
      .toArray();
    expect(found).toEqual([
      { _id: 1, run: 5, pair: 5, all: 17, list: [1, 2], no: 1, rank: 1, dense: 1, before: 'none' },
      { _id: 2, run: 10, pair: 5, all: 17, list: [2, 4], no: 2, rank: 1, dense: 1, before: 1 },
      { _id: 3, run: 1, pair: 1, all: 1, list: [3], no: 1, rank: 1, dense: 1, before: 'none' },
      { _id: 4, run: 17, pair: 6, all: 17, list: [4], no: 3, rank: 3, dense: 2, before: 2 },
    ]);
  });
  test('$out replaces a collection, $merge changes and adds', async () => {
    const target = await engine.having([{ _id: 'm0', old: 1 }, { _id: 'gone' }]);
    const totals = { $group: { _id: '$member', n: { $sum: 1 } } };
    await run(totals, { $merge: { into: target.collectionName } });
    expect(await target.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'gone' },
      { _id: 'm0', old: 1, n: 15 },
      ...['m1', 'm2', 'm3'].map((_id) => ({ _id, n: 15 })),
    ]);
    await run(totals, { $merge: { into: target.collectionName, whenMatched: 'replace', whenNotMatched: 'discard' } });
    expect(await target.findOne({ _id: 'm0' })).toEqual({ _id: 'm0', n: 15 });
    await run(totals, { $match: { _id: 'm1' } }, { $out: target.collectionName });
    expect(await target.find().toArray()).toEqual([{ _id: 'm1', n: 15 }]);
    expect(await codeOf(run(totals, { $merge: { into: target.collectionName, on: 'n' } }))).toBe(51183);
  });
  test('$merge by a pipeline', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.mergePipeline);
    const target = await engine.having([{ _id: 'm0', n: 1 }]);
    await run(
      { $group: { _id: '$member', n: { $sum: 1 } } },
      { $merge: { into: target.collectionName, whenMatched: [{ $set: { n: { $add: ['$n', '$$new.n'] } } }], whenNotMatched: 'discard' } },
    );
    expect(await target.find().toArray()).toEqual([{ _id: 'm0', n: 16 }]);
  });
});
