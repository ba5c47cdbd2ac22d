/** find, count, distinct, getMore and killCursors. */
import { Raw } from '../bson/encode.ts';
import type { Reply } from '../bson/encode.ts';
import { fromNumber } from '../bson/arithmetic.ts';
import { keyOf } from '../bson/key.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { variablesOf } from '../expression/variables.ts';
import { parseFilter } from '../query/filter.ts';
import { select } from '../query/find-records.ts';
import type { Hit, Selection } from '../query/find-records.ts';
import { valuesAt } from '../query/path.ts';
import { projector } from '../query/projection.ts';
import type { Project } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { collectionOf, namespaceOf, ok } from './context.ts';
import type { Context, Run } from './context.ts';
import { asRaw } from './cursors.ts';
import { checkCollation } from './write.ts';

export function selectionOf({ fields }: Context, filterName: string): Selection {
  fields.refuseSet('tailable', 'awaitData', 'min', 'max', 'returnKey', 'showRecordId');
  checkCollation(fields.value('collation'));
  const limit = fields.count('limit') ?? 0;
  return {
    filter: parseFilter(fields.maybeDocument(filterName) ?? new Map(), variablesOf(fields.value('let'))),
    sort: parseSort(fields.maybeDocument('sort')),
    skip: fields.count('skip') ?? 0,
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    hint: fields.value('hint'),
  };
}

export const find: Run = (context) => {
  const { fields, catalog, cursors } = context;
  const selection = selectionOf(context, 'filter');
  const hits = select(catalog.sqlite, collectionOf(context), selection);
  return cursors.start(namespaceOf(context), shown(context, hits, selection), fields.count('batchSize'), fields.flag('singleBatch'));
};

/** Without a projection the stored bytes are the answer. */
function shown({ fields }: Context, hits: Iterable<Hit>, { filter }: Selection): Iterable<Raw> {
  const projection = fields.maybeDocument('projection');
  if (!projection || projection.size === 0) return asStored(hits);
  return projected(hits, projector(projection, filter, variablesOf(fields.value('let'))), rootsShown(projection));
}

/** Of a projection that only names fields to show: where they are. Undefined for every other. */
function rootsShown(projection: Doc): ReadonlySet<string> | undefined {
  const roots = new Set(['_id']);
  for (const [path, value] of projection) {
    const plain = (value === true || value === 1) && !path.includes('$');
    if (!plain && !(path === '_id' && (value === false || value === 0))) return undefined;
    if (path !== '_id') roots.add(path.split('.')[0] ?? path);
  }
  return roots.size > 1 ? roots : undefined;
}

function* asStored(hits: Iterable<Hit>): Generator<Raw> {
  for (const { bytes } of hits) yield new Raw(bytes);
}

function* projected(hits: Iterable<Hit>, project: Project, roots: ReadonlySet<string> | undefined): Generator<Raw> {
  for (const hit of hits) {
    const document = hit.only(roots);
    yield asRaw(project(document, document));
  }
}

export const count: Run = (context) => {
  const selection = selectionOf(context, 'query');
  const collection = collectionOf(context);
  if (collection && selection.filter.isEmpty) {
    const all = Math.min(Math.max(collection.count() - selection.skip, 0), selection.limit);
    return ok({ n: fromNumber(all) });
  }
  let n = 0;
  for (const _ of select(context.catalog.sqlite, collection, selection)) n++;
  return ok({ n: fromNumber(n) });
};

export const distinct: Run = (context) => {
  const parts = context.fields.text('key').split('.');
  const selection = selectionOf(context, 'query');
  const values = new Map<string, Value>();
  for (const { document } of select(context.catalog.sqlite, collectionOf(context), selection)) {
    valuesAt(document, parts, 0, (value) => {
      if (value !== undefined) values.set(keyOf(value).toString('latin1'), value);
    });
  }
  const inOrder = [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  return ok({ values: inOrder });
};

function cursorId(value: Value | undefined): bigint {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' ? BigInt(value) : refuse(14, 'a cursor id must be a long');
}

export const getMore: Run = ({ fields, database, cursors }) => {
  const namespace = `${database}.${fields.text('collection')}`;
  return cursors.more(cursorId(fields.value('getMore')), namespace, fields.count('batchSize'));
};

export const killCursors: Run = ({ fields, cursors }): Reply => {
  const killed: bigint[] = [];
  const unknown: bigint[] = [];
  for (const id of fields.list('cursors').map(cursorId)) (cursors.kill(id) ? killed : unknown).push(id);
  return ok({ cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] });
};
