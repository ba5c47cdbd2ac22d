import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adding, codeOf, errorOf, KNOWN_DIFFERENCES, startEngine } from './engine.ts';
import type { Engine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => engine.close());

describe('a unique index', () => {
  test('refuses a second document with its name, its keys and their values', async () => {
    const rows = await engine.having([{ _id: 1, a: 'x', b: 2 }]);
    await rows.createIndex({ a: 1, b: -1 }, { unique: true });
    const error = await errorOf(rows.insertOne({ a: 'x', b: 2 }));
    expect([error.code, error['keyPattern'], error['keyValue']]).toEqual([11000, { a: 1, b: -1 }, { a: 'x', b: 2 }]);
    expect(error.message).toMatch(/^E11000 duplicate key error collection: \w+\.\w+ index: a_1_b_-1/);
    await rows.insertOne({ a: 'x', b: 3 });
  });
  test('refuses updates and findAndModify into it, and leaves everything as it was', async () => {
    const rows = await engine.having([
      { _id: 1, k: 'a' },
      { _id: 2, k: 'b' },
    ]);
    await rows.createIndex({ k: 1 }, { unique: true });
    expect(await codeOf(rows.updateOne({ _id: 2 }, { $set: { k: 'a', z: 1 } }))).toBe(11000);
    expect(await codeOf(rows.findOneAndUpdate({ _id: 2 }, { $set: { k: 'a' } }))).toBe(11000);
    expect(await rows.findOne({ k: 'b' })).toEqual({ _id: 2, k: 'b' });
    expect(await rows.countDocuments({ k: 'a' })).toBe(1);
  });
  test('gives keyValue for updates too', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.keyValue);
    const rows = await engine.having([
      { _id: 1, k: 'a' },
      { _id: 2, k: 'b' },
    ]);
    await rows.createIndex({ k: 1 }, { unique: true });
    expect((await errorOf(rows.updateOne({ _id: 2 }, { $set: { k: 'a' } })))['keyValue']).toEqual({ k: 'a' });
  });
  test('counts equal numbers of different types as one, and a missing field as null', async () => {
    const rows = await engine.having([{ k: 1 }, {}]);
    await rows.createIndex({ k: 1 }, { unique: true });
    expect(await codeOf(rows.insertOne({ k: new mongo.Double(1) }))).toBe(11000);
    expect(await codeOf(rows.insertOne({ k: mongo.Long.fromNumber(1) }))).toBe(11000);
    expect(await codeOf(rows.insertOne({ k: null }))).toBe(11000);
  });
  test('holds for every element of an array, but not within one document', async () => {
    const rows = await engine.having([{ t: ['x', 'y', 'x'] }]);
    await rows.createIndex({ t: 1 }, { unique: true });
    expect(await codeOf(rows.insertOne({ t: ['y', 'z'] }))).toBe(11000);
    await rows.insertOne({ t: ['z'] });
  });
  test('takes a value that was freed by an update or a deletion', async () => {
    const rows = await engine.having([
      { _id: 1, k: 1 },
      { _id: 2, k: 2 },
    ]);
    await rows.createIndex({ k: 1 }, { unique: true });
    await rows.updateOne({ _id: 1 }, { $set: { k: 3 } });
    await rows.deleteOne({ _id: 2 });
    await rows.insertMany([{ k: 1 }, { k: 2 }]);
  });
  test('is not built over duplicates', async () => {
    const rows = await engine.having([{ a: 1 }, { a: 1 }]);
    expect(await codeOf(rows.createIndex({ a: 1 }, { unique: true }))).toBe(11000);
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });
  test('the _id is one', async () => {
    const rows = await engine.having([{ _id: 1 }]);
    expect((await errorOf(rows.insertOne({ _id: 1 }))).code).toBe(11000);
  });
});

describe('a partial unique index', () => {
  const cases: readonly [string, mongo.Document, mongo.Document, mongo.Document][] = [
    ['equality', { status: 'open' }, { status: 'open' }, { status: 'closed' }],
    ['$exists', { ref: { $exists: true } }, { ref: 1 }, {}],
    ['$gt', { n: { $gt: 5 } }, { n: 6 }, { n: 5 }],
    ['$lte', { n: { $lte: 5 } }, { n: 5 }, { n: 6 }],
    ['$type', { n: { $type: 'string' } }, { n: 'x' }, { n: 1 }],
    ['$and', { $and: [{ a: 1 }, { b: { $gte: 2 } }] }, { a: 1, b: 2 }, { a: 1, b: 1 }],
  ];
  test.each(cases)('by %s holds only where the filter does', async (_name, partialFilterExpression, inside, outside) => {
    const rows = await engine.having();
    await rows.createIndex({ k: 1 }, { unique: true, partialFilterExpression });
    await rows.insertMany([
      { k: 1, ...inside },
      { k: 1, ...outside },
      { k: 1, ...outside },
    ]);
    expect(await codeOf(rows.insertOne({ k: 1, ...inside }))).toBe(11000);
    expect(await codeOf(rows.updateMany({ ...outside, k: 1 }, { $set: inside }))).toBe(11000);
    expect(await rows.countDocuments({ k: 1 })).toBe(3);
  });
});

