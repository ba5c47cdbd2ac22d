/** The keys one document has in an index: one, none (sparse, partial), or one per array element (multikey). */
import { KeyWriter } from '../bson/key.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { IndexField, IndexSpec } from './index-spec.ts';

export interface IndexKey {
  readonly bytes: Buffer;
  readonly values: readonly Found[];
}

export interface DocumentKeys {
  readonly keys: readonly IndexKey[];
  /** Which fields of the index met an array. */
  readonly multikey: readonly number[];
}

/** Where one field of the index stands while arrays on its way are being expanded. */
interface Place {
  readonly value: Found;
  readonly rest: readonly string[];
  readonly settled: boolean;
}

const NO_KEYS: DocumentKeys = { keys: [], multikey: [] };

export function keysOf(index: IndexSpec, document: Doc): DocumentKeys {
  if (index.partial && !index.partial.matches(document)) return NO_KEYS;
  const collected = new Map<string, IndexKey>();
  const multikey = new Set<number>();
  const start = index.fields.map(({ parts }) => descend(document, parts));
  const single = start.every(({ settled }) => settled);
  expand(start, index.fields, multikey, (values) => {
    if (index.sparse && values.every((value) => value === undefined)) return;
    const key = { bytes: keyBytes(values, index.fields), values };
    collected.set(single ? '' : key.bytes.toString('latin1'), key);
  });
  return { keys: [...collected.values()], multikey: [...multikey] };
}

/** Follows names into documents and stops at the first array or at the end of the path. */
function descend(from: Found, parts: readonly string[]): Place {
  let value = from;
  let at = 0;
  while (at < parts.length && !Array.isArray(value)) {
    value = isDoc(value) ? value.get(parts[at] ?? '') : undefined;
    at++;
  }
  return { value, rest: at === 0 ? parts : parts.slice(at), settled: !Array.isArray(value) };
}

type Take = (values: readonly Found[]) => void;

function expand(places: readonly Place[], fields: readonly IndexField[], multikey: Set<number>, take: Take): void {
  const first = places.findIndex(({ settled }) => !settled);
  if (first < 0) {
    take(places.map(({ value }) => value));
    return;
  }
  const array = places[first]?.value as readonly Value[];
  for (const [position, { value, settled }] of places.entries()) {
    if (settled) continue;
    if (value !== array) refuse(171, `cannot index parallel arrays [${fields[position]?.path ?? ''}] [${fields[first]?.path ?? ''}]`);
    multikey.add(position);
  }
  const elements: readonly Found[] = array.length === 0 ? [undefined] : array;
  for (const element of elements) {
    expand(
      places.map((place) => (place.settled ? place : placeInElement(place, element))),
      fields,
      multikey,
      take,
    );
  }
}

/** An array inside an array is a key by itself; an empty array (no element) is a key of its own kind. */
function placeInElement({ rest }: Place, element: Found): Place {
  if (rest.length > 0) return isDoc(element) ? descend(element, rest) : { value: undefined, rest: [], settled: true };
  return { value: element ?? (element === null ? null : []), rest: [], settled: true };
}

function keyBytes(values: readonly Found[], fields: readonly IndexField[]): Buffer {
  const writer = new KeyWriter();
  for (let i = 0; i < fields.length; i++) writer.add(values[i], fields[i]?.descending ?? false);
  return writer.done();
}
