/** $out and $merge: what a pipeline gave is written in one turn, all of it or nothing. */
import { Fields } from '../command/fields.ts';
import { save } from '../command/save.ts';
import { checkValid } from '../command/validator.ts';
import { withIdFirst } from '../command/stored-form.ts';
import { same } from '../bson/order.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import { select } from '../query/find-records.ts';
import type { Hit } from '../query/find-records.ts';
import type { Collection } from '../store/collection.ts';
import { sizeOf } from './flow.ts';
import type { Flow, PipelineScope } from './flow.ts';
import type { Stage } from './parse-stages.ts';
import { runUpdatePipeline } from './update-pipeline.ts';

const MOST_BYTES = 100 * 1024 * 1024;

export const isWriteOut = (stage: Stage | undefined): stage is Stage => stage?.name === '$out' || stage?.name === '$merge';

export function writeOut({ name, argument }: Stage, documents: Flow, scope: PipelineScope): void {
  const prepared = name === '$out' ? replaceAll(argument, scope) : mergeAll(argument, scope);
  const found = gathered(documents);
  scope.catalog.change(() => prepared(found));
}

/** The results may come from the very collection they go to. */
function gathered(documents: Flow): Doc[] {
  const all: Doc[] = [];
  let bytes = 0;
  for (const document of documents) {
    bytes += sizeOf(document);
    if (bytes > MOST_BYTES) refuse(292, 'devdb writes at most 100 MB with $out and $merge');
    all.push(document);
  }
  return all;
}

interface Target {
  readonly database: string;
  readonly name: string;
}

function targetOf(stage: string, into: Value | undefined, scope: PipelineScope): Target {
  if (typeof into === 'string') return { database: scope.database, name: into };
  if (!isDoc(into)) return refuse(9, `${stage} needs the name of a collection`);
  const fields = new Fields(into, stage).allow('db', 'coll');
  return { database: fields.maybeText('db') ?? scope.database, name: fields.text('coll') };
}

const everything = parseFilter(new Map());
const hitsOf = (collection: Collection, scope: PipelineScope, filter = everything): Iterable<Hit> =>
  select(scope.catalog.sqlite, collection, { filter, sort: [], skip: 0, limit: Number.POSITIVE_INFINITY });

function insert(collection: Collection, document: Doc): void {
  checkValid(collection, document);
  collection.insert(withIdFirst(document));
}

function replaceAll(argument: Value, scope: PipelineScope): (documents: readonly Doc[]) => void {
  const { database, name } = targetOf('$out', argument, scope);
  return (documents) => {
    const collection = scope.catalog.find(database, name) ?? scope.catalog.create(database, name, new Map());
    for (const hit of hitsOf(collection, scope)) collection.remove(hit, hit.document);
    for (const document of documents) insert(collection, document);
  };
}

type Matched = (collection: Collection, hit: Hit, document: Doc) => void;

function mergeAll(argument: Value, scope: PipelineScope): (documents: readonly Doc[]) => void {
  const fields = new Fields(isDoc(argument) ? argument : new Map([['into', argument]]), '$merge').allow(
    'into',
    'on',
    'let',
    'whenMatched',
    'whenNotMatched',
  );
  if (fields.body.has('let')) refuse(115, `devdb does not support 'let' in $merge`);
  const { database, name } = targetOf('$merge', fields.value('into'), scope);
  const on = onFields(fields.value('on') ?? '_id');
  const matched = whenMatched(fields.value('whenMatched') ?? 'merge', scope);
  const otherwise = fields.maybeText('whenNotMatched') ?? 'insert';
  if (!['insert', 'discard', 'fail'].includes(otherwise))
    refuse(2, `Enumeration value '${otherwise}' for field '$merge.whenNotMatched' is not a valid value.`);
  return (documents) => {
    const collection = scope.catalog.find(database, name) ?? scope.catalog.create(database, name, new Map());
    checkUnique(collection, on);
    for (const document of documents) mergeOne(collection, document, on, matched, otherwise, scope);
  };
}

function onFields(on: Value): string[] {
  const list = Array.isArray(on) ? on : [on];
  return list.map((path) =>
    typeof path === 'string' && !path.includes('.') ? path : refuse(115, 'devdb supports only plain names in $merge on'),
  );
}

/** Without a unique index on exactly these fields two results could match one document. */
function checkUnique(collection: Collection, on: readonly string[]): void {
  const serves = collection.indexes.some(
    ({ unique, partial, sparse, fields }) =>
      unique && !partial && !sparse && fields.length === on.length && fields.every(({ path }) => on.includes(path)),
  );
  if (!serves) refuse(51183, `Cannot find index to verify that join fields will be unique`);
}

function mergeOne(
  collection: Collection,
  document: Doc,
  on: readonly string[],
  matched: Matched,
  otherwise: string,
  scope: PipelineScope,
): void {
  const complete = document.has('_id') ? document : withIdFirst(document);
  const keys = on.map((path): [string, Value] => [path, new Map([['$eq', keyValue(complete, path)]])]);
  const [hit] = hitsOf(collection, scope, parseFilter(new Map(keys)));
  if (hit) matched(collection, hit, complete);
  else if (otherwise === 'insert') insert(collection, complete);
  else if (otherwise === 'fail') throw new CommandError(13113, '$merge could not find a matching document in the target collection');
}

function keyValue(document: Doc, path: string): Value {
  const value = document.get(path);
  return value === undefined || value === null || Array.isArray(value)
    ? refuse(51132, `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`)
    : value;
}

function whenMatched(mode: Value, scope: PipelineScope): Matched {
  const changing =
    (change: (old: Doc, fresh: Doc) => Doc): Matched =>
    (collection, hit, document) => {
      const made = change(hit.fresh(), document);
      const id = hit.document.get('_id');
      if (!same(made.get('_id'), id))
        refuse(66, `$merge failed to update the matching document: it would change the immutable field '_id'`);
      save(collection, hit, { document: withIdFirst(made), counts: false });
    };
  if (Array.isArray(mode)) {
    return changing((old, fresh) => {
      const changed = runUpdatePipeline(mode, old, new Map([...scope.variables, ['new', fresh]]));
      return new Map([['_id', old.get('_id') ?? null], ...changed]);
    });
  }
  if (mode === 'replace') return changing((old, fresh) => new Map([...fresh, ['_id', fresh.get('_id') ?? old.get('_id') ?? null]]));
  if (mode === 'merge') return changing((old, fresh) => new Map([...old, ...fresh]));
  if (mode === 'keepExisting') return () => undefined;
  if (mode === 'fail') return () => refuse(11000, '$merge found a matching document, and whenMatched is fail');
  return refuse(2, `Enumeration value for field '$merge.whenMatched' is not a valid value.`);
}
