/** The document an upsert starts from: the fields that the query fixes to one value. */
import { ObjectId } from 'bson';
import { Oid, Regex } from '../bson/value.ts';
import type { Doc } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Condition, Filter } from '../query/filter.ts';
import { applyUpdate } from './apply.ts';
import type { Updater } from './apply.ts';
import { checkConflicts } from './parse.ts';
import { placeAt } from './place.ts';

export const newId = (): Oid => new Oid(Buffer.from(new ObjectId().id));

export function upsertedDocument(updater: Updater): Doc {
  const base = baseOf(updater.filter, updater.update.kind === 'replacement');
  const { document: made } = applyUpdate(updater, base, true);
  const result: Doc = new Map([['_id', made.get('_id') ?? newId()]]);
  for (const [name, value] of made) if (name !== '_id') result.set(name, value);
  return result;
}

function baseOf(filter: Filter, onlyId: boolean): Doc {
  const base: Doc = new Map();
  const fixed = equalities(filter).filter(({ path }) => !onlyId || path === '_id');
  checkOnce(fixed);
  for (const { parts, value } of fixed) placeAt(base, parts, true)?.set(value);
  return base;
}

function equalities(filter: Filter): Condition[] {
  const [only] = filter.alternatives;
  const inside = only && filter.alternatives.length === 1 ? equalities(only) : [];
  return [...filter.conditions.filter(({ operator, value }) => operator === '$eq' && !(value instanceof Regex)), ...inside];
}

function checkOnce(conditions: readonly Condition[]): void {
  const paths = new Set<string>();
  for (const { path } of conditions) {
    if (paths.has(path)) refuse(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    paths.add(path);
  }
  checkConflicts(conditions.map(({ parts }) => parts));
}
