/** The simple part of $jsonSchema, enough to guard a collection; any other keyword is refused (9) and not skipped. */
import { compareNumbers, numeric, same } from '../bson/order.ts';
import { isDoc, isNumber } from '../bson/value.ts';
import type { Doc, Found, Num, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileRegex } from './regex.ts';
import { hasType } from './tests.ts';

type Check = (value: Value) => boolean;

const needs = (good: boolean, keyword: string, what: string): void => {
  if (!good) refuse(9, `$jsonSchema keyword '${keyword}' must be ${what}`);
};

function subschemas(keyword: string, argument: Value): Map<string, Check> {
  if (!isDoc(argument)) return refuse(14, `$jsonSchema keyword '${keyword}' must be an object`);
  return new Map([...argument].map(([name, schema]) => [name, schemaCheck(schema)]));
}

function strings(keyword: string, argument: Value): string[] {
  needs(Array.isArray(argument) && argument.every((item) => typeof item === 'string'), keyword, 'an array of strings');
  return argument as string[];
}

function bound(keyword: string, argument: Value, passes: (difference: number) => boolean): Check {
  needs(isNumber(argument), keyword, 'a number');
  return (value) => !isNumber(value) || passes(compareNumbers(value, argument as Num));
}

function lengthBound(keyword: string, argument: Value, length: (value: Value) => number | undefined, least: boolean): Check {
  needs(isNumber(argument), keyword, 'a number');
  const limit = Number(numeric(argument as Num));
  return (value) => {
    const actual = length(value);
    return actual === undefined || (least ? actual >= limit : actual <= limit);
  };
}

const textLength = (value: Value): number | undefined => (typeof value === 'string' ? Array.from(value).length : undefined);
const listLength = (value: Value): number | undefined => (Array.isArray(value) ? value.length : undefined);

function pattern(argument: Value): Check {
  needs(typeof argument === 'string', 'pattern', 'a string');
  const expression = compileRegex(argument as string, '');
  return (value) => typeof value !== 'string' || expression.test(value);
}

function properties(argument: Value): Check {
  const checks = subschemas('properties', argument);
  return (value) => !isDoc(value) || [...checks].every(([name, check]) => passesIfPresent(check, value.get(name)));
}

const passesIfPresent = (check: Check, value: Found): boolean => value === undefined || check(value);

function items(argument: Value): Check {
  const check = schemaCheck(argument);
  return (value) => !Array.isArray(value) || value.every(check);
}

function noOthers(argument: Value, schema: Doc): Check {
  if (argument === true) return () => true;
  if (argument !== false) refuse(9, `devdb supports only true and false for $jsonSchema keyword 'additionalProperties'`);
  const declared = schema.get('properties');
  const known = isDoc(declared) ? declared : new Map<string, Value>();
  return (value) => !isDoc(value) || [...value.keys()].every((name) => known.has(name));
}

const KEYWORDS: Readonly<Record<string, (argument: Value, schema: Doc) => Check>> = {
  bsonType: hasType,
  required: (argument) => {
    const names = strings('required', argument);
    return (value) => !isDoc(value) || names.every((name) => value.has(name));
  },
  properties,
  additionalProperties: noOthers,
  items,
  enum: (argument) => {
    needs(Array.isArray(argument), 'enum', 'an array');
    return (value) => (argument as Value[]).some((item) => same(item, value));
  },
  minimum: (argument) => bound('minimum', argument, (difference) => difference >= 0),
  maximum: (argument) => bound('maximum', argument, (difference) => difference <= 0),
  minLength: (argument) => lengthBound('minLength', argument, textLength, true),
  maxLength: (argument) => lengthBound('maxLength', argument, textLength, false),
  minItems: (argument) => lengthBound('minItems', argument, listLength, true),
  maxItems: (argument) => lengthBound('maxItems', argument, listLength, false),
  pattern,
  title: () => () => true,
  description: () => () => true,
};

function schemaCheck(schema: Value): Check {
  if (!isDoc(schema)) return refuse(14, '$jsonSchema must be an object');
  const checks = [...schema].map(([keyword, argument]) => {
    const compile = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    return compile ? compile(argument, schema) : refuse(9, `devdb does not support $jsonSchema keyword '${keyword}'`);
  });
  return (value) => checks.every((check) => check(value));
}

export const compileSchema = (schema: Value): ((document: Doc) => boolean) => schemaCheck(schema);
