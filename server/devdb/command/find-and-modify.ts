/** findAndModify: finds one document, changes or removes it, and answers with it as it was or as it is, all in one turn. */
import { decode } from '../bson/decode.ts';
import type { Encodable, Reply } from '../bson/encode.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { variablesOf } from '../expression/variables.ts';
import type { Variables } from '../expression/variables.ts';
import { parseFilter } from '../query/filter.ts';
import type { Filter } from '../query/filter.ts';
import { select } from '../query/find-records.ts';
import type { Hit } from '../query/find-records.ts';
import { projector } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../store/collection.ts';
import { applyUpdate, prepareUpdate } from '../update/apply.ts';
import { upsertedDocument } from '../update/upsert.ts';
import { collectionOf, ok } from './context.ts';
import type { Context, Run } from './context.ts';
import { save } from './save.ts';
import { checkCollation, insertMade } from './write.ts';

export const findAndModify: Run = (context) => {
  const { fields } = context;
  fields.refuseSet('bypassDocumentValidation');
  checkCollation(fields.value('collation'));
  const isRemoval = fields.flag('remove');
  if (isRemoval === (fields.value('update') !== undefined))
    refuse(9, isRemoval ? 'Cannot specify both an update and remove=true' : 'Either an update or remove=true must be specified');
  if (isRemoval && (fields.flag('new') || fields.flag('upsert'))) refuse(9, 'Cannot specify new or upsert together with remove=true');
  const outcome = context.catalog.sqlite.write(() => attempt(() => modify(context, isRemoval)));
  if (outcome instanceof CommandError) throw outcome;
  return outcome;
};

/** A refusal changed nothing, so it needs no undoing of the turn. */
function attempt(work: () => Reply): Reply | CommandError {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

function modify(context: Context, isRemoval: boolean): Reply {
  const { fields, catalog } = context;
  const variables = variablesOf(fields.value('let'));
  const filter = parseFilter(fields.maybeDocument('query') ?? new Map(), variables);
  const sort = parseSort(fields.maybeDocument('sort'));
  const collection = collectionOf(context);
  const [hit] = select(catalog.sqlite, collection, { filter, sort, skip: 0, limit: 1, hint: fields.value('hint') });
  if (!collection || !hit) return isRemoval ? answer(null, []) : notFound(context, filter, variables);
  if (!isRemoval) return change(context, collection, hit, filter, variables);
  collection.remove(hit, hit.document);
  return answer(shown(context, hit.document, filter), [['n', 1]]);
}

/** `last` has n first, as MongoDB's lastErrorObject has. */
function answer(value: Encodable, last: readonly (readonly [string, Encodable])[]): Reply {
  const counts = last.length > 0 ? last : ([['n', 0]] as const);
  return ok({ lastErrorObject: new Map<string, Encodable>(counts), value });
}

const updaterOf = ({ fields }: Context, filter: Filter, variables: Variables | undefined): ReturnType<typeof prepareUpdate> =>
  prepareUpdate(fields.value('update'), fields.value('arrayFilters'), filter, variables);

function change(context: Context, collection: Collection, hit: Hit, filter: Filter, variables: Variables | undefined): Reply {
  const before = hit.document;
  const after = applyUpdate(updaterOf(context, filter, variables), decode(hit.bytes), false);
  save(collection, hit, after);
  const value = context.fields.flag('new') ? after.document : before;
  return answer(shown(context, value, filter, before), [
    ['n', 1],
    ['updatedExisting', true],
  ]);
}

function notFound(context: Context, filter: Filter, variables: Variables | undefined): Reply {
  const updater = updaterOf(context, filter, variables);
  if (!context.fields.flag('upsert')) {
    return answer(null, [
      ['n', 0],
      ['updatedExisting', false],
    ]);
  }
  const made = upsertedDocument(updater);
  insertMade(context, made);
  return answer(context.fields.flag('new') ? shown(context, made, filter) : null, [
    ['n', 1],
    ['updatedExisting', false],
    ['upserted', made.get('_id') ?? null],
  ]);
}

function shown(context: Context, document: Doc, filter: Filter, matched: Doc = document): Encodable {
  const projection = context.fields.maybeDocument('fields');
  return projection ? projector(projection, filter)(document, matched) : document;
}
