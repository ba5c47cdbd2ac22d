/** From one type to another. What does not convert exactly as in MongoDB is an error (241), not a near value. */
import { asDouble, whole } from '../bson/arithmetic.ts';
import { numeric } from '../bson/order.ts';
import { Double, isNumber, isTrue, Oid, typeName } from '../bson/value.ts';
import type { Num, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { over, overOne } from './arguments.ts';
import type { OperatorTable } from './operators.ts';

const failed = (value: Value, to: string): never =>
  refuse(241, `Failed to convert value of type ${typeName(value)} to ${to} in $convert with no onError value`);

/** 16 digits, as MongoDB writes a double; exponents are written differently and therefore refused. */
function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return refuse(115, 'devdb does not convert very large or small doubles to strings');
  return String(Number(value.toPrecision(16)));
}

/** What $toUpper, $substr and their kin make of a value. */
export function coerceToText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Double) return doubleText(value.value);
  if (isNumber(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  return refuse(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

function toText(value: Value): string {
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Oid) return value.hex;
  if (typeof value === 'string' || isNumber(value) || value instanceof Date) return coerceToText(value);
  return failed(value, 'string');
}

function toWhole(value: Value, wide: boolean): Num {
  const name = wide ? 'long' : 'int';
  if (typeof value === 'boolean') return wide ? BigInt(value) : Number(value);
  if (wide && value instanceof Date) return BigInt(value.getTime());
  if (typeof value === 'string' && !/^[+-]?\d+$/.test(value)) return failed(value, name);
  if (typeof value !== 'string' && !isNumber(value)) return failed(value, name);
  const exact = typeof value === 'string' ? BigInt(value.replace(/^\+/, '')) : truncated(value, name);
  const result = whole(exact, wide);
  return result === undefined || (!wide && typeof result === 'bigint') ? failed(value, name) : result;
}

function truncated(value: Num, name: string): bigint {
  const exact = numeric(value);
  if (typeof exact === 'bigint') return exact;
  return Number.isFinite(exact) ? BigInt(Math.trunc(exact)) : failed(value, name);
}

function toDouble(value: Value): Double {
  if (isNumber(value)) return new Double(asDouble(value));
  if (typeof value === 'boolean') return new Double(Number(value));
  if (value instanceof Date) return new Double(value.getTime());
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return new Double(Number(value));
  return failed(value, 'double');
}

const EXACT_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof Oid) return new Date(value.bytes.readUInt32BE(0) * 1000);
  if (typeof value === 'bigint' || value instanceof Double) return new Date(Math.trunc(asDouble(value)));
  if (typeof value !== 'string') return failed(value, 'date');
  const date = EXACT_DATE.test(value) ? new Date(value) : refuse(115, 'devdb converts only strings like 2026-01-31T00:00:00Z to dates');
  return Number.isNaN(date.getTime()) ? failed(value, 'date') : date;
}

export const CONVERSIONS: OperatorTable = {
  $toString: overOne('$toString', toText),
  $toInt: overOne('$toInt', (value) => toWhole(value, false)),
  $toLong: overOne('$toLong', (value) => toWhole(value, true)),
  $toDouble: overOne('$toDouble', toDouble),
  $toDate: overOne('$toDate', toDate),
  $toBool: overOne('$toBool', isTrue),
  $type: over('$type', 1, 1, (value) => typeName(value)),
  $isNumber: over('$isNumber', 1, 1, (value) => isNumber(value)),
  $literal: (argument) => () => argument,
};
