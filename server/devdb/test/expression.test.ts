import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, KNOWN_DIFFERENCES, startEngine } from './engine.ts';
import type { Engine, Row, Rows } from './engine.ts';

let engine: Engine;
let one: Rows;
const oid = new mongo.ObjectId('64b000000000000000000001');
const at = new Date('2026-03-29T00:30:15.123Z');

beforeAll(async () => {
  engine = await startEngine();
  one = await engine.having([
    {
      _id: 1, i: 7, neg: -7, d: 2.5, big: mongo.Long.fromString('9007199254740993'), s: 'Straße', t: 'abc,def', at, oid, b: true, nul: null, list: [3, 1, 2],
      docs: [{ x: 1, y: 'a' }, { x: 2, y: 'b' }, { y: 'c' }], o: { a: 1, b: 2 }, empty: [],
    },
  ]); // prettier-ignore
});
afterAll(async () => engine.close());

/** `undefined` is a missing field. */
async function value(expression: unknown): Promise<unknown> {
  const [row] = await one.aggregate<Row>([{ $project: { v: expression } }]).toArray();
  return row?.['v'];
}

const gives = (expression: unknown, wanted: unknown): void => {
  test(`the expression ${JSON.stringify(expression)} gives ${JSON.stringify(wanted)}`, async () => {
    expect(await value(expression)).toEqual(wanted);
  });
};
const refuses = (expression: unknown, code: number): void => {
  test(`${JSON.stringify(expression)} is refused with ${code}`, async () => {
    expect(await codeOf(value(expression))).toBe(code);
  });
};

/** Named so because the linter takes an object with a literal `then` for a promise. */
const THEN = ['th', 'en'].join('');
const branch = (condition: unknown, result: unknown): unknown => ({ case: condition, [THEN]: result });

describe('a path', () => {
  gives('$o.a', 1);
  gives('$docs.x', [1, 2]);
  gives('$none', undefined);
  gives('$i.x', undefined);
  gives({ a: '$o.a', b: '$none' }, { a: 1 });
  gives(['$i', '$none'], [7, null]);
  gives('$$ROOT.o.b', 2);
  gives({ $literal: '$i' }, '$i');
});

describe('arithmetic', () => {
  gives({ $add: ['$i', '$d', 1] }, 10.5);
  gives({ $add: ['$at', 1000] }, new Date(at.getTime() + 1000));
  gives({ $add: ['$i', null] }, null);
  gives({ $subtract: ['$i', '$d'] }, 4.5);
  gives({ $subtract: ['$at', new Date(at.getTime() - 5)] }, 5);
  gives({ $multiply: ['$i', '$neg'] }, -49);
  gives({ $divide: ['$i', 2] }, 3.5);
  gives({ $mod: ['$neg', 3] }, -1);
  gives({ $abs: '$neg' }, 7);
  gives({ $ceil: '$d' }, 3);
  gives({ $floor: '$d' }, 2);
  gives({ $round: ['$d', 0] }, 2);
  gives({ $round: [3.5, 0] }, 4);
  gives({ $round: [2.684, 2] }, 2.68);
  gives({ $round: [1234, -2] }, 1200);
  gives({ $trunc: [-2.79, 1] }, -2.7);
  gives({ $sqrt: 9 }, 3);
  gives({ $sum: '$list' }, 6);
  gives({ $sum: ['$i', '$none', 'x'] }, 7);
  gives({ $avg: '$list' }, 2);
  gives({ $max: ['$i', '$none', 0] }, 7);
  gives({ $min: '$list' }, 1);
  gives({ $max: '$empty' }, null);
  refuses({ $divide: [1, '$empty'] }, 14);
  refuses({ $add: ['$i', '$s'] }, 14);
  refuses({ $divide: ['$i', { $subtract: ['$i', 7] }] }, 2);
  test('longs stay exact beyond 2^53', async () => {
    const [row] = await one.aggregate([{ $project: { v: { $add: ['$big', 2] } } }], { promoteLongs: false }).toArray();
    expect(String((row as { v: unknown }).v)).toBe('9007199254740995');
  });
  test('$round goes by the exact value of a double', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.roundDoubles);
    expect([await value({ $round: [2.675, 2] }), await value({ $round: [2.345, 2] }), await value({ $round: [-2.5, 0] })]).toEqual([
      2.67, 2.35, -2,
    ]);
  });
  test('$mod of a long beyond 2^53', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.moduloOfLongs);
    expect(await value({ $mod: ['$big', 10] })).toBe(3);
  });
});

