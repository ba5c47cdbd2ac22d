/** insert, update and delete: statement by statement, each whole or not at all, errors by the statement's position. */
import { decode } from '../bson/decode.ts';
import { encode, Raw } from '../bson/encode.ts';
import type { Encodable, Reply } from '../bson/encode.ts';
import { isDoc, Regex } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { variablesOf } from '../expression/variables.ts';
import { parseFilter } from '../query/filter.ts';
import { Hit, select } from '../query/find-records.ts';
import type { Collection } from '../store/collection.ts';
import { applyUpdate, prepareUpdate } from '../update/apply.ts';
import { upsertedDocument } from '../update/upsert.ts';
import { collectionName, collectionOf, ok } from './context.ts';
import type { Context, Run } from './context.ts';
import { Fields } from './fields.ts';
import { save } from './save.ts';
import { withIdFirst } from './stored-form.ts';
import { checkValid } from './validator.ts';

const MOST_STATEMENTS = 100_000;

/** Runs each statement; after an error only an unordered batch goes on. */
function eachStatement<T>(statements: readonly T[], ordered: boolean, run: (statement: T, position: number) => void): Encodable[] {
  if (statements.length === 0 || statements.length > MOST_STATEMENTS) {
    refuse(16, `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements.length} operations.`);
  }
  const errors: Encodable[] = [];
  for (const [position, statement] of statements.entries()) {
    try {
      run(statement, position);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push(writeError(error, position));
      if (ordered) break;
    }
  }
  return errors;
}

const writeError = (error: CommandError, index: number): Encodable =>
  new Map<string, Value>([['index', index], ['code', error.code], ...error.details, ['errmsg', error.message]]);

const withErrors = (reply: Reply, errors: Encodable[]): Reply => (errors.length > 0 ? reply.set('writeErrors', errors) : reply);

/** Statements come in the command itself or as a document sequence of that name. */
function statementsOf(context: Context, name: string): Doc[] {
  const sequence = context.sequences.get(name);
  return sequence ? sequence.map(({ bytes }) => decode(bytes)) : context.fields.documents(name);
}

export const insert: Run = (context) => {
  const ordered = context.fields.flag('ordered', true);
  const documents = context.sequences.get('documents') ?? context.fields.documents('documents');
  const collection = context.catalog.findOrCreate(context.database, collectionName(context));
  return context.catalog.sqlite.write(() => {
    let n = 0;
    const errors = eachStatement<Raw | Doc>(documents, ordered, (statement) => {
      insertOne(collection, statement);
      n++;
    });
    return withErrors(ok({ n }), errors);
  });
};

function insertOne(collection: Collection, statement: Raw | Doc): void {
  const document = statement instanceof Raw ? decode(statement.bytes) : statement;
  checkNames(document);
  checkValid(collection, document);
  const first = document.keys().next().value;
  if (first === '_id' && statement instanceof Raw) collection.insert(document, statement.bytes);
  else collection.insert(withIdFirst(document));
}

