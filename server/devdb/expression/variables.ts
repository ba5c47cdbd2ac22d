/** The values of `$$names` while an expression is computed. */
import { isDoc } from '../bson/value.ts';
import type { Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';

export type Variables = ReadonlyMap<string, Found>;

/** The variables of a command's `let`. */
export function variablesOf(value: Value | undefined): Variables | undefined {
  if (value === undefined) return undefined;
  if (!isDoc(value)) return refuse(14, `'let' must be an object`);
  return value;
}

/** `$$NOW` is one moment for the whole command. */
export function withNow(variables: Variables | undefined): Variables {
  return variables?.has('NOW') === true ? variables : new Map<string, Found>([...(variables ?? []), ['NOW', new Date()]]);
}