describe('conditions', () => {
  gives({ $cond: [{ $gt: ['$i', 5] }, 'big', 'small'] }, 'big');
  gives({ $cond: { if: '$nul', [THEN]: 1, else: 2 } }, 2);
  gives({ $ifNull: ['$nul', '$none', 'x'] }, 'x');
  gives({ $switch: { branches: [branch({ $eq: ['$i', 1] }, 1), branch('$b', 2)], default: 3 } }, 2);
  gives({ $and: ['$b', 1, { $not: ['$nul'] }] }, true);
  gives({ $or: ['$nul', 0] }, false);
  gives({ $cmp: ['$i', '$s'] }, -1);
  gives({ $gt: ['$s', '$i'] }, true);
  gives({ $eq: ['$none', null] }, false);
  gives({ $lt: ['$none', null] }, true);
  refuses({ $switch: { branches: [branch(false, 1)] } }, 40066);
});

describe('strings and conversions', () => {
  gives({ $concat: ['$t', '-', '$s'] }, 'abc,def-Straße');
  gives({ $concat: ['$t', '$none'] }, null);
  gives({ $toUpper: '$t' }, 'ABC,DEF');
  gives({ $toLower: 'ABC' }, 'abc');
  gives({ $substrCP: ['$s', 4, 2] }, 'ße');
  gives({ $substrBytes: ['$s', 4, 2] }, 'ß');
  gives({ $strLenCP: '$s' }, 6);
  gives({ $strLenBytes: '$s' }, 7);
  gives({ $split: ['$t', ','] }, ['abc', 'def']);
  gives({ $regexMatch: { input: '$t', regex: '^ab' } }, true);
  gives({ $toString: '$i' }, '7');
  gives({ $toString: '$d' }, '2.5');
  gives({ $toString: '$oid' }, '64b000000000000000000001');
  gives({ $toString: '$at' }, '2026-03-29T00:30:15.123Z');
  gives({ $toString: '$b' }, 'true');
  gives({ $toInt: '$d' }, 2);
  gives({ $toInt: '42' }, 42);
  gives({ $toLong: '$at' }, at.getTime());
  gives({ $toDouble: '2.5' }, 2.5);
  gives({ $toDate: at.getTime() }, at);
  gives({ $type: '$at' }, 'date');
  gives({ $type: '$none' }, 'missing');
  refuses({ $toInt: 'x' }, 241);
});

