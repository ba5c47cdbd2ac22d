/** Sorting by the same keys an index would have: a field with an array counts by its smallest, or descending largest, element. */
import { numeric } from '../bson/order.ts';
import { isDoc, isNumber } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { keysOf } from '../store/index-keys.ts';
import type { IndexField, IndexSpec } from '../store/index-spec.ts';

export type SortField = IndexField;
const MOST_BYTES = 100 * 1024 * 1024;

export function parseSort(sort: Value | undefined): SortField[] {
  if (sort === undefined) return [];
  if (!isDoc(sort)) return refuse(14, `Expected field 'sort' to be of type object`);
  return [...sort].map(([path, direction]) => parseField(path, direction));
}

function parseField(path: string, direction: Value): SortField {
  if (isDoc(direction)) refuse(115, `devdb does not support $meta in a sort`);
  const sign = isNumber(direction) ? Number(numeric(direction)) : 0;
  if (sign !== 1 && sign !== -1) refuse(2, `$sort key ordering must be 1 (for ascending) or -1 (for descending)`);
  const parts = path.split('.');
  if (parts.includes('')) refuse(15998, 'FieldPath field names may not be empty strings.');
  if (path.startsWith('$')) refuse(2, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  return { path, parts, descending: sign < 0 };
}

export function sortKeyOf(fields: readonly SortField[]): (document: Doc) => Buffer {
  const spec: IndexSpec = {
    name: '',
    fields,
    unique: false,
    sparse: false,
    partial: undefined,
    expireAfterSeconds: undefined,
    shown: new Map(),
  };
  return (document) => {
    const keys = keysAsSort(spec, document);
    return keys.reduce((least, { bytes }) => (Buffer.compare(bytes, least) < 0 ? bytes : least), keys[0]?.bytes ?? Buffer.alloc(0));
  };
}

function keysAsSort(spec: IndexSpec, document: Doc): ReturnType<typeof keysOf>['keys'] {
  try {
    return keysOf(spec, document).keys;
  } catch (error) {
    if (error instanceof CommandError && error.code === 171) refuse(2, 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

interface Keyed<T> {
  readonly key: Buffer;
  readonly item: T;
}

/** Stable. With a limit only that many are kept; without one the same amount of memory is allowed as MongoDB's. */
export class Sorter<T> {
  private readonly limit: number;
  private readonly size: (item: T) => number;
  private kept: Keyed<T>[] = [];
  private bytes = 0;

  constructor(limit: number, size: (item: T) => number) {
    this.limit = limit;
    this.size = size;
  }

  add(key: Buffer, item: T): void {
    this.kept.push({ key, item });
    this.bytes += key.length + this.size(item);
    if (this.kept.length >= this.limit * 2 + 100) this.trim();
    if (this.bytes > MOST_BYTES) refuse(292, `Sort exceeded memory limit of ${MOST_BYTES} bytes, and devdb does not sort on disk`);
  }

  private trim(): void {
    this.kept = this.kept.toSorted((a, b) => Buffer.compare(a.key, b.key)).slice(0, this.limit);
    this.bytes = this.kept.reduce((sum, { key, item }) => sum + key.length + this.size(item), 0);
  }

  result(): T[] {
    this.trim();
    return this.kept.map(({ item }) => item);
  }
}
