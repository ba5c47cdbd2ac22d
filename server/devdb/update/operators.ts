/** What each update operator does to the value at one place. Those for arrays are in `arrays.ts`. */
import { add, multiply } from '../bson/arithmetic.ts';
import { compare } from '../bson/order.ts';
import { Double, isDoc, isNumber, typeName } from '../bson/value.ts';
import type { Found, Num, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { ARRAY_OPERATORS } from './arrays.ts';
import { splitPath } from './split-path.ts';
import type { Place } from './place.ts';

export interface Change {
  /** Documents on the way are created. */
  readonly creates: boolean;
  readonly onlyOnInsert?: boolean;
  readonly renameTo?: readonly string[];
  /** Counts as a modification even if the bytes come out the same, as MongoDB's $push does. */
  readonly alwaysCounts?: boolean;
  apply(place: Place, now: Date): void;
}

export type MakeChange = (path: string, argument: Value) => Change;

/** The new value from the old one; undefined leaves the place as it is. */
const setter = (compute: (old: Found, now: Date) => Found): Change => ({
  creates: true,
  apply: (place, now) => {
    const value = compute(place.value, now);
    if (value !== undefined) place.set(value);
  },
});

function number(operator: string, path: string, argument: Value): Num {
  if (isNumber(argument)) return argument;
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  return refuse(14, `Cannot ${verb} with non-numeric argument: {${path}: ${typeName(argument)}}`);
}

function arithmetic(operator: '$inc' | '$mul', combine: (a: Num, b: Num) => Num | undefined): MakeChange {
  return (path, argument) => {
    const amount = number(operator, path, argument);
    return setter((old) => {
      if (old === undefined) return operator === '$inc' ? amount : zeroLike(amount);
      if (!isNumber(old))
        return refuse(14, `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' has type ${typeName(old)}`);
      return combine(old, amount) ?? refuse(2, `Failed to apply ${operator} operations to current value of '${path}': it would overflow`);
    });
  };
}

const zeroLike = (value: Num): Num => (value instanceof Double ? new Double(0) : typeof value === 'bigint' ? 0n : 0);

const extreme =
  (sign: number): MakeChange =>
  (_path, argument) =>
    setter((old) => (old === undefined || Math.sign(compare(argument, old)) === sign ? argument : undefined));

const currentDate: MakeChange = (path, argument) => {
  const type = isDoc(argument) ? argument.get('$type') : undefined;
  if (type === 'timestamp') refuse(115, 'devdb does not support $currentDate with timestamp');
  if (argument !== true && argument !== false && type !== 'date')
    refuse(2, `${typeName(argument)} is not valid type for $currentDate ('${path}')`);
  return setter((_old, now) => now);
};

const rename: MakeChange = (path, argument) => {
  if (typeof argument !== 'string') return refuse(2, `The 'to' field for $rename must be a string: ${path}`);
  const renameTo = splitPath(argument);
  if (argument === path) refuse(2, `The source and target field for $rename must differ: ${path}`);
  if ([...splitPath(path), ...renameTo].some((part) => part.startsWith('$'))) refuse(2, `$rename may not be dynamic: ${path}`);
  return { creates: false, renameTo, apply: () => undefined };
};

const BITS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit: MakeChange = (path, argument) => {
  if (!isDoc(argument) || argument.size === 0) return refuse(2, `The $bit modifier must be given a document for '${path}'`);
  const steps = [...argument].map(([name, value]) => {
    const combine = Object.hasOwn(BITS, name) ? BITS[name] : undefined;
    if (!combine) return refuse(2, `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    return { combine, value: bitsOf(value, 2, `The $bit modifier field must be an Integer(32/64 bit) for '${path}'`) };
  });
  return setter((old) => {
    const start =
      old === undefined ? 0 : bitsOf(old, 2, `Cannot apply $bit to a value of non-integral type. '${path}' has ${typeName(old)}`);
    return steps.reduce<number | bigint>((value, step) => applyBits(value, step.value, step.combine), start);
  });
};

function bitsOf(value: Value, code: number, message: string): number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : refuse(code, message);
}

function applyBits(a: number | bigint, b: number | bigint, combine: (a: bigint, b: bigint) => bigint): number | bigint {
  const result = BigInt.asIntN(64, combine(BigInt(a), BigInt(b)));
  return typeof a === 'bigint' || typeof b === 'bigint' ? result : Number(BigInt.asIntN(32, result));
}

const OPERATORS: Readonly<Record<string, MakeChange>> = {
  $set: (_path, argument) => setter(() => argument),
  $setOnInsert: (_path, argument) => ({ ...setter(() => argument), onlyOnInsert: true }),
  $unset: () => ({ creates: false, apply: (place) => (place.value === undefined ? undefined : place.unset()) }),
  $inc: arithmetic('$inc', add),
  $mul: arithmetic('$mul', multiply),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
  $rename: rename,
  $bit: bit,
};

/** Looked up in functions, because the array operators know this module. */
const find = (operator: string): MakeChange | undefined =>
  Object.hasOwn(OPERATORS, operator)
    ? OPERATORS[operator]
    : Object.hasOwn(ARRAY_OPERATORS, operator)
      ? ARRAY_OPERATORS[operator]
      : undefined;

export const isOperatorName = (operator: string): boolean => find(operator) !== undefined;

export function operatorFor(operator: string, path: string, argument: Value): Change {
  return find(operator)?.(path, argument) ?? refuse(9, `Unknown modifier: ${operator}`);
}
