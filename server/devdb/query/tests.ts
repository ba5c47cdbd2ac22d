/** One test per query operator: does this one value pass? Comparisons stay within one kind of value, as MongoDB's do. */
import { keyOf } from '../bson/key.ts';
import { compare, isExtreme, kindOf, numeric } from '../bson/order.ts';
import { Double, isNumber, Regex, TYPE_NUMBERS, typeName } from '../bson/value.ts';
import type { Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Test } from './path.ts';
import { compileRegex } from './regex.ts';

const isNaNValue = (value: Found): boolean => value instanceof Double && Number.isNaN(value.value);
const isNothing = (value: Found): boolean => value === null || value === undefined;

export function equals(wanted: Value): Test {
  if (wanted === null) return isNothing;
  const kind = kindOf(wanted);
  return (value) => value !== undefined && kindOf(value) === kind && compare(value, wanted) === 0;
}

export type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

const HOLDS: Readonly<Record<Comparison, (difference: number) => boolean>> = {
  $gt: (difference) => difference > 0,
  $gte: (difference) => difference >= 0,
  $lt: (difference) => difference < 0,
  $lte: (difference) => difference <= 0,
};

export function compares(operator: Comparison, wanted: Value): Test {
  if (wanted instanceof Regex) refuse(2, `Can't have RegEx as arg to predicate over field`);
  if (isExtreme(wanted)) refuse(115, `devdb does not support MinKey and MaxKey in ${operator}`);
  const orEqual = operator === '$gte' || operator === '$lte';
  if (wanted === null) return orEqual ? isNothing : () => false;
  if (isNaNValue(wanted)) return orEqual ? isNaNValue : () => false;
  const kind = kindOf(wanted);
  const holds = HOLDS[operator];
  return (value) => value !== undefined && kindOf(value) === kind && !isNaNValue(value) && holds(compare(value, wanted));
}

export function isIn(list: readonly Value[]): Test {
  const tests = list.filter((item) => item instanceof Regex).map((item) => matchesRegex(item.pattern, item.flags));
  const plain = list.filter((item) => !(item instanceof Regex));
  if (plain.length <= 8) tests.push(...plain.map(equals));
  else tests.push(isAmong(plain));
  return (value) => tests.some((test) => test(value));
}

/** Long lists are looked up by key; a missing field is in a list that has null. */
function isAmong(list: readonly Value[]): Test {
  const keys = new Set(list.map((item) => keyOf(item).toString('latin1')));
  return (value) => keys.has(keyOf(value).toString('latin1'));
}

export function matchesRegex(pattern: string, flags: string): Test {
  const compiled = compileRegex(pattern, flags);
  return (value) =>
    typeof value === 'string' ? compiled.test(value) : value instanceof Regex && value.pattern === pattern && value.flags === flags;
}

export const exists: Test = (value) => value !== undefined;

export function hasType(wanted: Value): Test {
  const names = new Set((Array.isArray(wanted) ? wanted : [wanted]).flatMap(typeNamesOf));
  return (value) => value !== undefined && names.has(typeName(value));
}

function typeNamesOf(wanted: Value): string[] {
  if (wanted === 'number') return ['int', 'long', 'double', 'decimal'];
  if (typeof wanted === 'string') return wanted in TYPE_NUMBERS ? [wanted] : refuse(2, `Unknown type name alias: ${wanted}`);
  if (!isNumber(wanted)) return refuse(14, 'type must be represented as a number or a string');
  const number = Number(numeric(wanted));
  const name = Object.keys(TYPE_NUMBERS).find((key) => TYPE_NUMBERS[key] === number);
  return name === undefined ? refuse(2, `Invalid numerical type code: ${number}`) : [name];
}

function wholeNumber(value: Found, message: string): number {
  if (!isNumber(value)) return refuse(2, message);
  const number = Number(numeric(value));
  return Number.isSafeInteger(number) ? number : refuse(2, message);
}

export function hasSize(wanted: Value): Test {
  const size = wholeNumber(wanted, 'Failed to parse $size. Expected a whole number');
  if (size < 0) refuse(2, 'Failed to parse $size. Expected a non-negative number');
  return (value) => Array.isArray(value) && value.length === size;
}

export function hasRemainder(wanted: Value): Test {
  if (!Array.isArray(wanted) || wanted.length !== 2) return refuse(2, 'malformed mod, needs to be an array of two numbers');
  const [divisor, remainder] = wanted.map((item) => truncated(item)) as [bigint | undefined, bigint | undefined];
  if (divisor === undefined || remainder === undefined) return refuse(2, 'malformed mod, divisor and remainder must be numbers');
  if (divisor === 0n) return refuse(2, 'divisor cannot be 0');
  return (value) => isNumber(value) && isRemainder(truncated(value), divisor, remainder);
}

const isRemainder = (value: bigint | undefined, divisor: bigint, remainder: bigint): boolean =>
  value !== undefined && value % divisor === remainder;

function truncated(value: Found): bigint | undefined {
  if (!isNumber(value)) return undefined;
  const exact = numeric(value);
  if (typeof exact === 'bigint') return exact;
  return Number.isFinite(exact) ? BigInt(Math.trunc(exact)) : undefined;
}