describe('arrays and documents', () => {
  gives({ $size: '$list' }, 3);
  gives({ $arrayElemAt: ['$list', -1] }, 2);
  gives({ $arrayElemAt: ['$list', 9] }, undefined);
  gives({ $indexOfArray: ['$list', { $arrayElemAt: ['$list', 1] }] }, 1);
  gives({ $indexOfArray: ['$list', 'nowhere'] }, -1);
  gives({ $indexOfArray: [null, 1] }, null);
  gives({ $first: '$list' }, 3);
  gives({ $last: '$list' }, 2);
  gives({ $in: [1, '$list'] }, true);
  gives({ $isArray: '$list' }, true);
  gives({ $concatArrays: ['$list', [9]] }, [3, 1, 2, 9]);
  gives({ $reverseArray: '$list' }, [2, 1, 3]);
  gives({ $slice: ['$list', 1, 2] }, [1, 2]);
  gives({ $slice: ['$list', -1] }, [2]);
  gives({ $range: [0, 6, 2] }, [0, 2, 4]);
  gives({ $filter: { input: '$docs', as: 'e', cond: { $gt: ['$$e.x', 1] } } }, [{ x: 2, y: 'b' }]);
  gives({ $map: { input: '$list', as: 'e', in: { $multiply: ['$$e', 2] } } }, [6, 2, 4]);
  gives({ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6);
  gives({ $mergeObjects: ['$o', { b: 3, c: 4 }] }, { a: 1, b: 3, c: 4 });
  gives({ $objectToArray: '$o' }, [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
  ]);
  gives({ $arrayToObject: [[{ k: 'x', v: 1 }]] }, { x: 1 });
  gives({ $let: { vars: { q: '$i' }, in: { $add: ['$$q', 1] } } }, 8);
  gives({ $getField: { field: 'a', input: '$o' } }, 1);
  refuses({ $size: '$i' }, 17124);
});

describe('dates', () => {
  const zone = 'Europe/Berlin';
  gives({ $year: '$at' }, 2026);
  gives({ $dayOfWeek: '$at' }, 1);
  gives({ $isoWeek: '$at' }, 13);
  gives({ $week: '$at' }, 13);
  gives({ $dayOfYear: '$at' }, 88);
  gives({ $hour: { date: '$at', timezone: zone } }, 1);
  gives({ $hour: { date: { $add: ['$at', 3_600_000] }, timezone: zone } }, 3);
  gives({ $hour: { date: '$at', timezone: '+03:30' } }, 4);
  gives({ $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M:%S.%L %z', timezone: zone } }, '2026-03-29 01:30:15.123 +0100');
  gives({ $dateToString: { date: '$at', format: '%G-W%V-%u %j' } }, '2026-W13-7 088');
  gives({ $dateToString: { date: '$none', onNull: 'never' } }, 'never');
  gives({ $dateToString: { date: '$at' } }, '2026-03-29T00:30:15.123Z');
  gives(
    { $dateToParts: { date: '$at', timezone: 'Asia/Tehran' } },
    { year: 2026, month: 3, day: 29, hour: 4, minute: 0, second: 15, millisecond: 123 },
  );
  gives({ $dateFromParts: { year: 2026, month: 3, day: 29, hour: 12, timezone: zone } }, new Date('2026-03-29T10:00:00Z'));
  gives({ $dateTrunc: { date: '$at', unit: 'hour' } }, new Date('2026-03-29T00:00:00Z'));
  gives({ $dateTrunc: { date: '$at', unit: 'day' } }, new Date('2026-03-29T00:00:00Z'));
  gives({ $dateTrunc: { date: '$at', unit: 'month', timezone: zone } }, new Date('2026-02-28T23:00:00Z'));
  gives({ $dateTrunc: { date: '$at', unit: 'year', timezone: 'Asia/Tokyo' } }, new Date('2025-12-31T15:00:00Z'));
  gives({ $dateAdd: { startDate: '$at', unit: 'month', amount: -1 } }, new Date('2026-02-28T00:30:15.123Z'));
  gives({ $dateAdd: { startDate: '$at', unit: 'day', amount: 1, timezone: zone } }, new Date('2026-03-29T23:30:15.123Z'));
  gives({ $dateSubtract: { startDate: '$at', unit: 'hour', amount: 1 } }, new Date('2026-03-28T23:30:15.123Z'));
  gives({ $dateDiff: { startDate: new Date('2025-12-31T23:59:00Z'), endDate: '$at', unit: 'month' } }, 3);
  gives({ $dateDiff: { startDate: new Date('2026-03-28T23:30:00Z'), endDate: '$at', unit: 'day', timezone: zone } }, 0);
  test('$dateTrunc of days in a zone, and of weeks', async ({ skip }) => {
    skip(!engine.isDevDb, KNOWN_DIFFERENCES.dateTrunc);
    const trunc = async (date: string, unit: string, timezone: string, startOfWeek = 'sunday'): Promise<unknown> =>
      value({ $dateTrunc: { date: new Date(date), unit, timezone, startOfWeek } });
    expect([
      await trunc('2026-01-01T00:00:00Z', 'day', 'Asia/Tokyo'),
      await trunc('2026-03-29T12:00:00Z', 'day', zone),
      await trunc('2026-03-30T12:00:00Z', 'day', zone),
      await trunc('2021-03-22T12:00:00Z', 'day', 'Asia/Tehran'),
      await trunc('2026-01-01T00:00:00Z', 'week', 'UTC'),
      await trunc('2026-01-01T00:00:00Z', 'week', zone, 'monday'),
    ]).toEqual(['2025-12-31T15:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2021-03-21T20:30:00Z', '2025-12-28T00:00:00Z', '2025-12-28T23:00:00Z'].map((text) => new Date(text))); // prettier-ignore
  });
  refuses({ $dateToString: { date: '$at', format: '%Q' } }, 18536);
  refuses({ $hour: { date: '$at', timezone: 'Mars/Base' } }, 40485);
  refuses({ $year: '$s' }, 16006);
});

test('grouping 20,000 dates by day in a time zone is quick', async () => {
  const many = await engine.having(
    Array.from({ length: 20_000 }, (_, i) => ({ _id: i, at: new Date(Date.UTC(2026, 0, 1) + i * 600_000) })),
  );
  const start = performance.now();
  const days = await many
    .aggregate([{ $group: { _id: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Tehran' } }, n: { $sum: 1 } } }])
    .toArray();
  expect(days.reduce((sum, day) => sum + (day as { n: number }).n, 0)).toBe(20_000);
  expect(performance.now() - start).toBeLessThan(2000);
});
