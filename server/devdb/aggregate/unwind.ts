/** $unwind: one document for each element of an array. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { Fields } from '../command/fields.ts';
import { plainValue } from '../query/path.ts';
import { flow } from './flow.ts';
import type { Step } from './flow.ts';

interface Unwind {
  readonly parts: readonly string[];
  readonly indexParts: readonly string[] | undefined;
  readonly keepEmpty: boolean;
}

export function unwind(argument: Value): Step {
  const options = parse(argument);
  return (input) =>
    flow(function* () {
      for (const document of input) yield* unwound(document, options);
    });
}

function parse(argument: Value): Unwind {
  const fields = new Fields(isDoc(argument) ? argument : new Map([['path', argument]]), '$unwind');
  fields.allow('path', 'includeArrayIndex', 'preserveNullAndEmptyArrays');
  const path = fields.text('path');
  if (!path.startsWith('$')) refuse(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const index = fields.maybeText('includeArrayIndex');
  if (index === '' || index?.startsWith('$') === true)
    refuse(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`);
  return { parts: path.slice(1).split('.'), indexParts: index?.split('.'), keepEmpty: fields.flag('preserveNullAndEmptyArrays') };
}

function* unwound(document: Doc, { parts, indexParts, keepEmpty }: Unwind): Generator<Doc> {
  const value = plainValue(document, parts);
  const made = (item: Found, index: Value): Doc => {
    const result = withValue(document, parts, item);
    return indexParts ? withValue(result, indexParts, index) : result;
  };
  if (Array.isArray(value) && value.length > 0) for (const [index, item] of value.entries()) yield made(item, BigInt(index));
  else if (value !== null && value !== undefined && !Array.isArray(value)) yield made(value, null);
  else if (keepEmpty) yield made(Array.isArray(value) ? undefined : value, null);
}

/** A copy that shares everything but the way to the changed place. */
function withValue(document: Doc, parts: readonly string[], value: Found): Doc {
  const [part = '', ...rest] = parts;
  const result: Doc = new Map(document);
  if (rest.length > 0) {
    const inner = document.get(part);
    if (isDoc(inner) || value !== undefined) result.set(part, withValue(isDoc(inner) ? inner : new Map(), rest, value));
  } else if (value === undefined) result.delete(part);
  else result.set(part, value);
  return result;
}
