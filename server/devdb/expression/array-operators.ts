/** Arrays. */
import { asDouble, fromNumber } from '../bson/arithmetic.ts';
import { keyOf } from '../bson/key.ts';
import { compare, same } from '../bson/order.ts';
import { isNumber, isTrue, typeName } from '../bson/value.ts';
import type { Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isNothing, named, over } from './arguments.ts';
import type { Compute, Scope } from './compile.ts';
import type { OperatorCompile, OperatorTable } from './operators.ts';

function array(operator: string, code: number, value: Found): Value[] {
  return Array.isArray(value) ? value : refuse(code, `The argument to ${operator} must be an array, but was of type: ${typeName(value)}`);
}

function integer(operator: string, code: number, value: Found): number {
  const number = isNumber(value) ? asDouble(value) : Number.NaN;
  return Number.isInteger(number) ? number : refuse(code, `${operator} requires an integral value, found: ${typeName(value)}`);
}

function elementAt(list: Found, position: Found): Found {
  if (isNothing(list) || isNothing(position)) return null;
  return array('$arrayElemAt', 28689, list).at(integer('$arrayElemAt', 28690, position));
}

/** Only the form without bounds. */
function indexOf(list: Found, wanted: Found): Found {
  if (isNothing(list)) return null;
  const items = array('$indexOfArray', 40090, list);
  return fromNumber(wanted === undefined ? -1 : items.findIndex((item) => same(item, wanted)));
}

const endOf = (operator: string, at: number): OperatorCompile =>
  over(operator, 1, 1, (list) => (isNothing(list) ? null : array(operator, 28689, list).at(at)));

function concatArrays(lists: readonly Found[]): Found {
  if (lists.some(isNothing)) return null;
  return lists.flatMap((list) => array('$concatArrays', 28664, list));
}

function slice(list: Found, first: Found, second: Found): Found {
  if (isNothing(list) || first === null || second === null) return null;
  const items = array('$slice', 28724, list);
  const a = integer('$slice', 28725, first);
  if (second === undefined) return a < 0 ? items.slice(a) : items.slice(0, a);
  const count = integer('$slice', 28727, second);
  if (count <= 0) refuse(28729, 'Third argument to $slice must be positive');
  const start = a < 0 ? Math.max(items.length + a, 0) : a;
  return items.slice(start, start + count);
}

function range(from: Found, to: Found, by: Found = 1): Found {
  const [start, end, step] = [integer('$range', 34443, from), integer('$range', 34445, to), integer('$range', 34447, by)];
  if (step === 0) refuse(34449, '$range requires a non-zero step value');
  const result: Value[] = [];
  for (let value = start; step > 0 ? value < end : value > end; value += step) {
    if (result.length >= 1_000_000) refuse(292, '$range would make more than a million elements');
    result.push(fromNumber(value));
  }
  return result;
}

const withVariable = (scope: Scope, name: string, value: Found): Scope => ({
  root: scope.root,
  variables: new Map([...scope.variables, [name, value]]),
});

/** `as` of $filter and $map. */
function nameIn(operator: string, name: Value | undefined): string {
  if (name === undefined) return 'this';
  return typeof name === 'string' && /^[a-z][A-Za-z0-9_]*$/.test(name)
    ? name
    : refuse(16867, `${operator}: 'as' is not a valid variable name`);
}

const filter: OperatorCompile = named('$filter', ['input', 'cond'], ['as', 'limit'], (part, parts, names, compile) => {
  const name = nameIn('$filter', parts.get('as'));
  const input = part('input') as Compute;
  const limit = part('limit');
  const test = compile(parts.get('cond') ?? null, new Set([...names, name]));
  return (scope) => {
    const list = input(scope);
    if (isNothing(list)) return null;
    const most = limit?.(scope) ?? null;
    const found = array('$filter', 28651, list).filter((item) => isTrue(test(withVariable(scope, name, item))));
    return most === null ? found : found.slice(0, integer('$filter', 327391, most));
  };
});

const mapEach: OperatorCompile = named('$map', ['input', 'in'], ['as'], (part, parts, names, compile) => {
  const name = nameIn('$map', parts.get('as'));
  const input = part('input') as Compute;
  const each = compile(parts.get('in') ?? null, new Set([...names, name]));
  return (scope) => {
    const list = input(scope);
    if (isNothing(list)) return null;
    return array('$map', 16883, list).map((item) => each(withVariable(scope, name, item)) ?? null);
  };
});

const reduce: OperatorCompile = named('$reduce', ['input', 'initialValue', 'in'], [], (_part, parts, names, compile) => {
  const input = compile(parts.get('input') ?? null, names);
  const start = compile(parts.get('initialValue') ?? null, names);
  const step = compile(parts.get('in') ?? null, new Set([...names, 'value', 'this']));
  return (scope) => {
    const list = input(scope);
    if (isNothing(list)) return null;
    let value = start(scope);
    for (const item of array('$reduce', 40080, list)) value = step(withVariable(withVariable(scope, 'value', value), 'this', item));
    return value;
  };
});

const keyed = (list: readonly Value[]): Map<string, Value> => new Map(list.map((item) => [keyOf([item]).toString('latin1'), item]));
const inOrder = (items: Iterable<Value>): Value[] => [...items].toSorted(compare);

function setOperation(operator: string, combine: (lists: Value[][]) => Value[]): OperatorCompile {
  return over(operator, 1, 1000, (...lists) => (lists.some(isNothing) ? null : combine(lists.map((list) => array(operator, 17043, list)))));
}

export const ARRAYS: OperatorTable = {
  $arrayElemAt: over('$arrayElemAt', 2, 2, elementAt),
  $first: endOf('$first', 0),
  $last: endOf('$last', -1),
  $size: over('$size', 1, 1, (list) => fromNumber(array('$size', 17124, list).length)),
  $isArray: over('$isArray', 1, 1, (value) => Array.isArray(value)),
  $in: over('$in', 2, 2, (value, list) => array('$in', 40081, list).some((item) => value !== undefined && same(item, value))),
  $indexOfArray: over('$indexOfArray', 2, 2, indexOf),
  $concatArrays: over('$concatArrays', 1, 1000, (...lists) => concatArrays(lists)),
  $reverseArray: over('$reverseArray', 1, 1, (list) => (isNothing(list) ? null : array('$reverseArray', 34435, list).toReversed())),
  $slice: over('$slice', 2, 3, slice),
  $range: over('$range', 2, 3, range),
  $filter: filter,
  $map: mapEach,
  $reduce: reduce,
  $setUnion: setOperation('$setUnion', (lists) => inOrder(keyed(lists.flat()).values())),
  $setIntersection: setOperation('$setIntersection', (lists) => {
    const [first = [], ...others] = lists.map((list) => [...keyed(list)]);
    return inOrder(first.filter(([key]) => others.every((other) => other.some(([there]) => there === key))).map(([, item]) => item));
  }),
};
