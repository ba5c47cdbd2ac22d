// Where two documents differ, place by place. Lists whose elements have ids are compared by them, so that an element that moved did not change.

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Null where one of the two has nothing there. */
export interface Change {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

type Named = ReadonlyMap<string, Json>;

function nameOf(element: Json, index: number): string {
  const id = typeof element === 'object' && element !== null && !Array.isArray(element) ? element['id'] : undefined;
  return typeof id === 'string' ? id : String(index);
}

/** The parts of a value by name; null for what has no parts. Two elements of one name (twice the same id) are told apart by their places. */
function partsOf(value: Json | undefined): Named | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map(nameOf);
  const unique = new Set(names).size === names.length;
  return new Map(value.map((element, index) => [unique ? (names[index] ?? '') : String(index), element]));
}

const isList = (value: Json | undefined): boolean => Array.isArray(value);

function compare(field: string, before: Json | undefined, after: Json | undefined, found: Change[]): void {
  // Null and nothing are the same here: both say that there is no value.
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return;
  const [old, young] = [partsOf(before), partsOf(after)];
  if (old === null || young === null || isList(before) !== isList(after)) {
    found.push({ field, before: before ?? null, after: after ?? null });
    return;
  }
  for (const name of new Set([...old.keys(), ...young.keys()])) {
    compare(field === '' ? name : `${field}.${name}`, old.get(name), young.get(name), found);
  }
}

/** Empty when they are the same, whatever order their fields have. */
export function changesBetween(before: Json | null, after: Json | null): Change[] {
  const found: Change[] = [];
  compare('', before ?? {}, after ?? {}, found);
  return found;
}
