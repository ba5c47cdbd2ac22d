/** A collection's validator, checked before a document is stored. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../store/collection.ts';

export const VALIDATOR_OPTIONS = ['validator', 'validationLevel', 'validationAction'];

/** Compiled once for each collection object, which is made anew when its options change. */
const compiled = new WeakMap<Collection, Filter | null>();

export function checkOptions(options: Doc): void {
  const validator = options.get('validator');
  if (validator !== undefined && !isDoc(validator)) refuse(14, `'validator' has to be a document.`);
  if (isDoc(validator)) parseFilter(validator);
  checkOption(options, 'validationLevel', 'strict');
  checkOption(options, 'validationAction', 'error');
}

function checkOption(options: Doc, name: string, only: string): void {
  const value: Value = options.get(name) ?? only;
  if (value !== only && !(name === 'validationLevel' && value === 'off')) refuse(115, `devdb supports only '${only}' for ${name}`);
}

function validatorOf(collection: Collection): Filter | null {
  const known = compiled.get(collection);
  if (known !== undefined) return known;
  const { options } = collection.info;
  const validator = options.get('validator');
  const filter = isDoc(validator) && options.get('validationLevel') !== 'off' ? parseFilter(validator) : null;
  compiled.set(collection, filter);
  return filter;
}

export function checkValid(collection: Collection, document: Doc): void {
  const filter = validatorOf(collection);
  if (!filter || filter.matches(document)) return;
  const info: Doc = new Map([['failingDocumentId', document.get('_id') ?? null]]);
  throw new CommandError(121, 'Document failed validation', new Map([['errInfo', info]]));
}
