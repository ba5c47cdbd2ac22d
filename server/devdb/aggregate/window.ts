/** $setWindowFields: values over neighbouring documents of a partition, by position (`documents`); ranges by value are refused. */
import { Fields } from '../command/fields.ts';
import { fromNumber } from '../bson/arithmetic.ts';
import { keyOf } from '../bson/key.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression, constant } from '../expression/compile.ts';
import type { Compute } from '../expression/compile.ts';
import { parseSort, Sorter, sortKeyOf } from '../query/sort.ts';
import { parseAccumulator } from './accumulators.ts';
import type { Accumulator } from './accumulators.ts';
import { flow, sizeOf } from './flow.ts';
import type { Flow, StageScope, Step } from './flow.ts';

interface Member {
  readonly document: Doc;
  readonly partition: Buffer;
  readonly order: Buffer;
}

/** The values of one output field for a whole partition. */
type Output = (members: readonly Member[]) => Found[];

export function setWindowFields(argument: Value, scope: StageScope): Step {
  if (!isDoc(argument)) return refuse(9, 'the $setWindowFields stage specification must be an object');
  const fields = new Fields(argument, '$setWindowFields').allow('partitionBy', 'sortBy', 'output');
  const partitionBy = fields.body.has('partitionBy') ? compileExpression(fields.value('partitionBy') ?? null, scope.names) : constant(null);
  const sort = parseSort(fields.maybeDocument('sortBy'));
  const outputs = [...fields.document('output')].map(([name, spec]) => {
    if (name.includes('.') || name.startsWith('$')) refuse(115, `devdb supports only plain names in $setWindowFields ('${name}')`);
    return [name, parseOutput(name, spec, sort.length, scope)] as const;
  });
  const orderOf = sortKeyOf(sort);
  const member = (document: Doc): Member => ({
    document,
    partition: partitionKey(partitionBy({ root: document, variables: scope.variables })),
    order: orderOf(document),
  });
  return (input) => flow(() => results(input, member, outputs));
}

const partitionKey = (value: Found): Buffer =>
  Array.isArray(value) ? refuse(14, `An expression used to partition cannot evaluate to value of type array`) : keyOf(value);

function* results(input: Flow, member: (document: Doc) => Member, outputs: readonly (readonly [string, Output])[]): Generator<Doc> {
  const sorter = new Sorter<Member>(Number.POSITIVE_INFINITY, ({ document }) => sizeOf(document));
  for (const document of input) {
    const made = member(document);
    sorter.add(Buffer.concat([made.partition, made.order]), made);
  }
  for (const members of partitions(sorter.result())) {
    const columns = outputs.map(([name, output]) => [name, output(members)] as const);
    for (const [position, { document }] of members.entries()) {
      const result: Doc = new Map(document);
      for (const [name, values] of columns) result.set(name, values[position] ?? null);
      yield result;
    }
  }
}

function* partitions(members: readonly Member[]): Generator<readonly Member[]> {
  let from = 0;
  for (const [at, { partition }] of members.entries()) {
    if (at === 0 || members[at - 1]?.partition.equals(partition) === true) continue;
    yield members.slice(from, at);
    from = at;
  }
  if (members.length > 0) yield members.slice(from);
}

function parseOutput(field: string, spec: Value, sortFields: number, scope: StageScope): Output {
  if (!isDoc(spec)) return refuse(9, `The field '${field}' must be an object`);
  const window = spec.get('window');
  const operators = new Map([...spec].filter(([name]) => name !== 'window'));
  const [[name, argument] = ['', null]] = operators;
  const byPosition = RANKS[name];
  if (byPosition || name === '$shift') {
    if (window !== undefined) refuse(5371601, `${name} does not accept a 'window' field`);
    if (sortFields === 0 || (name.endsWith('ank') && sortFields > 1))
      refuse(5371602, `${name} must be specified with a top level sortBy expression with exactly one element`);
    return byPosition ?? shift(argument, scope);
  }
  const accumulator = parseAccumulator(field, operators);
  const compute = compileExpression(accumulator.argument, scope.names);
  const value = ({ document }: Member): Found => compute({ root: document, variables: scope.variables });
  const [from, to] = bounds(window, sortFields);
  return from === 'unbounded' ? growing(accumulator.make, value, to) : sliding(accumulator.make, value, from, to);
}

