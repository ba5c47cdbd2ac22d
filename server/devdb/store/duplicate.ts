/** The error of a unique index, with the parts that Mongoose and the ledger read: code, keyPattern, keyValue. */
import { Bin, Double, isDoc, Oid } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { CommandError } from '../errors.ts';
import type { IndexSpec } from './index-spec.ts';

export function duplicateKey(namespace: string, index: IndexSpec, values: readonly Found[]): CommandError {
  const pattern: Doc = new Map(index.shown.get('key') as Doc);
  const found: Doc = new Map(index.fields.map(({ path }, position) => [path, values[position] ?? null]));
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${show(found)}`;
  return new CommandError(
    11000,
    message,
    new Map([
      ['keyPattern', pattern],
      ['keyValue', found],
    ]),
  );
}

/** As MongoDB's shell writes a value. */
export function show(value: Value): string {
  if (isDoc(value)) return value.size === 0 ? '{}' : `{ ${[...value].map(([name, item]) => `${name}: ${show(item)}`).join(', ')} }`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(show).join(', ')} ]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Oid) return `ObjectId('${value.hex}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Double) return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
  if (value instanceof Bin) return `BinData(${value.subtype}, ${value.bytes.toString('hex').toUpperCase()})`;
  return typeof value === 'object' && value !== null ? value.constructor.name : String(value);
}
