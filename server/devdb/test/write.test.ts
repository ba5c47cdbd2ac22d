import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adding, codeOf, errorOf, KNOWN_DIFFERENCES, startEngine } from './engine.ts';
import type { Engine, Row } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => engine.close());

/** What one update makes of one document. */
async function updated(document: Row, update: Row | Row[], options: mongo.UpdateOptions = {}, filter: Row = {}): Promise<Row | null> {
  const collection = await engine.having([{ _id: 1, ...document }]);
  await collection.updateOne({ _id: 1, ...filter }, update, options);
  return collection.findOne({}, { projection: { _id: 0 } });
}

const makes = (name: string, document: Row, update: Row, wanted: Row, options: mongo.UpdateOptions = {}, filter: Row = {}): void => {
  test(name, async () => {
    expect(await updated(document, update, options, filter)).toEqual(wanted);
  });
};

const refuses = (name: string, document: Row, update: Row, code: number): void => {
  test(`${name} is refused with ${code}`, async () => {
    expect(await codeOf(updated(document, update))).toBe(code);
  });
};

describe('an update of fields', () => {
  makes('$set creates documents on the way', { a: 1 }, { $set: { 'b.c.d': 2 } }, { a: 1, b: { c: { d: 2 } } });
  makes('$set fills an array with null up to a position', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] });
  makes('new fields come in the order of their names', {}, { $set: { z: 1, b: 2 }, $inc: { m: 3 } }, { b: 2, m: 3, z: 1 });
  makes(
    '$unset takes a field away, in an array it leaves null',
    { a: { b: 1 }, l: [1, 2] },
    { $unset: { 'a.b': '', 'l.0': '', none: '' } },
    { a: {}, l: [null, 2] },
  );
  makes('$inc and $mul', { a: 2, b: 3 }, { $inc: { a: 5, n: 1 }, $mul: { b: 2.5, m: 2 } }, { a: 7, b: 7.5, m: 0, n: 1 });
  makes(
    '$min and $max compare across kinds',
    { a: 5, b: 5, c: 5 },
    { $min: { a: 3, c: 'x' }, $max: { b: 'x', n: 1 } },
    { a: 3, b: 'x', c: 5, n: 1 },
  );
  makes('$rename moves a field', { a: 1, b: { c: 2 } }, { $rename: { a: 'd', 'b.c': 'e', none: 'f' } }, { b: {}, d: 1, e: 2 });
  makes('$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 });
  makes('$bit', { f: 12 }, { $bit: { f: { and: new mongo.Int32(10) } } }, { f: 8 });
  makes('a replacement keeps the _id', { a: 1 }, { $set: { b: [{ c: 1 }] } }, { a: 1, b: [{ c: 1 }] });
  test('$currentDate sets the time of the write', async () => {
    expect((await updated({}, { $currentDate: { at: true } }))?.['at']).toBeInstanceOf(Date);
  });
  test('an untouched field keeps its number type, a sum takes the wider one', async () => {
    const collection = await engine.having([
      { _id: 1, d: new mongo.Double(1), l: mongo.Long.fromNumber(5), i: new mongo.Int32(2147483647) },
    ]);
    await collection.updateOne({}, { ...adding({ i: 1, l: 1 }), $set: { x: 1 } });
    const raw = await collection.findOne({}, { promoteValues: false });
    expect([raw?.['d'], raw?.['l'], raw?.['i']].map((value) => (value as { _bsontype: string })._bsontype)).toEqual([
      'Double',
      'Long',
      'Long',
    ]);
    expect(String(raw?.['i'])).toBe('2147483648');
  });
});

