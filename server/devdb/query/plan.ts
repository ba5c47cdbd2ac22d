/**
 * Chooses how to reach the documents: the index that binds most leading fields and gives the order, else all of the collection.
 * A plan may reach too many documents, never too few; a partial or sparse index is used only if the query implies it.
 */
import { numeric, same } from '../bson/order.ts';
import { isDoc, isNumber } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Collection, Index } from '../store/collection.ts';
import { boundsOf } from './bounds.ts';
import type { Bounds, Range } from './bounds.ts';
import type { Condition, Filter } from './filter.ts';
import type { SortField } from './sort.ts';

export interface Walk {
  readonly index: Index | undefined;
  readonly ranges: readonly Range[];
  readonly reverse: boolean;
}

export interface Plan {
  readonly walks: readonly Walk[];
  /** The documents come in the wanted order. */
  readonly sorted: boolean;
  /** A document may be reached several times. */
  readonly repeats: boolean;
}

interface Candidate extends Plan {
  readonly score: number;
}

const wholeCollection = (reverse: boolean): Walk => ({ index: undefined, ranges: [], reverse });

export function plan(collection: Collection, filter: Filter, sort: readonly SortField[], hint?: Value): Plan {
  if (hint !== undefined && !(isDoc(hint) && hint.size === 0)) return hinted(collection, filter, sort, hint);
  const best = bestOf(collection.indexes, filter.conditions, sort);
  if (best && (best.score >= BOUND_FIELD || filter.alternatives.length === 0)) return best;
  const union = unionPlan(collection, filter, sort);
  return union ?? best ?? { walks: [wholeCollection(false)], sorted: sort.length === 0, repeats: false };
}

function hinted(collection: Collection, filter: Filter, sort: readonly SortField[], hint: Value): Plan {
  const natural = isDoc(hint) ? hint.get('$natural') : undefined;
  if (natural !== undefined) {
    const reverse = isNumber(natural) && Number(numeric(natural)) < 0;
    return { walks: [wholeCollection(reverse)], sorted: sort.length === 0, repeats: false };
  }
  const index = collection.indexes.find(({ name, shown }) => (isDoc(hint) ? same(shown.get('key'), hint) : name === hint));
  if (!index) return refuse(2, 'planner returned error :: caused by :: hint provided does not correspond to an existing index');
  return candidate(index, filter.conditions, sort);
}

function bestOf(indexes: readonly Index[], conditions: readonly Condition[], sort: readonly SortField[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const index of indexes) {
    if (!isUsable(index, conditions)) continue;
    const found = candidate(index, conditions, sort);
    if (found.score > (best?.score ?? 0)) best = found;
  }
  return best;
}

const BOUND_FIELD = 5;

/** A unique key found whole is best; then each single value, then a range, and an order that needs no sorting. */
function candidate(index: Index, conditions: readonly Condition[], sort: readonly SortField[]): Candidate {
  const bounds = boundsOf(index, conditions);
  const order = orderOf(index, bounds, sort);
  const exact = bounds.points.filter(Boolean).length;
  const whole = index.unique && exact === index.fields.length ? 1000 : 0;
  const score = whole + exact * 10 + (bounds.bound - exact) * BOUND_FIELD + (sort.length > 0 && order ? 4 : 0);
  const reverse = order === 'reverse';
  return {
    walks: [{ index, ranges: reverse ? bounds.ranges.toReversed() : bounds.ranges, reverse }],
    sorted: sort.length === 0 || order !== undefined,
    repeats: index.multikey.size > 0,
    score,
  };
}

/** In which direction the index gives the order, if it does: fields bound to one value may be passed over. */
function orderOf(index: Index, bounds: Bounds, sort: readonly SortField[]): 'forward' | 'reverse' | undefined {
  let direction: 'forward' | 'reverse' | undefined;
  let position = 0;
  const isConstant = (at: number): boolean => bounds.points[at] === true && !index.multikey.has(at);
  for (const { path, descending } of sort) {
    const here = index.fields.findIndex((field) => field.path === path);
    if (here >= 0 && isConstant(here)) continue;
    while (position < here && bounds.points[position] === true) position++;
    if (here < 0 || position !== here || index.multikey.has(here)) return undefined;
    const wanted = index.fields[here]?.descending === descending ? 'forward' : 'reverse';
    if (direction !== undefined && direction !== wanted) return undefined;
    direction = wanted;
    position++;
  }
  return direction ?? 'forward';
}

/** One index walk for each alternative of an $or, if each of them has one. */
function unionPlan(collection: Collection, filter: Filter, sort: readonly SortField[]): Plan | undefined {
  const walks: Walk[] = [];
  for (const alternative of filter.alternatives) {
    const best = bestOf(collection.indexes, [...filter.conditions, ...alternative.conditions], []);
    if (!best || best.score < BOUND_FIELD) return undefined;
    walks.push(...best.walks);
  }
  return walks.length === 0 ? undefined : { walks, sorted: sort.length === 0, repeats: true };
}

function isUsable(index: Index, conditions: readonly Condition[]): boolean {
  if (
    index.sparse &&
    !index.fields.some(({ path }) => conditions.some((condition) => condition.path === path && excludesMissing(condition)))
  ) {
    return false;
  }
  return index.partial === undefined || index.partial.conditions.every((wanted) => conditions.some((given) => implies(given, wanted)));
}

const excludesMissing = ({ operator, value }: Condition): boolean => {
  if (operator === '$in') return Array.isArray(value) && !value.includes(null);
  return operator !== 'other' && value !== null;
};

/** Does every document that meets `given` also meet `wanted`? Only what is certain counts. */
function implies(given: Condition, wanted: Condition): boolean {
  if (given.path !== wanted.path) return false;
  if (given.operator === wanted.operator && same(given.value, wanted.value)) return true;
  if (given.operator === '$eq' && isSimple(given.value)) return wanted.test(given.value);
  if (given.operator === '$in' && Array.isArray(given.value)) return given.value.every((value) => isSimple(value) && wanted.test(value));
  if (wanted.operator === '$exists') return excludesMissing(given);
  const direction = given.operator.slice(0, 2);
  return given.operator.startsWith('$') && /^\$[gl]/.test(direction) && wanted.operator.startsWith(direction) && isTighter(given, wanted);
}

const isSimple = (value: Value): boolean => value !== null && !Array.isArray(value);

/** A limit whose edge lies inside the wanted limit; with equal edges an open one is inside a closed one. */
const isTighter = (given: Condition, wanted: Condition): boolean =>
  isSimple(given.value) && (wanted.test(given.value) || (same(given.value, wanted.value) && !given.operator.endsWith('e')));

export function explainPlan({ walks }: Plan): Doc {
  const stages = walks.map(explainWalk);
  const [only] = stages;
  if (only && stages.length === 1) return only;
  return new Map<string, Value>([
    ['stage', 'OR'],
    ['inputStages', stages],
  ]);
}

function explainWalk({ index, reverse }: Walk): Doc {
  const direction = reverse ? 'backward' : 'forward';
  if (!index)
    return new Map([
      ['stage', 'COLLSCAN'],
      ['direction', direction],
    ]);
  const scan: Doc = new Map<string, Value>([
    ['stage', 'IXSCAN'],
    ['keyPattern', index.shown.get('key') ?? null],
    ['indexName', index.name],
    ['isMultiKey', index.multikey.size > 0],
    ['isUnique', index.unique],
    ['isSparse', index.sparse],
    ['isPartial', index.partial !== undefined],
    ['direction', direction],
  ]);
  return new Map<string, Value>([
    ['stage', 'FETCH'],
    ['inputStage', scan],
  ]);
}