const RANKS: Readonly<Record<string, Output | undefined>> = {
  $documentNumber: (members) => members.map((_, at) => fromNumber(at + 1)),
  $rank: (members) => ranks(members, (at) => at + 1),
  $denseRank: (members) => ranks(members, (_, rank) => rank + 1),
};

function ranks(members: readonly Member[], next: (at: number, rank: number) => number): Found[] {
  let rank = 0;
  return members.map(({ order }, at) => {
    if (members[at - 1]?.order.equals(order) !== true) rank = next(at, rank);
    return fromNumber(rank);
  });
}

function shift(argument: Value, scope: StageScope): Output {
  const fields = new Fields(isDoc(argument) ? argument : refuse(9, '$shift needs an object'), '$shift').allow('output', 'by', 'default');
  const by = fields.value('by');
  const otherwise = fields.value('default') ?? null;
  if (typeof by !== 'number') refuse(9, `'$shift:by' field must be an integer`);
  if (isDoc(otherwise) || (typeof otherwise === 'string' && otherwise.startsWith('$')))
    refuse(115, 'devdb supports only a constant default in $shift');
  const compute: Compute = compileExpression(fields.value('output') ?? null, scope.names);
  return (members) =>
    members.map((_, at) => {
      const other = members[at + by];
      return other ? compute({ root: other.document, variables: scope.variables }) : otherwise;
    });
}

type Edge = number | 'unbounded';

function bounds(window: Value | undefined, sortFields: number): readonly [Edge, Edge] {
  if (window === undefined || (isDoc(window) && window.size === 0)) return ['unbounded', 'unbounded'];
  const fields = new Fields(isDoc(window) ? window : refuse(9, `'window' field must be an object`), 'window')
    .refuseSet('range', 'unit')
    .allow('documents');
  const [from, to, ...others] = fields.list('documents').map(edge);
  if (from === undefined || to === undefined || others.length > 0) return refuse(9, `Window bounds must be a 2-element array`);
  if (typeof from === 'number' && typeof to === 'number' && from > to) refuse(5339900, 'Lower bound must not exceed upper bound');
  if (sortFields === 0 && !(from === 'unbounded' && to === 'unbounded')) refuse(5339901, 'Document-based bounds require a sortBy');
  return [from, to];
}

function edge(value: Value): Edge {
  if (value === 'unbounded') return value;
  if (value === 'current') return 0;
  return typeof value === 'number' ? value : refuse(9, `Numeric document-based bounds must be an integer, 'unbounded' or 'current'`);
}

/** From the first document on, each result builds on the one before. */
function growing(make: () => Accumulator, value: (member: Member) => Found, to: Edge): Output {
  return (members) => {
    const accumulator = make();
    let taken = 0;
    return members.map((_, at) => {
      const end = to === 'unbounded' ? members.length : Math.min(at + to + 1, members.length);
      for (const member of members.slice(taken, end)) accumulator.add(value(member));
      taken = Math.max(taken, end);
      return accumulator.result();
    });
  };
}

function sliding(make: () => Accumulator, value: (member: Member) => Found, from: number, to: Edge): Output {
  return (members) => {
    const values = members.map(value);
    return members.map((_, at) => {
      const accumulator = make();
      const end = to === 'unbounded' ? members.length : at + to + 1;
      for (const item of values.slice(Math.max(at + from, 0), Math.max(end, 0))) accumulator.add(item);
      return accumulator.result();
    });
  };
}
