/** Reaches the place an update speaks of, creating documents on the way if the operator creates; arrays are reached by index. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isIndex } from '../query/path.ts';
import { show } from '../store/duplicate.ts';

const MOST_PADDING = 1_500_000;

export interface Place {
  readonly value: Found;
  readonly inArray: boolean;
  set(value: Value): void;
  unset(): void;
}

/** undefined if the place is not there and `create` is false. */
export function placeAt(document: Doc, parts: readonly string[], create: boolean): Place | undefined {
  let container: Value = document;
  for (let at = 0; at < parts.length - 1; at++) {
    const next = childOf(container, parts, at, create);
    if (next === undefined) return undefined;
    container = next;
  }
  const last = parts.at(-1) ?? '';
  if (isDoc(container)) return inDocument(container, last);
  if (Array.isArray(container) && isIndex(last)) return inArray(container, Number(last), create);
  return create ? notViable(container, parts, parts.length - 1) : undefined;
}

function childOf(container: Value, parts: readonly string[], at: number, create: boolean): Value | undefined {
  const part = parts[at] ?? '';
  const child = step(container, part);
  if (child !== undefined) return child;
  if (!create) return undefined;
  if (isDoc(container)) {
    const created: Doc = new Map();
    container.set(part, created);
    return created;
  }
  if (!Array.isArray(container) || !isIndex(part)) return notViable(container, parts, at);
  const created: Doc = new Map();
  put(container, Number(part), created);
  return created;
}

export function step(container: Found, part: string): Found {
  if (isDoc(container)) return container.get(part);
  return Array.isArray(container) && isIndex(part) ? container[Number(part)] : undefined;
}

function notViable(container: Value, parts: readonly string[], at: number): never {
  const element = at === 0 ? show(container) : `{${parts[at - 1]}: ${show(container)}}`;
  return refuse(28, `Cannot create field '${parts[at]}' in element ${element}`);
}

function inDocument(container: Doc, name: string): Place {
  return { value: container.get(name), inArray: false, set: (value) => container.set(name, value), unset: () => container.delete(name) };
}

function inArray(container: Value[], index: number, create: boolean): Place | undefined {
  if (!create && index >= container.length) return undefined;
  return {
    value: container[index],
    inArray: true,
    set: (value) => put(container, index, value),
    unset: () => put(container, index, null),
  };
}

function put(container: Value[], index: number, value: Value): void {
  if (index - container.length > MOST_PADDING) refuse(2, `can't backfill more than ${MOST_PADDING} elements`);
  while (container.length < index) container.push(null);
  container[index] = value;
}
