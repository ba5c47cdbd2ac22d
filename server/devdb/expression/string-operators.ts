/** Strings. Letters change case only in ASCII, as MongoDB's do; lengths are counted in code points or in bytes as the name says. */
import { asDouble, fromNumber } from '../bson/arithmetic.ts';
import { compareStrings } from '../bson/order.ts';
import { isNumber, Regex, typeName } from '../bson/value.ts';
import type { Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileRegex } from '../query/regex.ts';
import { isNothing, named, over } from './arguments.ts';
import { coerceToText } from './conversion-operators.ts';
import type { OperatorCompile, OperatorTable } from './operators.ts';

function concat(values: readonly Found[]): Found {
  if (values.some(isNothing)) return null;
  return values
    .map((value) => (typeof value === 'string' ? value : refuse(16702, `$concat only supports strings, not ${typeName(value)}`)))
    .join('');
}

const upper = (text: string): string => text.replaceAll(/[a-z]+/g, (part) => part.toUpperCase());
const lower = (text: string): string => text.replaceAll(/[A-Z]+/g, (part) => part.toLowerCase());
const cased = (operator: string, change: (text: string) => string): OperatorCompile =>
  over(operator, 1, 1, (value) => (isNothing(value) ? '' : change(coerceToText(value))));

function wholeNumber(operator: string, code: number, value: Found): number {
  const number = isNumber(value) ? asDouble(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : refuse(code, `${operator}: expected a whole number, not ${typeName(value)}`);
}

function substringOfCharacters(value: Found, from: Found, count: Found): Found {
  const start = wholeNumber('$substrCP', 34450, from);
  const length = wholeNumber('$substrCP', 34452, count);
  if (start < 0) refuse(34455, '$substrCP: the starting index must be non-negative integer.');
  if (length < 0) refuse(34454, '$substrCP: length must be a nonnegative integer.');
  const characters = Array.from(isNothing(value) ? '' : coerceToText(value));
  return characters.slice(start, start + length).join('');
}

function substringOfBytes(value: Found, from: Found, count: Found): Found {
  const start = wholeNumber('$substrBytes', 16034, from);
  const length = wholeNumber('$substrBytes', 16035, count);
  if (start < 0) refuse(50752, '$substrBytes: starting index must be non-negative');
  const bytes = Buffer.from(isNothing(value) ? '' : coerceToText(value));
  const end = length < 0 ? bytes.length : Math.min(start + length, bytes.length);
  if (isInsideCharacter(bytes[start])) refuse(28656, '$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.');
  if (isInsideCharacter(bytes[end])) refuse(28657, '$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.');
  return bytes.toString('utf8', Math.min(start, end), end);
}

const isInsideCharacter = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

const text = (operator: string, code: number, value: Value): string =>
  typeof value === 'string' ? value : refuse(code, `${operator} requires a string argument, found: ${typeName(value)}`);

function split(value: Found, separator: Found): Found {
  if (isNothing(value)) return null;
  const whole = text('$split', 40085, value);
  const by = text('$split', 40086, separator ?? null);
  return by === '' ? refuse(40087, '$split requires a non-empty separator') : whole.split(by);
}

const regexMatch: OperatorCompile = named('$regexMatch', ['input', 'regex'], ['options'], (part, parts) => {
  const regex = parts.get('regex') ?? null;
  const options = parts.get('options');
  if (options !== undefined && typeof options !== 'string') refuse(115, 'devdb supports only constant options for $regexMatch');
  const isConstant = regex instanceof Regex || (typeof regex === 'string' && !regex.startsWith('$'));
  if (!isConstant) return refuse(115, 'devdb supports only a constant regex for $regexMatch');
  const compiled = regex instanceof Regex ? compileRegex(regex.pattern, options ?? regex.flags) : compileRegex(regex, options ?? '');
  const input = part('input');
  return (scope) => {
    const value = input?.(scope);
    return isNothing(value) ? false : compiled.test(text('$regexMatch', 51104, value));
  };
});

export const STRINGS: OperatorTable = {
  $concat: over('$concat', 1, 1000, (...values) => concat(values)),
  $toUpper: cased('$toUpper', upper),
  $toLower: cased('$toLower', lower),
  $substrCP: over('$substrCP', 3, 3, substringOfCharacters),
  $substrBytes: over('$substrBytes', 3, 3, substringOfBytes),
  $substr: over('$substr', 3, 3, substringOfBytes),
  $strLenCP: over('$strLenCP', 1, 1, (value) => fromNumber(Array.from(text('$strLenCP', 34471, value ?? null)).length)),
  $strLenBytes: over('$strLenBytes', 1, 1, (value) => fromNumber(Buffer.byteLength(text('$strLenBytes', 34473, value ?? null)))),
  $strcasecmp: over('$strcasecmp', 2, 2, (a, b) =>
    Math.sign(compareStrings(upper(isNothing(a) ? '' : coerceToText(a)), upper(isNothing(b) ? '' : coerceToText(b)))),
  ),
  $split: over('$split', 2, 2, split),
  $regexMatch: regexMatch,
};
