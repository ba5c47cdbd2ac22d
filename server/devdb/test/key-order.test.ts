import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { KeyWriter, keyOf } from '../bson/key.ts';
import { compare } from '../bson/order.ts';
import { Bin, Double, MaxKey, MinKey, Oid, Regex, Timestamp } from '../bson/value.ts';
import type { Value } from '../bson/value.ts';

const long = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(2n ** 53n - 3n, 2n ** 53n + 3n), fc.bigInt(-5n, 5n));
const double = fc
  .oneof(fc.double(), fc.integer({ min: -5, max: 5 }), fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 63, 0.1))
  .map((value) => new Double(value));
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', '\u{1F600}', '\uFFFD'));
const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  long,
  double,
  text,
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new Oid(Buffer.from(bytes))),
  fc.tuple(fc.constantFrom(0, 4), fc.uint8Array({ maxLength: 5 })).map(([subtype, bytes]) => new Bin(subtype, Buffer.from(bytes))),
  fc.constantFrom(new Regex('a', ''), new Regex('a', 'i'), new Regex('ab', ''), new MinKey(), new MaxKey()),
  fc.bigInt(0n, 2n ** 64n - 1n).map((value) => new Timestamp(value)),
);
const name = fc.constantFrom('a', 'b', 'ab', '', '10', '9');
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((fields) => new Map(fields)),
  ),
})).value;

/** An empty array is a key of its own kind when it stands alone, so it is not part of the comparison of values. */
const isEmptyArray = (item: Value): boolean => Array.isArray(item) && item.length === 0;

describe('keys', () => {
  test('sort as the values do', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(!isEmptyArray(a) && !isEmptyArray(b));
        expect(Math.sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(Math.sign(compare(a, b)));
      }),
      { numRuns: 3000 },
    );
  });
  test('sort part by part when joined, the other way round in a descending part', () => {
    const joined = (first: Value, second: Value): Buffer => {
      const writer = new KeyWriter();
      writer.add(first, true);
      writer.add(second, false);
      return writer.done();
    };
    fc.assert(
      fc.property(scalar, scalar, scalar, scalar, (a, b, c, d) => {
        const wanted = Math.sign(compare(c, a)) || Math.sign(compare(b, d));
        expect(Math.sign(Buffer.compare(joined(a, b), joined(c, d)))).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });
});

test('what is written as BSON is read as the same types and values', () => {
  fc.assert(
    fc.property(value, (item) => {
      const read = decode(encode(new Map([['v', item]])));
      expect(encode(read)).toEqual(encode(new Map([['v', item]])));
      expect(compare(read.get('v'), item)).toBe(0);
    }),
    { numRuns: 1000 },
  );
});
