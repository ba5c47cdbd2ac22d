/** What an index is, read from `createIndexes` and from the file alike; options that are not kept are refused. */
import { numeric, same } from '../bson/order.ts';
import { isDoc, isNumber } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import type { Filter } from '../query/filter.ts';
import { isIndex } from '../query/path.ts';

export interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly descending: boolean;
}

export interface IndexSpec {
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** As listIndexes shows it. */
  readonly shown: Doc;
}

const KNOWN = ['v', 'key', 'name', 'unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'background', 'ns'];
const ELSEWHERE = ['collation', 'hidden', 'weights', 'default_language', 'language_override', 'textIndexVersion', '2dsphereIndexVersion'];
const ELSEWHERE_TOO = ['bits', 'min', 'max', 'bucketSize', 'storageEngine', 'wildcardProjection', 'prepareUnique', 'clustered'];

export function parseIndex(document: Doc): IndexSpec {
  for (const option of document.keys()) checkOption(option, document.get(option) ?? null);
  const fields = parseKey(document.get('key'));
  const name = document.get('name');
  if (typeof name !== 'string' || name === '') return refuse(9, `The 'name' field is a required property of an index specification`);
  return { name, fields, ...parseOptions(document, fields), shown: shownAs(document) };
}

function checkOption(option: string, value: Value): void {
  if (KNOWN.includes(option)) return;
  if (option === 'collation' && isDoc(value) && value.get('locale') === 'simple' && value.size === 1) return;
  if (option === 'hidden' && value === false) return;
  if (ELSEWHERE.includes(option) || ELSEWHERE_TOO.includes(option)) refuse(115, `devdb does not support the index option '${option}'`);
  throw new CommandError(197, `The field '${option}' is not valid for an index specification`);
}

function parseKey(key: Value | undefined): IndexField[] {
  if (!isDoc(key) || key.size === 0) return refuse(67, 'Index keys cannot be an empty object');
  return [...key].map(([path, direction]) => parseField(path, direction));
}

function parseField(path: string, direction: Value): IndexField {
  const parts = path.split('.');
  if (typeof direction === 'string') refuse(115, `devdb does not support '${direction}' indexes`);
  if (!isNumber(direction) || !Number(numeric(direction))) refuse(67, `Values in the index key pattern must be 1 or -1 (field '${path}')`);
  if (parts.includes('')) refuse(67, `Index keys cannot contain an empty field: '${path}'`);
  if (path.startsWith('$') || path.includes('.$')) refuse(67, `Index key contains an illegal field name: '${path}'`);
  if (parts.some(isIndex)) refuse(115, `devdb does not support array positions in an index key ('${path}')`);
  return { path, parts, descending: Number(numeric(direction)) < 0 };
}

function parseOptions(
  document: Doc,
  fields: readonly IndexField[],
): Pick<IndexSpec, 'unique' | 'sparse' | 'partial' | 'expireAfterSeconds'> {
  const partial = document.get('partialFilterExpression');
  if (partial !== undefined && !isDoc(partial)) refuse(14, `The field 'partialFilterExpression' must be an object`);
  const filter = isDoc(partial) ? parsePartial(partial) : undefined;
  if (filter && document.get('sparse') === true) refuse(67, `cannot mix "partialFilterExpression" and "sparse" options`);
  return {
    unique: document.get('unique') === true || (fields.length === 1 && fields[0]?.path === '_id'),
    sparse: document.get('sparse') === true,
    partial: filter,
    expireAfterSeconds: parseExpiry(document.get('expireAfterSeconds'), fields),
  };
}

function parseExpiry(value: Value | undefined, fields: readonly IndexField[]): number | undefined {
  if (value === undefined) return undefined;
  const seconds = isNumber(value) ? Number(numeric(value)) : Number.NaN;
  if (!(seconds >= 0 && seconds <= 2_147_483_647)) refuse(67, `TTL index 'expireAfterSeconds' option must be within 0 and 2147483647`);
  if (fields.length !== 1 || fields[0]?.path === '_id') refuse(67, 'TTL indexes are single-field indexes, and not on _id');
  return Math.trunc(seconds);
}

const PARTIAL_OPERATORS = ['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in'];

/** Only what MongoDB allows in a partial index and what the planner can reason about. */
function parsePartial(query: Doc): Filter {
  checkPartial(query, true);
  return parseFilter(query);
}

function checkPartial(query: Doc, top: boolean): void {
  for (const [name, value] of query) {
    if (name === '$and' && top && Array.isArray(value)) {
      for (const item of value) if (isDoc(item)) checkPartial(item, false);
    } else if (name.startsWith('$')) refuse(67, `unsupported expression in partial index: ${name}`);
    else if (isDoc(value)) for (const [operator, argument] of value) checkPartialOperator(operator, argument);
  }
}

function checkPartialOperator(operator: string, argument: Value): void {
  if (!operator.startsWith('$')) return;
  const excluded = operator === '$exists' && argument === false;
  if (excluded || !PARTIAL_OPERATORS.includes(operator)) refuse(67, `unsupported expression in partial index: ${operator}`);
}

function shownAs(document: Doc): Doc {
  const shown: Doc = new Map([['v', 2]]);
  for (const [name, value] of document) {
    if (!['v', 'ns', 'background', 'collation', 'hidden'].includes(name)) shown.set(name, value);
  }
  return shown;
}

/** Options that make two indexes different although their keys are the same. */
const identity = (shown: Doc): Doc =>
  new Map(
    ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'].map((name) => [
      name,
      shown.get(name) === false ? null : (shown.get(name) ?? null),
    ]),
  );

const withoutExpiry = (shown: Doc): Doc => identity(new Map([...shown].filter(([name]) => name !== 'expireAfterSeconds')));

const sameKey = (a: IndexSpec, b: IndexSpec): boolean => same(a.shown.get('key'), b.shown.get('key'));

/** True if the very same index is there already; otherwise refuses what MongoDB refuses beside an existing one. */
export function isThereAlready(wanted: IndexSpec, existing: readonly IndexSpec[]): boolean {
  const named = existing.find((index) => index.name === wanted.name);
  const keyed = existing.find((index) => sameKey(index, wanted));
  if (keyed && keyed === named && same(identity(wanted.shown), identity(keyed.shown))) return true;
  if (keyed && keyed === named && same(withoutExpiry(wanted.shown), withoutExpiry(keyed.shown))) {
    refuse(85, `An equivalent index already exists with the same name but different options: ${wanted.name}`);
  }
  if (named) refuse(86, `An existing index has the same name as the requested index. Requested index: ${wanted.name}`);
  if (keyed && same(keyed.shown.get('partialFilterExpression'), wanted.shown.get('partialFilterExpression'))) {
    refuse(85, `Index already exists with a different name: ${keyed.name}`);
  }
  return false;
}
