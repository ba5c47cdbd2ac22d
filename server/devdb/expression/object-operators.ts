/** Documents, and names for values. */
import { isDoc, typeName } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isNothing, named, overOne } from './arguments.ts';
import type { Compute } from './compile.ts';
import type { OperatorCompile, OperatorTable } from './operators.ts';

export function mergeInto(result: Doc, value: Found): void {
  if (isNothing(value)) return;
  if (!isDoc(value)) return refuse(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
  for (const [name, item] of value) result.set(name, item);
}

const mergeObjects: OperatorCompile = (argument, names, compile) => {
  const computes = (Array.isArray(argument) ? argument : [argument]).map((item) => compile(item, names));
  return (scope) => {
    const result: Doc = new Map();
    for (const compute of computes) {
      const value = compute(scope);
      const parts = computes.length === 1 && Array.isArray(value) ? value : [value];
      for (const part of parts) mergeInto(result, part);
    }
    return result;
  };
};

const bind: OperatorCompile = named('$let', ['vars', 'in'], [], (_part, parts, names, compile) => {
  const vars = parts.get('vars');
  if (!isDoc(vars)) return refuse(16876, `invalid parameter: expected an object (vars)`);
  const computes = [...vars].map(([name, value]) => [variableName(name), compile(value, names)] as const);
  const body = compile(parts.get('in') ?? null, new Set([...names, ...vars.keys()]));
  return (scope) => {
    const values = computes.map(([name, compute]) => [name, compute(scope)] as const);
    return body({ root: scope.root, variables: new Map([...scope.variables, ...values]) });
  };
});

const variableName = (name: string): string =>
  /^[a-z][A-Za-z0-9_]*$/.test(name) ? name : refuse(16867, `'${name}' is not a valid variable name`);

const pair = (key: Value, value: Value): Doc =>
  new Map<string, Value>([
    ['k', key],
    ['v', value],
  ]);

function objectToArray(value: Value): Found {
  if (!isDoc(value)) return refuse(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(([name, item]) => pair(name, item));
}

function arrayToObject(value: Value): Found {
  if (!Array.isArray(value)) return refuse(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  const result: Doc = new Map();
  for (const item of value) {
    const [key, content] = isDoc(item)
      ? [item.get('k'), item.get('v')]
      : Array.isArray(item)
        ? item
        : refuse(40398, 'Unrecognised input type format for $arrayToObject');
    if (typeof key !== 'string' || content === undefined)
      refuse(40394, '$arrayToObject requires keys that are strings and a value for each');
    result.set(key, content);
  }
  return result;
}

const getField: OperatorCompile = (argument, names, compile) => {
  const field = isDoc(argument) && argument.has('field') ? argument.get('field') : argument;
  const input: Compute = isDoc(argument) && argument.has('input') ? compile(argument.get('input') ?? null, names) : ({ root }) => root;
  if (typeof field !== 'string' || field.startsWith('$')) return refuse(115, 'devdb supports only a constant field for $getField');
  return (scope) => {
    const value = input(scope);
    return isDoc(value) ? value.get(field) : isNothing(value) ? value : undefined;
  };
};

export const OBJECTS: OperatorTable = {
  $mergeObjects: mergeObjects,
  $let: bind,
  $objectToArray: overOne('$objectToArray', objectToArray),
  $arrayToObject: overOne('$arrayToObject', arrayToObject),
  $getField: getField,
};
