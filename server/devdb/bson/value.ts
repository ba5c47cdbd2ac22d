/**
 * The values a document can hold, each BSON type with a form of its own, so that an untouched field never changes its type:
 * a plain number is always an int32, a bigint a 64-bit long, `Double` a double. Documents are Maps: they keep the order of
 * all field names (objects move "10" to the front) and know no prototype.
 */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class Oid {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  get hex(): string {
    return this.bytes.toString('hex');
  }
}

export class Bin {
  readonly subtype: number;
  readonly bytes: Buffer;
  constructor(subtype: number, bytes: Buffer) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
}

export class Regex {
  readonly pattern: string;
  readonly flags: string;
  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags;
  }
}

export class Timestamp {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

export class MinKey {
  readonly end = 'min';
}

export class MaxKey {
  readonly end = 'max';
}

export type Num = number | bigint | Double;
export type Doc = Map<string, Value>;
export type Value = null | boolean | Num | string | Date | Oid | Bin | Regex | Timestamp | MinKey | MaxKey | Doc | Value[];
/** What a path can lead to: a value, or nothing. */
export type Found = Value | undefined;

/** Type names as `$type` and error messages spell them, with their numbers. */
export const TYPE_NUMBERS: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

export function typeName(value: Found): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'int';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'long';
  return objectTypeName(value);
}

function objectTypeName(value: object): string {
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Double) return 'double';
  if (value instanceof Date) return 'date';
  if (value instanceof Oid) return 'objectId';
  if (value instanceof Bin) return 'binData';
  if (value instanceof Regex) return 'regex';
  if (value instanceof Timestamp) return 'timestamp';
  return value instanceof MinKey ? 'minKey' : 'maxKey';
}

export const isDoc = (value: unknown): value is Doc => value instanceof Map;

export function isNumber(value: unknown): value is Num {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double;
}

/** A document from a literal, for replies and tests. */
export function doc(fields: Readonly<Record<string, Value | undefined>>): Doc {
  const result: Doc = new Map();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) result.set(name, value);
  return result;
}

/** What counts as true in a condition: anything but nothing, false and zero. */
export function isTrue(value: Found): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === 0n) return false;
  return !(value instanceof Double && value.value === 0);
}
