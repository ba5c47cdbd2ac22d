/**
 * Expressions of aggregation, read once into functions. Only operators on the list in `operators.ts` exist; any other is an
 * error when the expression is read, so nothing is computed half.
 */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { operatorNamed } from './operators.ts';
import type { Variables } from './variables.ts';

export interface Scope {
  readonly root: Doc;
  readonly variables: Variables;
}

/** undefined is a missing field, which is not the same as null. */
export type Compute = (scope: Scope) => Found;

/** Which `$$names` may be used where this expression stands. */
export type Names = ReadonlySet<string>;

const SYSTEM = ['ROOT', 'CURRENT', 'NOW', 'REMOVE'];

export const constant =
  (value: Found): Compute =>
  () =>
    value;

export function compileExpression(expression: Value, names: Names): Compute {
  if (typeof expression === 'string') return expression.startsWith('$') ? compilePath(expression, names) : constant(expression);
  if (Array.isArray(expression)) return compileArray(expression, names);
  if (!isDoc(expression)) return constant(expression);
  const [name] = expression.keys();
  if (name?.startsWith('$') !== true) return compileObject(expression, names);
  if (expression.size > 1) refuse(15983, `an object representing an expression must have exactly one field, but has ${expression.size}`);
  const operator = operatorNamed(name) ?? unknownOperator(name);
  return operator(expression.get(name) ?? null, names, compileExpression);
}

function unknownOperator(name: string): never {
  return refuse(168, `Unrecognized expression '${name}' (devdb computes only a part of MongoDB's expressions)`);
}

function compileArray(items: readonly Value[], names: Names): Compute {
  const computes = items.map((item) => compileExpression(item, names));
  return (scope) => computes.map((compute) => compute(scope) ?? null);
}

function compileObject(fields: Doc, names: Names): Compute {
  const computes = [...fields].map(([name, value]) => {
    if (name.includes('.')) refuse(16412, `FieldPath field names may not contain '.'. Found: ${name}`);
    return [name, compileExpression(value, names)] as const;
  });
  return (scope) => {
    const result: Doc = new Map();
    for (const [name, compute] of computes) {
      const value = compute(scope);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

function compilePath(path: string, names: Names): Compute {
  if (!path.startsWith('$$')) return fieldPath(partsOf(path.slice(1)), ({ root }) => root);
  const [name = '', ...parts] = partsOf(path.slice(2));
  if (!SYSTEM.includes(name) && !names.has(name)) refuse(17276, `Use of undefined variable: ${name}`);
  if (name === 'ROOT' || name === 'CURRENT') return fieldPath(parts, ({ root }) => root);
  if (name === 'REMOVE') return constant(undefined);
  return fieldPath(parts, ({ variables }) => variables.get(name));
}

function partsOf(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) refuse(15998, 'FieldPath field names may not be empty strings.');
  return parts;
}

function fieldPath(parts: readonly string[], start: (scope: Scope) => Found): Compute {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return (scope) => {
      const value = start(scope);
      return isDoc(value) ? value.get(only) : follow(value, parts, 0);
    };
  }
  return (scope) => follow(start(scope), parts, 0);
}

/** Through an array a path gives the array of what it finds in each element. */
function follow(value: Found, parts: readonly string[], at: number): Found {
  const part = parts[at];
  if (part === undefined) return value;
  if (isDoc(value)) return follow(value.get(part), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => {
    const found = isDoc(item) || Array.isArray(item) ? follow(item, parts, at) : undefined;
    return found === undefined ? [] : ([found] as Value[]);
  });
}