test('a sparse unique index leaves out documents without the field', async () => {
  const rows = await engine.having([{ a: 1 }, {}, {}]);
  await rows.createIndex({ a: 1 }, { unique: true, sparse: true });
  expect(await codeOf(rows.insertOne({ a: 1 }))).toBe(11000);
  await rows.insertOne({ b: 1 });
  expect(await rows.countDocuments({ a: null })).toBe(3);
});

describe('indexes of a collection', () => {
  test('are listed with their options, created again without effect, and dropped', async () => {
    const rows = await engine.having();
    await rows.createIndexes([
      { key: { a: 1 }, expireAfterSeconds: 60 },
      { key: { b: 1, c: -1 }, name: 'bc' },
    ]);
    await rows.createIndex({ a: 1 }, { expireAfterSeconds: 60 });
    const byName = new Map((await rows.indexes()).map((index) => [index.name, index]));
    expect(new Set(byName.keys())).toEqual(new Set(['_id_', 'a_1', 'bc']));
    expect([byName.get('a_1')?.expireAfterSeconds, byName.get('bc')?.key]).toEqual([60, { b: 1, c: -1 }]);
    await rows.dropIndex('bc');
    expect(await codeOf(rows.dropIndex('bc'))).toBe(27);
    expect(await codeOf(rows.dropIndex('_id_'))).toBe(72);
  });
  test('with the same keys or name but other options are refused', async () => {
    const rows = await engine.having();
    await rows.createIndex({ a: 1 });
    expect([85, 86]).toContain(await codeOf(rows.createIndex({ a: 1 }, { unique: true })));
    expect([85, 86]).toContain(await codeOf(rows.createIndex({ b: 1 }, { name: 'a_1' })));
    expect(await codeOf(rows.createIndex({ a: 1 }, { name: 'other' }))).toBe(85);
  });
  test('with two arrays in one document are refused with 171', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.parallelArrays);
    const rows = await engine.having();
    await rows.createIndex({ a: 1, b: 1 });
    expect(await codeOf(rows.insertOne({ a: [1], b: [2] }))).toBe(171);
  });
});

describe('concurrent use', () => {
  test('of one unique key: exactly one of 100 inserts wins', async () => {
    const rows = await engine.having();
    await rows.createIndex({ k: 1 }, { unique: true });
    const results = await Promise.allSettled(Array.from({ length: 100 }, async () => rows.insertOne({ k: 'x' })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
  test('of one balance: 100 conditional debits of 40 points end at 0, each with its own balance', async () => {
    const rows = await engine.having([{ _id: 1, balance: 40 }]);
    const debit = async (): Promise<unknown> =>
      (await rows.findOneAndUpdate({ _id: 1, balance: { $gte: 1 } }, adding({ balance: -1 }), { returnDocument: 'after' }))?.['balance'];
    const balances = (await Promise.all(Array.from({ length: 100 }, debit))).filter((value) => value !== undefined);
    expect(new Set(balances)).toEqual(new Set(Array.from({ length: 40 }, (_, i) => i)));
  });
  test('of one chain: every sequence number is given once', async () => {
    const rows = await engine.having();
    await rows.createIndex({ member: 1, seq: 1 }, { unique: true });
    const append = async (writer: number): Promise<void> => {
      for (;;) {
        const last = await rows.findOne({ member: 'm' }, { sort: { seq: -1 } });
        const seq = Number(last?.['seq'] ?? 0) + 1;
        try {
          await rows.insertOne({ member: 'm', seq, writer }, { writeConcern: { w: 'majority', j: true } });
          return;
        } catch (error) {
          if ((error as mongo.MongoServerError).code !== 11000) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 30 }, async (_, writer) => append(writer)));
    const seqs = (await rows.find({ member: 'm' }).sort({ seq: 1 }).toArray()).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });
  test('of one upsert: one document, and every $inc counted', async () => {
    const rows = await engine.having();
    await rows.createIndex({ k: 1 }, { unique: true });
    await Promise.all(Array.from({ length: 50 }, async () => rows.updateOne({ k: 'x' }, adding({ n: 1 }), { upsert: true })));
    expect(await rows.find().project({ _id: 0 }).toArray()).toEqual([{ k: 'x', n: 50 }]);
  });
});