export function checkNames(document: Doc): void {
  for (const name of document.keys()) {
    if (name.startsWith('$')) refuse(52, `devdb: the dollar ($) prefixed field '${name}' is not valid for storage.`);
  }
  const id = document.get('_id');
  if (Array.isArray(id)) refuse(53, `The '_id' value cannot be of type array`);
  if (id instanceof Regex) refuse(53, `The '_id' value cannot be of type regex`);
  if (isDoc(id))
    for (const name of id.keys())
      if (name.startsWith('$')) refuse(52, `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
}

interface UpdateCounts {
  n: number;
  nModified: number;
  readonly upserted: Doc[];
}

export const update: Run = (context) => {
  const ordered = context.fields.flag('ordered', true);
  const statements = statementsOf(context, 'updates');
  const counts: UpdateCounts = { n: 0, nModified: 0, upserted: [] };
  return context.catalog.sqlite.write(() => {
    const errors = eachStatement(statements, ordered, (statement, position) => updateOne(context, statement, position, counts));
    const { n, nModified, upserted } = counts;
    return withErrors(ok({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }), errors);
  });
};

const UPDATE_FIELDS = ['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation'];

function updateOne(context: Context, statement: Doc, position: number, counts: UpdateCounts): void {
  const fields = new Fields(statement, 'update.updates').allow(...UPDATE_FIELDS).refuseSet('c');
  checkCollation(fields.value('collation'));
  const multi = fields.flag('multi');
  const variables = variablesOf(context.fields.value('let'));
  const filter = parseFilter(fields.document('q'), variables);
  const updater = prepareUpdate(fields.value('u'), fields.value('arrayFilters'), filter, variables);
  if (multi && updater.update.kind === 'replacement') refuse(9, 'multi update is not supported for replacement-style update');
  const collection = collectionOf(context);
  const selection = { filter, sort: [], skip: 0, limit: multi ? Number.POSITIVE_INFINITY : 1, hint: fields.value('hint') };
  const met = meet(context, collection, selection);
  for (const each of met) {
    const stored = each instanceof Hit ? each : collection?.read(each);
    if (!collection || !stored) continue;
    counts.n++;
    if (save(collection, stored, applyUpdate(updater, decode(stored.bytes), false))) counts.nModified++;
  }
  if (met.length > 0 || !fields.flag('upsert')) return;
  const made = upsertedDocument(updater);
  insertMade(context, made);
  counts.n++;
  counts.upserted.push(
    new Map<string, Value>([
      ['index', position],
      ['_id', made.get('_id') ?? null],
    ]),
  );
}

/** So many documents are kept while they are changed; of more than that only where they are, so that memory stays flat. */
const MOST_KEPT = 500;

/** All of them first, then the changes: a document that moves in the index being walked must not be met again. */
function meet(context: Context, collection: Collection | undefined, selection: Parameters<typeof select>[2]): (Hit | number)[] {
  const met: (Hit | number)[] = [];
  for (const hit of select(context.catalog.sqlite, collection, selection)) met.push(met.length < MOST_KEPT ? hit : hit.record);
  return met;
}

export function insertMade(context: Context, document: Doc): void {
  checkNames(document);
  const collection = context.catalog.findOrCreate(context.database, collectionName(context));
  checkValid(collection, document);
  collection.insert(document, encode(document));
}

export const remove: Run = (context) => {
  const ordered = context.fields.flag('ordered', true);
  const statements = statementsOf(context, 'deletes');
  return context.catalog.sqlite.write(() => {
    let n = 0;
    const errors = eachStatement(statements, ordered, (statement) => {
      n += removeMatching(context, statement);
    });
    return withErrors(ok({ n }), errors);
  });
};

function removeMatching(context: Context, statement: Doc): number {
  const fields = new Fields(statement, 'delete.deletes').allow('q', 'limit', 'hint', 'collation');
  checkCollation(fields.value('collation'));
  const filter = parseFilter(fields.document('q'), variablesOf(context.fields.value('let')));
  const limit = fields.count('limit') ?? refuse(9, `BSON field 'delete.deletes.limit' is missing but a required field`);
  if (limit > 1) refuse(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  const collection = collectionOf(context);
  if (!collection) return 0;
  const selection = { filter, sort: [], skip: 0, limit: limit === 0 ? Number.POSITIVE_INFINITY : 1, hint: fields.value('hint') };
  let n = 0;
  for (const hit of select(context.catalog.sqlite, collection, selection)) {
    collection.remove(hit, hit.document);
    n++;
  }
  return n;
}

export function checkCollation(value: Value | undefined): void {
  const simple = value === undefined || (isDoc(value) && (value.size === 0 || value.get('locale') === 'simple'));
  if (!simple) refuse(115, 'devdb does not support collations');
}
