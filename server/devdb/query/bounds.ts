/**
 * The stretch of an index that can hold what a query asks for, as bytes. It may hold more (every document is tested again),
 * never less.
 */
import { after, KeyWriter } from '../bson/key.ts';
import { kindOf } from '../bson/order.ts';
import { Regex } from '../bson/value.ts';
import type { Value } from '../bson/value.ts';
import type { Index } from '../store/collection.ts';
import type { IndexField } from '../store/index-spec.ts';
import type { Condition } from './filter.ts';

/** From `from` up to, not including, `to`. */
export interface Range {
  readonly from: Buffer;
  readonly to: Buffer;
}

export interface Bounds {
  readonly ranges: readonly Range[];
  /** For each leading field that is bound: is it one value? Then it is constant while walking. */
  readonly points: readonly boolean[];
  /** How many leading fields are bound at all. */
  readonly bound: number;
}

const MOST_RANGES = 2000;
const NOTHING = Buffer.alloc(0);

export function boundsOf(index: Index, conditions: readonly Condition[]): Bounds {
  const points: boolean[] = [];
  let prefixes: Buffer[] = [NOTHING];
  let metArray = false;
  for (const [position, field] of index.fields.entries()) {
    const multikey = index.multikey.has(position);
    if (multikey && metArray) break;
    const own = conditions.filter((condition) => condition.path === field.path && condition.leaf === 'each');
    const values = pointValues(own);
    if (!values || prefixes.length * values.length > MOST_RANGES) {
      const ranges = prefixes.map((prefix) => rangeOn(prefix, field, own, multikey));
      if (!ranges[0]) break;
      return { ranges: sorted(ranges as Range[]), points, bound: points.length + 1 };
    }
    prefixes = prefixes.flatMap((prefix) => values.map((value) => extend(prefix, field, value)));
    points.push(values.length === 1);
    metArray ||= multikey;
  }
  return { ranges: sorted(prefixes.map((prefix) => ({ from: prefix, to: after(prefix) }))), points, bound: points.length };
}

/** In the order of the index and without repetition. */
function sorted(ranges: readonly Range[]): Range[] {
  const inOrder = ranges.toSorted((a, b) => Buffer.compare(a.from, b.from));
  return inOrder.filter((range, i) => i === 0 || !inOrder[i - 1]?.from.equals(range.from));
}

const isPoint = (value: Value): boolean => !Array.isArray(value) && !(value instanceof Regex);

function pointValues(conditions: readonly Condition[]): readonly Value[] | undefined {
  const equal = conditions.find(({ operator, value }) => operator === '$eq' && isPoint(value));
  if (equal) return [equal.value];
  const among = conditions.find(({ operator, value }) => operator === '$in' && Array.isArray(value) && value.every(isPoint));
  return among?.value as readonly Value[] | undefined;
}

function extend(prefix: Buffer, field: IndexField, value: Value): Buffer {
  const writer = new KeyWriter();
  writer.raw(prefix);
  writer.add(value, field.descending);
  return writer.done();
}

function edge(prefix: Buffer, field: IndexField, kind: number): Buffer {
  const writer = new KeyWriter();
  writer.raw(prefix);
  writer.addKind(kind, field.descending);
  return writer.done();
}

/** A field with arrays may satisfy two limits with two elements, so only one of them narrows the walk. */
function rangeOn(prefix: Buffer, field: IndexField, conditions: readonly Condition[], multikey: boolean): Range | undefined {
  const limits = conditions.filter(({ operator, value }) => /^\$[gl]te?$/.test(operator) && isPoint(value) && value !== null);
  const [first] = limits;
  if (!first) return rangeOfPrefix(prefix, field, conditions);
  const kind = kindOf(first.value);
  let from = edge(prefix, field, kind);
  let to = after(from);
  for (const limit of multikey ? [first] : limits.filter(({ value }) => kindOf(value) === kind)) {
    const at = extend(prefix, field, limit.value);
    const upper = limit.operator.startsWith('$g') === field.descending;
    const beyond = upper === limit.operator.endsWith('e') ? after(at) : at;
    if (upper) to = Buffer.compare(beyond, to) < 0 ? beyond : to;
    else from = Buffer.compare(beyond, from) > 0 ? beyond : from;
  }
  return { from, to };
}

/** After every text that is stored: no text has a character beyond this one. */
const LAST = '\u{10FFFF}';

/** Both ends come from one pattern and so bind one element, also in a field with arrays. A stored pattern is not looked for here. */
function rangeOfPrefix(prefix: Buffer, field: IndexField, conditions: readonly Condition[]): Range | undefined {
  const beginning = conditions.find(({ operator }) => operator === '$prefix')?.value;
  if (typeof beginning !== 'string') return undefined;
  const [low, high] = [extend(prefix, field, beginning), after(extend(prefix, field, beginning + LAST))];
  return field.descending ? { from: extend(prefix, field, beginning + LAST), to: after(low) } : { from: low, to: high };
}
