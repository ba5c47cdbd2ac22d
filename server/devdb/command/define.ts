/** Commands about databases, collections and indexes. */
import { fromNumber } from '../bson/arithmetic.ts';
import { Double, isDoc, isNumber } from '../bson/value.ts';
import { compareStrings, same } from '../bson/order.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import type { Collection } from '../store/collection.ts';
import { isThereAlready, parseIndex } from '../store/index-spec.ts';
import { collectionName, collectionOf, namespaceOf, ok } from './context.ts';
import type { Context, Run } from './context.ts';
import { asRaw } from './cursors.ts';
import { checkOptions, VALIDATOR_OPTIONS } from './validator.ts';
import { checkCollation } from './write.ts';

const UNSUPPORTED = [
  'capped',
  'timeseries',
  'viewOn',
  'pipeline',
  'clusteredIndex',
  'expireAfterSeconds',
  'encryptedFields',
  'changeStreamPreAndPostImages',
];
const MORE_UNSUPPORTED = ['size', 'max', 'storageEngine', 'indexOptionDefaults', 'idIndex', 'autoIndexId'];

const chosen = (body: Doc, names: readonly string[]): Doc => new Map([...body].filter(([name]) => names.includes(name)));

export const create: Run = (context) => {
  context.fields.refuseSet(...UNSUPPORTED, ...MORE_UNSUPPORTED);
  checkCollation(context.fields.value('collation'));
  const options = chosen(context.fields.body, VALIDATOR_OPTIONS);
  checkOptions(options);
  const existing = collectionOf(context);
  if (existing && same(existing.info.options, options)) return ok();
  if (existing) refuse(48, `Collection ${namespaceOf(context)} already exists.`);
  context.catalog.change(() => context.catalog.create(context.database, collectionName(context), options));
  return ok();
};

const needed = (context: Context): Collection => collectionOf(context) ?? refuse(26, `ns does not exist: ${namespaceOf(context)}`);

export const collMod: Run = (context) => {
  const collection = needed(context);
  context.fields.refuseSet('index', 'viewOn', 'pipeline', 'expireAfterSeconds', 'cappedSize', 'changeStreamPreAndPostImages');
  const options: Doc = new Map([...collection.info.options, ...chosen(context.fields.body, VALIDATOR_OPTIONS)]);
  checkOptions(options);
  context.catalog.change(() => context.catalog.changeOptions(collection, options));
  return ok();
};

function createOne(context: Context, collection: Collection, document: Doc): void {
  const spec = parseIndex(document);
  if (isThereAlready(spec, collection.indexes)) return;
  if (spec.fields.length === 1 && spec.fields[0]?.path === '_id') return;
  context.catalog.addIndex(collection, spec);
}

export const createIndexes: Run = (context) => {
  const specs = context.fields.documents('indexes');
  if (specs.length === 0) refuse(2, 'Must specify at least one index to create');
  for (const spec of specs) parseIndex(spec);
  const existed = collectionOf(context) !== undefined;
  return context.catalog.change(() => {
    const collection = collectionOf(context) ?? context.catalog.create(context.database, collectionName(context), new Map());
    const before = collection.indexes.length;
    for (const spec of specs) createOne(context, collection, spec);
    const after = collection.indexes.length;
    const note = before === after ? { note: 'all indexes already exist' } : {};
    return ok({ numIndexesBefore: before, numIndexesAfter: after, createdCollectionAutomatically: !existed, ...note });
  });
};

function batchSizeOf({ fields }: Context): number | undefined {
  const cursor = fields.maybeDocument('cursor');
  const size = cursor?.get('batchSize');
  return isNumber(size) ? Number(size instanceof Double ? size.value : size) : undefined;
}

export const listIndexes: Run = (context) => {
  const shown = needed(context).indexes.map((index) => asRaw(index.shown));
  return context.cursors.start(namespaceOf(context), shown, batchSizeOf(context));
};

function named(collection: Collection, wanted: Value | undefined): Collection['indexes'] {
  if (wanted === '*') return collection.indexes.filter(({ name }) => name !== '_id_');
  if (Array.isArray(wanted)) return wanted.flatMap((name) => named(collection, name));
  const index = collection.indexes.find(({ name, shown }) => (isDoc(wanted) ? same(shown.get('key'), wanted) : name === wanted));
  if (index) return [index];
  return refuse(27, typeof wanted === 'string' ? `index not found with name [${wanted}]` : `can't find index with that key`);
}

export const dropIndexes: Run = (context) => {
  const collection = needed(context);
  const before = collection.indexes.length;
  const indexes = named(collection, context.fields.value('index'));
  if (indexes.some(({ name }) => name === '_id_')) refuse(72, 'cannot drop _id index');
  context.catalog.change(() => {
    for (const index of indexes) context.catalog.dropIndex(collection, index);
  });
  return ok({ nIndexesWas: before });
};

export const drop: Run = (context) => {
  const collection = collectionOf(context);
  if (!collection) return ok();
  const before = collection.indexes.length;
  context.catalog.change(() => context.catalog.drop(collection));
  return ok({ nIndexesWas: before, ns: namespaceOf(context) });
};

export const dropDatabase: Run = ({ catalog, database }) => {
  catalog.change(() => {
    for (const collection of catalog.all(database)) catalog.drop(collection);
  });
  return ok({ dropped: database });
};

export const listCollections: Run = (context) => {
  const { catalog, cursors, database, fields } = context;
  const filter = parseFilter(fields.maybeDocument('filter') ?? new Map());
  const collections = catalog.all(database).toSorted((a, b) => compareStrings(a.info.name, b.info.name));
  const rows = collections.map(({ info, indexes }): Doc => {
    const idIndex = indexes.find(({ name }) => name === '_id_')?.shown ?? null;
    return new Map<string, Value>([
      ['name', info.name],
      ['type', 'collection'],
      ['options', info.options],
      ['info', new Map([['readOnly', false]])],
      ['idIndex', idIndex],
    ]);
  });
  const shown = rows.filter((row) => filter.matches(row));
  return cursors.start(`${database}.$cmd.listCollections`, shown.map(asRaw), batchSizeOf(context));
};

export const listDatabases: Run = ({ catalog, fields }) => {
  const filter = parseFilter(fields.maybeDocument('filter') ?? new Map());
  const names = [...new Set(catalog.all().map(({ info }) => info.database))].toSorted();
  const rows = names.map(
    (name): Doc =>
      new Map<string, Value>([
        ['name', name],
        ['sizeOnDisk', new Double(0)],
        ['empty', false],
      ]),
  );
  const databases = rows.filter((row) => filter.matches(row));
  return ok({ databases, totalSize: fromNumber(0) });
};