describe('an update of arrays', () => {
  makes('$push', { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] });
  makes('$push with $each, $position', { a: [1] }, { $push: { a: { $each: [8, 9], $position: 0 } } }, { a: [8, 9, 1] });
  makes('$push with a negative $position', { a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 2, 9, 3] });
  makes('$push with $sort and $slice', { a: [3, 1] }, { $push: { a: { $each: [5, 4], $sort: 1, $slice: -3 } } }, { a: [3, 4, 5] });
  makes(
    '$push with $sort by a field',
    { a: [{ s: 2 }, { s: 1 }] },
    { $push: { a: { $each: [{ s: 3 }], $sort: { s: -1 } } } },
    { a: [{ s: 3 }, { s: 2 }, { s: 1 }] },
  );
  makes('$addToSet', { a: ['x'] }, { $addToSet: { a: { $each: ['x', 'y', 'y'] } } }, { a: ['x', 'y'] });
  makes('$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] });
  makes('$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] });
  makes('$pull of documents by a query', { a: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }] });
  makes('$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] });
  makes('$pop at both ends', { a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1], b: [2] });
  makes(
    '$ is the element the query matched',
    {
      l: [
        { k: 'a', v: 1 },
        { k: 'b', v: 1 },
      ],
    },
    { $inc: { 'l.$.v': 10 } },
    {
      l: [
        { k: 'a', v: 1 },
        { k: 'b', v: 11 },
      ],
    },
    {},
    { 'l.k': 'b' },
  );
  makes(
    '$ after $elemMatch',
    {
      l: [
        { k: 1, v: 1 },
        { k: 1, v: 2 },
      ],
    },
    { $set: { 'l.$.x': 1 } },
    {
      l: [
        { k: 1, v: 1 },
        { k: 1, v: 2, x: 1 },
      ],
    },
    {},
    { l: { $elemMatch: { k: 1, v: 2 } } },
  );
  makes('$[] is every element', { l: [{ v: 1 }, { v: 2 }] }, { $inc: { 'l.$[].v': 1 } }, { l: [{ v: 2 }, { v: 3 }] });
  makes(
    '$[name] is every element a filter takes',
    { l: [{ v: 1 }, { v: 5 }, { v: 9 }] },
    { $set: { 'l.$[e].v': 0 } },
    { l: [{ v: 1 }, { v: 0 }, { v: 0 }] },
    { arrayFilters: [{ 'e.v': { $gte: 5 } }] },
  );
});

describe('a pipeline update', () => {
  test('computes from the document', async () => {
    const row = await updated({ a: 5, b: 2 }, [{ $set: { a: { $subtract: ['$a', '$b'] }, at: '$$NOW' } }, { $unset: 'b' }]);
    expect(row).toEqual({ a: 3, at: expect.any(Date) as unknown });
  });
});

describe('a wrong update', () => {
  refuses('a change of the _id', {}, { $set: { _id: 2 } }, 66);
  refuses('two changes of one field', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40);
  refuses('a change inside another', {}, { $set: { a: 1, 'a.b': 1 } }, 40);
  refuses('$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14);
  refuses('$inc by a string', { a: 1 }, { $inc: { a: 'x' } }, 14);
  refuses('$inc of null', { a: null }, { $inc: { a: 1 } }, 14);
  refuses('an unknown operator', {}, { $zap: { a: 1 } }, 9);
  refuses('$push to a number', { a: 1 }, { $push: { a: 1 } }, 2);
  refuses('$addToSet to a number', { a: 1 }, { $addToSet: { a: 1 } }, 2);
  refuses('$pull from a number', { a: 1 }, { $pull: { a: 1 } }, 2);
  refuses('$pop by 2', { a: [1] }, { $pop: { a: 2 } }, 9);
  refuses('$[] on a missing array', {}, { $set: { 'l.$[].a': 1 } }, 2);
  refuses('$ without a match', { l: [1] }, { $set: { 'l.$': 1 } }, 2);
  refuses('a field inside a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28);
  refuses('an empty path', {}, { $set: { '': 1 } }, 56);
  refuses('an overflow of a long', { a: mongo.Long.MAX_VALUE }, { $inc: { a: 1 } }, 2);
  test('$pop from a number is refused with 14', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.popCode);
    expect(await codeOf(updated({ a: 1 }, { $pop: { a: 1 } }))).toBe(14);
  });
  test('an array filter that is not used is refused with 9', async () => {
    expect(await codeOf(updated({ l: [1] }, { $set: { a: 1 } }, { arrayFilters: [{ e: 1 }] }))).toBe(9);
  });
});

describe('counts of an update', () => {
  test('matched, modified and upserted', async () => {
    const collection = await engine.having([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    const many = await collection.updateMany({ a: 1 }, { $set: { b: 1 } });
    const same = await collection.updateOne({ _id: 1 }, { $set: { b: 1 } });
    const made = await collection.updateOne({ _id: 3 }, { $set: { b: 1 } }, { upsert: true });
    expect([many.matchedCount, many.modifiedCount, same.matchedCount, same.modifiedCount]).toEqual([2, 2, 1, 0]);
    expect([made.matchedCount, made.modifiedCount, made.upsertedCount, made.upsertedId]).toEqual([0, 0, 1, 3]);
  });
  test('$inc by 0 is no modification', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.incrementByZero);
    const collection = await engine.having([{ _id: 1, a: 1 }]);
    expect((await collection.updateOne({}, adding({ a: 0 }))).modifiedCount).toBe(0);
  });
});

