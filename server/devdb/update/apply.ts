/** Applies an update to one document. The document given is changed; `_id` may not be. */
import { same } from '../bson/order.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { runUpdatePipeline } from '../aggregate/update-pipeline.ts';
import type { Variables } from '../expression/variables.ts';
import type { Filter } from '../query/filter.ts';
import { checkConflicts, parseUpdate } from './parse.ts';
import type { Modification, Update } from './parse.ts';
import { placeAt, step } from './place.ts';
import { checkUse, matchedElement, parseArrayFilters, placesOf } from './targets.ts';
import type { ArrayFilters } from './targets.ts';

export interface Updater {
  readonly update: Update;
  readonly arrayFilters: ArrayFilters;
  readonly filter: Filter;
  readonly variables: Variables | undefined;
  readonly now: Date;
}

export function prepareUpdate(update: Value | undefined, arrayFilters: Value | undefined, filter: Filter, variables?: Variables): Updater {
  const parsed = parseUpdate(update);
  const filters = parseArrayFilters(arrayFilters);
  if (parsed.kind !== 'operators' && filters.size > 0)
    refuse(9, 'Cannot specify arrayFilters in combination with a replacement or a pipeline update');
  if (parsed.kind === 'operators')
    checkUse(
      filters,
      parsed.modifications.map(({ parts }) => parts),
    );
  return { update: parsed, arrayFilters: filters, filter, variables, now: new Date() };
}

export interface Changed {
  readonly document: Doc;
  /** A modification even if nothing is different. */
  readonly counts: boolean;
}

/** `inserting`: the document is being made by an upsert. */
export function applyUpdate(updater: Updater, document: Doc, inserting: boolean): Changed {
  const id = document.get('_id');
  const changed = change(updater, document, inserting);
  const after = changed.document.get('_id');
  if (id !== undefined && (after === undefined || !same(id, after))) {
    refuse(66, `Performing an update on the path '_id' would modify the immutable field '_id'`);
  }
  return changed;
}

function change(updater: Updater, document: Doc, inserting: boolean): Changed {
  const { update } = updater;
  if (update.kind === 'operators') return { document, counts: applyOperators(updater, update.modifications, document, inserting) };
  const changed = update.kind === 'pipeline' ? runUpdatePipeline(update.stages, document, updater.variables) : new Map(update.document);
  return { document: keepingId(changed, document), counts: false };
}

/** The `_id` is first, as it was stored. */
function keepingId(changed: Doc, document: Doc): Doc {
  const id = changed.get('_id') ?? document.get('_id');
  if (id === undefined) return changed;
  const result: Doc = new Map([['_id', id]]);
  for (const [name, value] of changed) if (name !== '_id') result.set(name, value);
  return result;
}

function applyOperators(updater: Updater, modifications: readonly Modification[], document: Doc, inserting: boolean): boolean {
  const targets = {
    arrayFilters: updater.arrayFilters,
    matched: (path: readonly string[]) => (inserting ? undefined : matchedElement(document, updater.filter, path)),
  };
  const resolved = modifications
    .filter(({ change: made }) => inserting || made.onlyOnInsert !== true)
    .flatMap((modification) => placesOf(document, modification.parts, targets).map((parts) => ({ ...modification, parts })));
  if (modifications.some(({ parts }) => parts.some((part) => part.startsWith('$')))) checkConflicts(resolved.map(({ parts }) => parts));
  for (const { parts, change: made } of resolved) {
    if (made.renameTo) rename(document, parts, made.renameTo);
    else {
      const place = placeAt(document, parts, made.creates);
      if (place) made.apply(place, updater.now);
    }
  }
  return resolved.some(({ change: made }) => made.alwaysCounts === true);
}

function rename(document: Doc, from: readonly string[], to: readonly string[]): void {
  for (const parts of [from, to]) {
    const arrayAt = parts.findIndex((_, i) => i > 0 && Array.isArray(parts.slice(0, i).reduce<Value | undefined>(step, document)));
    if (arrayAt >= 0) refuse(2, `The source and target field of $rename cannot be an array element: '${parts.join('.')}'`);
  }
  const source = placeAt(document, from, false);
  if (source?.value === undefined) return;
  const { value } = source;
  source.unset();
  placeAt(document, to, true)?.set(value);
}
