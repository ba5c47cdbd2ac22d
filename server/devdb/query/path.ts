/** How MongoDB follows a dotted path: into documents by name, into arrays by index and, for each element, on with the same path. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';

export type Test = (value: Found) => boolean;
/** `each`: an array at the end is tested element by element and then as a whole; `whole`: only as a whole. */
export type Leaf = 'each' | 'whole';

export function anyAt(value: Found, parts: readonly string[], at: number, leaf: Leaf, test: Test): boolean {
  if (at === parts.length) return leaf === 'each' && Array.isArray(value) ? value.some(test) || test(value) : test(value);
  const part = parts[at] ?? '';
  if (value instanceof Map) return anyAt(value.get(part), parts, at + 1, leaf, test);
  if (Array.isArray(value)) return value.some((item, index) => anyInElement(item, index, parts, at, leaf, test));
  return test(undefined);
}

function anyInElement(item: Value, index: number, parts: readonly string[], at: number, leaf: Leaf, test: Test): boolean {
  if (isDoc(item) && anyAt(item, parts, at, leaf, test)) return true;
  if (parts[at] !== String(index)) return false;
  if (at + 1 === parts.length) return test(item);
  return (isDoc(item) || Array.isArray(item)) && anyAt(item, parts, at + 1, leaf, test);
}

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/** Every value a path leads to: what sorting and `distinct` look at. An array at the end gives its elements. */
export function valuesAt(value: Found, parts: readonly string[], at: number, take: (value: Found) => void): void {
  if (at === parts.length) {
    if (Array.isArray(value)) for (const item of value) take(item);
    else take(value);
    return;
  }
  const part = parts[at] ?? '';
  if (value instanceof Map) valuesAt(value.get(part), parts, at + 1, take);
  else if (Array.isArray(value)) valuesInArray(value, parts, at, take);
  else take(undefined);
}

function valuesInArray(items: readonly Value[], parts: readonly string[], at: number, take: (value: Found) => void): void {
  const part = parts[at] ?? '';
  if (isIndex(part) && Number(part) < items.length) valuesAt(items[Number(part)], parts, at + 1, take);
  else for (const item of items) if (isDoc(item)) valuesAt(item, parts, at, take);
}

/** The value at a path that meets no array on its way. */
export function plainValue(document: Doc, parts: readonly string[]): Found {
  let value: Found = document;
  for (const part of parts) value = value instanceof Map ? value.get(part) : undefined;
  return value;
}