describe('an upsert', () => {
  test('starts from what the query fixes', async () => {
    const collection = await engine.having();
    await collection.updateOne(
      { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 'x' }] },
      { $set: { z: 1 }, $setOnInsert: { y: 2 } },
      { upsert: true },
    );
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, b: { c: 2 }, e: 'x', y: 2, z: 1 });
  });
  test('by replacement takes only the _id from the query', async () => {
    const collection = await engine.having();
    await collection.replaceOne({ _id: 7, a: 1 }, { b: 1 }, { upsert: true });
    expect(await collection.findOne()).toEqual({ _id: 7, b: 1 });
  });
});

describe('findOneAndUpdate', () => {
  test('answers with the document before or after, and takes the first of the order', async () => {
    const collection = await engine.having([
      { _id: 1, n: 5 },
      { _id: 2, n: 3 },
    ]);
    expect(await collection.findOneAndUpdate({}, adding({ n: 1 }), { sort: { n: 1 } })).toEqual({ _id: 2, n: 3 });
    expect(await collection.findOneAndUpdate({ _id: 2 }, adding({ n: 1 }), { returnDocument: 'after', projection: { _id: 0 } })).toEqual({
      n: 5,
    });
    expect(await collection.findOneAndReplace({ _id: 1 }, { z: 1 }, { returnDocument: 'after' })).toEqual({ _id: 1, z: 1 });
    expect(await collection.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, z: 1 });
    expect(await collection.findOneAndUpdate({ _id: 1 }, { $set: { z: 1 } })).toBeNull();
  });
  test('tells what it did', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.updateMetadata);
    const collection = await engine.having([{ _id: 1, a: 1 }]);
    const nothing = await collection.findOneAndUpdate({ _id: 1 }, { $set: { a: 1 } }, { includeResultMetadata: true });
    const made = await collection.findOneAndUpdate({ _id: 9 }, { $set: { a: 1 } }, { includeResultMetadata: true, upsert: true });
    expect([nothing.lastErrorObject, made.lastErrorObject]).toEqual([
      { n: 1, updatedExisting: true },
      { n: 1, updatedExisting: false, upserted: 9 },
    ]);
  });
});

describe('a batch', () => {
  test('ordered stops at the error, unordered goes on, with the right positions', async () => {
    const collection = await engine.having();
    await collection.createIndex({ k: 1 }, { unique: true });
    const documents = (): Row[] => [{ k: 1 }, { k: 1 }, { k: 2 }, { k: 2 }, { k: 3 }];
    const ordered = (await errorOf(collection.insertMany(documents()))) as mongo.MongoBulkWriteError;
    expect([ordered.code, ordered.insertedCount, [ordered.writeErrors].flat().map(({ index }) => index)]).toEqual([11000, 1, [1]]);
    await collection.deleteMany({});
    const all = (await errorOf(collection.insertMany(documents(), { ordered: false }))) as mongo.MongoBulkWriteError;
    expect([all.insertedCount, [all.writeErrors].flat().map(({ index }) => index)]).toEqual([3, [1, 3]]);
  });
  test('of mixed operations counts each kind', async () => {
    const collection = await engine.having([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    const result = await collection.bulkWrite([
      { updateMany: { filter: {}, update: adding({ v: 1 }) } },
      { updateOne: { filter: { _id: 9 }, update: { $set: { v: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 }, replacement: { v: 22 } } },
      { deleteOne: { filter: { _id: 3 } } },
      { deleteMany: { filter: { none: 1 } } },
      { insertOne: { document: { _id: 10 } } },
    ]);
    expect([result.matchedCount, result.modifiedCount, result.upsertedCount, result.deletedCount, result.insertedCount]).toEqual([
      4, 4, 1, 1, 1,
    ]);
  });
  test('without acknowledgement is done all the same', async () => {
    const collection = await engine.having();
    await collection.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    await expect.poll(async () => collection.countDocuments()).toBe(1);
  });
});
