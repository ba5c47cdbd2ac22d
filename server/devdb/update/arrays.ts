/** The update operators for arrays. */
import { compare, numeric, same } from '../bson/order.ts';
import { isDoc, isNumber, Regex, typeName } from '../bson/value.ts';
import type { Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isOperators, parseFilter } from '../query/filter.ts';
import { parseSort, sortKeyOf } from '../query/sort.ts';
import type { Change, MakeChange } from './operators.ts';

/** The array at a place, a new one if there is none. */
function arrayAt(value: Found, path: string): Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...value] : refuse(2, `The field '${path}' must be an array but is of type ${typeName(value)}`);
}

const changing = (creates: boolean, path: string, compute: (items: Value[]) => Value[] | undefined): Change => ({
  creates,
  apply: (place) => {
    if (place.value === undefined && !creates) return;
    const items = compute(arrayAt(place.value, path));
    if (items !== undefined) place.set(items);
  },
});

function eachOf(operator: string, argument: Value): Value[] {
  const each = isDoc(argument) ? argument.get('$each') : undefined;
  if (each === undefined) return [argument];
  return Array.isArray(each)
    ? each
    : refuse(2, `The argument to $each in ${operator} must be an array but it was of type: ${typeName(each)}`);
}

function whole(name: string, value: Value): number {
  const number = isNumber(value) ? Number(numeric(value)) : Number.NaN;
  return Number.isSafeInteger(number)
    ? number
    : refuse(2, `The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
}

interface PushOptions {
  position: number | undefined;
  slice: number | undefined;
  sort: ((items: Value[]) => Value[]) | undefined;
}

function pushOptions(argument: Value): PushOptions {
  const options: PushOptions = { position: undefined, slice: undefined, sort: undefined };
  if (!isDoc(argument) || !argument.has('$each')) return options;
  for (const [name, value] of argument) {
    if (name === '$slice') options.slice = whole(name, value);
    else if (name === '$position') options.position = whole(name, value);
    else if (name === '$sort') options.sort = sorterFor(value);
    else if (name !== '$each') refuse(2, `Unrecognized clause in $push: ${name}`);
  }
  return options;
}

function sorterFor(sort: Value): (items: Value[]) => Value[] {
  if (isNumber(sort)) {
    const sign = Number(numeric(sort));
    if (sign !== 1 && sign !== -1) refuse(2, 'The $sort element value must be either 1 or -1');
    return (items) => items.toSorted((a, b) => sign * compare(a, b));
  }
  if (!isDoc(sort) || sort.size === 0)
    return refuse(2, 'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const keyOf = sortKeyOf(parseSort(sort));
  const key = (item: Value): Buffer => keyOf(isDoc(item) ? item : new Map([['', item]]));
  return (items) =>
    items
      .map((item) => ({ item, key: key(item) }))
      .toSorted((a, b) => Buffer.compare(a.key, b.key))
      .map(({ item }) => item);
}

const push: MakeChange = (path, argument) => {
  const each = eachOf('$push', argument);
  const { position, slice, sort } = pushOptions(argument);
  const change = changing(true, path, (items) => {
    items.splice(position ?? items.length, 0, ...each);
    const ordered = sort ? sort(items) : items;
    if (slice === undefined) return ordered;
    return slice < 0 ? ordered.slice(slice) : ordered.slice(0, slice);
  });
  return { ...change, alwaysCounts: each.length > 0 || sort !== undefined };
};

const addToSet: MakeChange = (path, argument) => {
  const each = eachOf('$addToSet', argument);
  if (isDoc(argument) && argument.has('$each') && argument.size > 1) refuse(2, 'Found unexpected fields after $each in $addToSet');
  return changing(true, path, (items) => {
    for (const value of each) if (!items.some((item) => same(item, value))) items.push(value);
    return items;
  });
};

/** A condition is what a query would say about each element; anything else is a value to be equal to. */
function pullTest(argument: Value): (item: Value) => boolean {
  if (isDoc(argument) && !isOperators(argument)) {
    const { matches } = parseFilter(argument);
    return (item) => isDoc(item) && matches(item);
  }
  if (!isDoc(argument) && !(argument instanceof Regex)) return (item) => same(item, argument);
  const { matches } = parseFilter(new Map([['element', argument]]));
  return (item) => matches(new Map([['element', item]]));
}

function removing(path: string, isUnwanted: (item: Value) => boolean): Change {
  return {
    creates: false,
    apply: (place) => {
      if (place.value === undefined) return;
      if (!Array.isArray(place.value)) refuse(2, `Cannot apply $pull to a non-array value ('${path}')`);
      place.set(place.value.filter((item) => !isUnwanted(item)));
    },
  };
}

const pop: MakeChange = (path, argument) => {
  const end = isNumber(argument) ? Number(numeric(argument)) : 0;
  if (end !== 1 && end !== -1) refuse(9, `$pop expects 1 or -1, found: ${typeName(argument)}`);
  return {
    creates: false,
    apply: (place) => {
      if (place.value === undefined) return;
      if (!Array.isArray(place.value)) refuse(14, `Path '${path}' contains an element of non-array type '${typeName(place.value)}'`);
      place.set(end === 1 ? place.value.slice(0, -1) : place.value.slice(1));
    },
  };
};

const pullAll: MakeChange = (path, argument) => {
  if (!Array.isArray(argument)) return refuse(2, `$pullAll requires an array argument but was given a ${typeName(argument)}`);
  return removing(path, (item) => argument.some((value) => same(item, value)));
};

export const ARRAY_OPERATORS: Readonly<Record<string, MakeChange>> = {
  $push: push,
  $addToSet: addToSet,
  $pull: (path, argument) => removing(path, pullTest(argument)),
  $pullAll: pullAll,
  $pop: pop,
};
