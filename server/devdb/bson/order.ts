/** MongoDB's order of values: first by kind, then within it; numbers of all types by their exact value. */
import { Bin, Double, MaxKey, MinKey, Oid, Regex, Timestamp } from './value.ts';
import type { Doc, Found, Num, Value } from './value.ts';

/** The kinds in their order. Sorting counts a missing field as null; an empty array comes before null (see `keyOf`). */
export const KIND = {
  min: 1,
  emptyArray: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  max: 127,
} as const;

export function kindOf(value: Found): number {
  if (value === null || value === undefined) return KIND.null;
  if (typeof value === 'object') return objectKind(value);
  if (typeof value === 'string') return KIND.string;
  return typeof value === 'boolean' ? KIND.bool : KIND.number;
}

function objectKind(value: object): number {
  if (value instanceof Map) return KIND.object;
  if (Array.isArray(value)) return KIND.array;
  if (value instanceof Double) return KIND.number;
  if (value instanceof Date) return KIND.date;
  if (value instanceof Oid) return KIND.objectId;
  if (value instanceof Bin) return KIND.binary;
  if (value instanceof Regex) return KIND.regex;
  if (value instanceof Timestamp) return KIND.timestamp;
  return value instanceof MinKey ? KIND.min : KIND.max;
}

export const numeric = (value: Num): number | bigint => (value instanceof Double ? value.value : value);

/** JavaScript compares a bigint with a number exactly; only NaN needs a place: below all numbers. */
export function compareNumbers(left: Num, right: Num): number {
  const a = numeric(left);
  const b = numeric(right);
  if (a < b) return -1;
  if (a > b) return 1;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : 0;
}

/** By code point, as UTF-8 bytes compare; JavaScript's own `<` puts surrogates before U+E000. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointOrder(x) - codePointOrder(y);
  }
  return a.length - b.length;
}

const codePointOrder = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

function compareDocs(a: Doc, b: Doc): number {
  const right = b.entries();
  for (const [name, value] of a) {
    const other = right.next();
    if (other.done) return 1;
    const difference = kindOf(value) - kindOf(other.value[1]) || compareStrings(name, other.value[0]) || compare(value, other.value[1]);
    if (difference !== 0) return difference;
  }
  return a.size - b.size;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function compare(a: Found, b: Found): number {
  const kind = kindOf(a);
  const difference = kind - kindOf(b);
  return difference === 0 ? compareSameKind(kind, a, b) : difference;
}

function compareSameKind(kind: number, a: Found, b: Found): number {
  switch (kind) {
    case KIND.number:
      return compareNumbers(a as Num, b as Num);
    case KIND.string:
      return compareStrings(a as string, b as string);
    case KIND.object:
      return compareDocs(a as Doc, b as Doc);
    case KIND.array:
      return compareArrays(a as Value[], b as Value[]);
    case KIND.date:
      return (a as Date).getTime() - (b as Date).getTime();
    case KIND.bool:
      return Number(a) - Number(b);
    case KIND.objectId:
      return Buffer.compare((a as Oid).bytes, (b as Oid).bytes);
    default:
      return compareRare(a, b);
  }
}

function compareRare(a: Found, b: Found): number {
  if (a instanceof Bin && b instanceof Bin) {
    return a.bytes.length - b.bytes.length || a.subtype - b.subtype || Buffer.compare(a.bytes, b.bytes);
  }
  if (a instanceof Timestamp && b instanceof Timestamp) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a instanceof Regex && b instanceof Regex) return compareStrings(a.pattern, b.pattern) || compareStrings(a.flags, b.flags);
  return 0;
}

export const same = (a: Found, b: Found): boolean => compare(a, b) === 0;
export const isExtreme = (value: Found): boolean => value instanceof MinKey || value instanceof MaxKey;
