/** Reads an update once: which operators on which paths, free of conflicts, in the order MongoDB applies them. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isIndex } from '../query/path.ts';
import { isOperatorName, operatorFor } from './operators.ts';
import type { Change } from './operators.ts';
import { splitPath } from './split-path.ts';

export interface Modification {
  readonly operator: string;
  readonly path: string;
  readonly parts: readonly string[];
  readonly change: Change;
}

export type Update =
  | { readonly kind: 'operators'; readonly modifications: readonly Modification[] }
  | { readonly kind: 'replacement'; readonly document: Doc }
  | { readonly kind: 'pipeline'; readonly stages: readonly Value[] };

export function parseUpdate(update: Value | undefined): Update {
  if (Array.isArray(update)) return { kind: 'pipeline', stages: update };
  if (!isDoc(update)) return refuse(9, 'Update argument must be either an object or an array');
  const first = update.keys().next().value;
  if (first?.startsWith('$') !== true) return { kind: 'replacement', document: replacement(update) };
  const modifications = [...update].flatMap(([operator, fields]) => parseOperator(operator, fields));
  checkConflicts(modifications.flatMap(pathsOf));
  return { kind: 'operators', modifications: modifications.toSorted((a, b) => comparePaths(a.parts, b.parts)) };
}

function replacement(update: Doc): Doc {
  for (const name of update.keys()) {
    if (name.startsWith('$'))
      refuse(52, `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document.`);
  }
  return update;
}

function parseOperator(operator: string, fields: Value): Modification[] {
  if (!isOperatorName(operator)) {
    refuse(9, `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
  }
  if (!isDoc(fields))
    refuse(9, `Modifiers operate on fields but we found another type instead. For example: {$mod: {<field>: ...}}, not ${operator}`);
  return [...fields].map(([path, argument]) => {
    const parts = splitPath(path);
    return { operator, path, parts, change: operatorFor(operator, path, argument) };
  });
}

const pathsOf = ({ parts, change }: Modification): (readonly string[])[] => (change.renameTo ? [parts, change.renameTo] : [parts]);

/** No path may be another one, or lie inside it. */
export function checkConflicts(paths: readonly (readonly string[])[]): void {
  const known = new Set<string>();
  const above = new Set<string>();
  for (const parts of paths) {
    const path = parts.join('.');
    const prefixes = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('.'));
    const conflict = known.has(path) || above.has(path) ? path : prefixes.find((prefix) => known.has(prefix));
    if (conflict !== undefined) refuse(40, `Updating the path '${path}' would create a conflict at '${conflict}'`);
    known.add(path);
    for (const prefix of prefixes) above.add(prefix);
  }
}

/** By name, and by number where both are numbers: the order in which new fields appear. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x !== y) return isIndex(x) && isIndex(y) ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.length - b.length;
}
