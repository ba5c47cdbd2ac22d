/** A pipeline: what its head asks for is answered by the planner and the indexes, the rest goes document by document. */
import { decode } from '../bson/decode.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import { select } from '../query/find-records.ts';
import type { Selection } from '../query/find-records.ts';
import { parseSort } from '../query/sort.ts';
import { flow } from './flow.ts';
import type { Flow, PipelineScope, Step } from './flow.ts';
import { lookup } from './lookup.ts';
import { parseStages } from './parse-stages.ts';
import type { Stage } from './parse-stages.ts';
import { limitOf, sortStage, STAGES, wholeNumber } from './stages.ts';

const ELSEWHERE = new Set(
  `$changeStream $changeStreamSplitLargeEvent $collStats $currentOp $densify $fill $geoNear $graphLookup $indexStats
  $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions $planCacheStats $redact $search $searchMeta
  $shardedDataDistribution $vectorSearch`.split(/\s+/),
);

function makeStep(stages: readonly Stage[], at: number, scope: PipelineScope): Step {
  const { name, argument } = stages[at] ?? refuse(1, 'no stage');
  if (name === '$sort') return sortStage(argument, usableAfter(stages, at));
  if (name === '$lookup') return lookup(argument, scope, runOn);
  if (name === '$facet') return facet(argument, scope);
  if (name === '$unionWith') return unionWith(argument, scope);
  if (name === '$out' || name === '$merge') return refuse(40601, `${name} can only be the final stage in the pipeline`);
  if (name === '$documents') return refuse(40602, '$documents is only valid as the first stage in a pipeline');
  const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (make) return make(argument, scope);
  if (ELSEWHERE.has(name)) return refuse(115, `devdb does not support the stage ${name}`);
  return refuse(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** How many documents the stages behind a $sort take: a $limit, with what $skip leaves out before it. */
function usableAfter(stages: readonly Stage[], at: number): number {
  let skipped = 0;
  for (const { name, argument } of stages.slice(at + 1)) {
    if (name === '$limit') return skipped + limitOf(argument);
    if (name !== '$skip') break;
    skipped += wholeNumber('$skip', 15956, argument, 0);
  }
  return Number.POSITIVE_INFINITY;
}

const throughStages = (input: Flow, stages: readonly Stage[], from: number, scope: PipelineScope): Flow => {
  const steps = stages.slice(from).map((_, i) => makeStep(stages, from + i, scope));
  return steps.reduce((documents, step) => step(documents), input);
};

/** Stages on the documents of a collection. Everything is checked before the first document is read. */
export function runOn(collection: string, list: readonly Value[], scope: PipelineScope, hint?: Value): Flow {
  const stages = parseStages(list);
  const { selection, taken } = head(stages, scope, hint);
  const found = flow(function* () {
    for (const hit of select(scope.catalog.sqlite, scope.catalog.find(scope.database, collection), selection)) yield decode(hit.bytes);
  });
  return throughStages(found, stages, taken, scope);
}

/** Stages without a collection: $documents first. */
export function runAlone(list: readonly Value[], scope: PipelineScope): Flow {
  const stages = parseStages(list);
  const [first] = stages;
  if (first?.name !== '$documents') return refuse(73, `{aggregate: 1} is not valid for '${first?.name ?? ''}'; a collection is required.`);
  if (!Array.isArray(first.argument) || !first.argument.every(isDoc))
    return refuse(5858203, 'an array of documents is expected (devdb: constants only)');
  return throughStages(first.argument, stages, 1, scope);
}

export const runOver = (input: Flow, list: readonly Value[], scope: PipelineScope): Flow =>
  throughStages(input, parseStages(list), 0, scope);

/** Leading $match, then $sort, $skip and $limit in this order, as one selection. */
function head(stages: readonly Stage[], { variables }: PipelineScope, hint: Value | undefined): { selection: Selection; taken: number } {
  let taken = 0;
  const next = (name: string): Value | undefined => (stages[taken]?.name === name ? stages[taken++]?.argument : undefined);
  const filters: Doc[] = [];
  for (let filter = next('$match'); filter !== undefined; filter = next('$match')) {
    filters.push(isDoc(filter) ? filter : refuse(15959, 'the match filter must be an expression in an object'));
  }
  const [only] = filters;
  const filter = parseFilter(filters.length > 1 ? new Map([['$and', filters]]) : (only ?? new Map()), variables);
  const sort = next('$sort');
  if (isDoc(sort) && sort.size === 0) refuse(15976, '$sort stage must have at least one sort key');
  const skip = next('$skip');
  const limit = next('$limit');
  const selection = {
    filter,
    sort: parseSort(sort),
    skip: skip === undefined ? 0 : wholeNumber('$skip', 15956, skip, 0),
    limit: limit === undefined ? Number.POSITIVE_INFINITY : limitOf(limit),
    hint,
  };
  return { selection, taken };
}

/** Each part reads its input from the start, so that nothing has to be kept. */
function facet(argument: Value, scope: PipelineScope): Step {
  if (!isDoc(argument) || argument.size === 0) return refuse(40169, 'the $facet specification must be a non-empty object');
  const parts = [...argument].map(([name, list]) => {
    if (!Array.isArray(list)) return refuse(40170, `arguments to $facet must be arrays, ${name} is not`);
    const inner = parseStages(list);
    const forbidden = inner.find((stage) => ['$facet', '$out', '$merge', '$documents', '$geoNear'].includes(stage.name));
    if (forbidden) refuse(40600, `${forbidden.name} is not allowed to be used within a $facet stage`);
    return { name, run: (input: Flow) => throughStages(input, inner, 0, scope) };
  });
  for (const { run } of parts) run([]);
  return (input) =>
    flow(function* () {
      yield new Map(parts.map(({ name, run }): [string, Value] => [name, [...run(input)]]));
    });
}

function unionWith(argument: Value, scope: PipelineScope): Step {
  const collection = isDoc(argument) ? argument.get('coll') : argument;
  const list = isDoc(argument) ? (argument.get('pipeline') ?? []) : [];
  if (typeof collection !== 'string' || !Array.isArray(list))
    return refuse(9, 'the $unionWith specification needs a collection name and a pipeline');
  const other = runOn(collection, list, scope);
  return (input) =>
    flow(function* () {
      yield* input;
      yield* other;
    });
}
