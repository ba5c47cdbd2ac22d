/** Turns a path with `$`, `$[]` or `$[name]` into the places it means in one document. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import type { Condition, Filter } from '../query/filter.ts';
import { anyAt } from '../query/path.ts';
import { step } from './place.ts';

export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>;

export interface Targets {
  readonly arrayFilters: ArrayFilters;
  /** Which element of the array at this path did the query match? */
  readonly matched: (arrayPath: readonly string[]) => number | undefined;
}

export function parseArrayFilters(list: Value | undefined): ArrayFilters {
  const result = new Map<string, (element: Value) => boolean>();
  if (list === undefined) return result;
  if (!Array.isArray(list)) return refuse(14, 'arrayFilters must be an array');
  for (const item of list) {
    if (!isDoc(item) || item.size === 0) refuse(9, 'Cannot use an expression without a top-level field name in arrayFilters');
    const name = nameOf(item);
    if (result.has(name)) refuse(9, `Found multiple array filters with the same top-level field name ${name}`);
    const { matches } = parseFilter(item);
    result.set(name, (element) => matches(new Map([[name, element]])));
  }
  return result;
}

function namesIn(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(value) ? value.flatMap((item) => (isDoc(item) ? namesIn(item) : [])) : [];
  });
}

function nameOf(filter: Doc): string {
  const names = new Set(namesIn(filter));
  const [name] = names;
  if (name === undefined || names.size > 1)
    refuse(9, `Error parsing array filter: expected a single top-level field name, found ${[...names].join(', ')}`);
  if (!/^[a-z][A-Za-z0-9]*$/.test(name))
    refuse(
      2,
      `Error parsing array filter: the top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
    );
  return name;
}

/** Every array filter must be used by some path, as a spelling mistake would otherwise change nothing silently. */
export function checkUse(arrayFilters: ArrayFilters, paths: readonly (readonly string[])[]): void {
  for (const name of arrayFilters.keys()) {
    if (!paths.some((parts) => parts.includes(`$[${name}]`))) {
      refuse(9, `The array filter for identifier '${name}' was not used in the update`);
    }
  }
}

export function placesOf(document: Doc, parts: readonly string[], targets: Targets): (readonly string[])[] {
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [parts];
  const before = parts.slice(0, at);
  return elementsAt(document, before, parts, at, targets).flatMap((index) =>
    placesOf(document, [...before, String(index), ...parts.slice(at + 1)], targets),
  );
}

function elementsAt(document: Doc, before: readonly string[], parts: readonly string[], at: number, targets: Targets): readonly number[] {
  const part = parts[at] ?? '';
  if (part === '$') {
    const index = targets.matched(before);
    return [index ?? refuse(2, 'The positional operator did not find the match needed from the query.')];
  }
  const array = before.reduce<Found>(step, document);
  if (array === undefined) refuse(2, `The path '${before.join('.')}' must exist in the document in order to apply array updates.`);
  if (!Array.isArray(array)) refuse(2, `Cannot apply array updates to non-array element ${before.join('.')}`);
  if (part === '$[]') return [...array.keys()];
  const name = part.slice(2, -1);
  const isWanted =
    targets.arrayFilters.get(name) ?? refuse(2, `No array filter found for identifier '${name}' in path '${parts.join('.')}'`);
  return [...array.entries()].filter(([, element]) => isWanted(element)).map(([index]) => index);
}

/** The element the query matched; where two conditions matched different ones, MongoDB leaves it open, so it is refused. */
export function matchedElement(document: Doc, filter: Filter, arrayPath: readonly string[]): number | undefined {
  const found = new Set(filter.conditions.flatMap((condition) => indexMatched(document, condition, arrayPath) ?? []));
  if (found.size > 1) refuse(2, `devdb: the query matches different elements of '${arrayPath.join('.')}', so '$' is ambiguous`);
  const [index] = found;
  if (index !== undefined) return index;
  const alternative = filter.alternatives.find(({ matches }) => matches(document));
  return alternative && matchedElement(document, alternative, arrayPath);
}

function indexMatched(document: Doc, { parts, leaf, test, value }: Condition, arrayPath: readonly string[]): number | undefined {
  if (arrayPath.some((part, i) => parts[i] !== part)) return undefined;
  const array = arrayPath.reduce<Found>((inner, part) => (isDoc(inner) ? inner.get(part) : undefined), document);
  if (!Array.isArray(array)) return undefined;
  const depth = arrayPath.length;
  const index = array.findIndex((element) => {
    if (parts.length > depth) return isDoc(element) && anyAt(element, parts, depth, leaf, test);
    return leaf === 'each' ? test(element) : isDoc(value) && test([element]);
  });
  return index < 0 ? undefined : index;
}
