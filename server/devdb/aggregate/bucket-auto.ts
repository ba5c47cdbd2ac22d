/** $bucketAuto: the same number of documents in each bucket, the rest in the last; equal values are never in two buckets. */
import { keyOf } from '../bson/key.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { Fields } from '../command/fields.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Compute } from '../expression/compile.ts';
import { compareFound } from '../expression/condition-operators.ts';
import { Sorter } from '../query/sort.ts';
import { parseAccumulator } from './accumulators.ts';
import type { Accumulator } from './accumulators.ts';
import { flow, sizeOf } from './flow.ts';
import type { Flow, StageScope, Step } from './flow.ts';

interface Item {
  readonly value: Found;
  readonly document: Doc;
}

interface Output {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly compute: Compute;
}

export function bucketAuto(argument: Value, scope: StageScope): Step {
  const fields = new Fields(isDoc(argument) ? argument : refuse(40240, 'The argument to $bucketAuto must be an object'), '$bucketAuto');
  fields.refuseSet('granularity').allow('groupBy', 'buckets', 'output');
  const count = fields.count('buckets') ?? refuse(40246, `$bucketAuto requires 'groupBy' and 'buckets' to be specified.`);
  if (count < 1) refuse(40243, `The $bucketAuto 'buckets' field must be greater than 0`);
  const by = compileExpression(fields.value('groupBy') ?? null, scope.names);
  const outputs = parseOutputs(fields.maybeDocument('output'), scope);
  const valueOf = (root: Doc): Found => by({ root, variables: scope.variables });
  return (input) => flow(() => buckets(sortedItems(input, valueOf), count, outputs, scope));
}

function parseOutputs(output: Doc | undefined, scope: StageScope): Output[] {
  return [...(output ?? new Map([['count', new Map([['$sum', 1]])]]))].map(([name, value]) => {
    const { make, argument } = parseAccumulator(name, value);
    return { name, make, compute: compileExpression(argument, scope.names) };
  });
}

function sortedItems(input: Flow, valueOf: (document: Doc) => Found): Item[] {
  const sorter = new Sorter<Item>(Number.POSITIVE_INFINITY, ({ document }) => sizeOf(document));
  for (const document of input) {
    const value = valueOf(document);
    sorter.add(keyOf(value), { value, document });
  }
  return sorter.result();
}

function* buckets(items: readonly Item[], count: number, outputs: readonly Output[], scope: StageScope): Generator<Doc> {
  const size = Math.max(Math.round(items.length / count), 1);
  let from = 0;
  for (let made = 1; from < items.length; made++) {
    let to = made === count ? items.length : Math.min(from + size, items.length);
    while (to < items.length && compareFound(items[to]?.value, items[to - 1]?.value) === 0) to++;
    yield bucket(items.slice(from, to), items[to] ?? items.at(-1), outputs, scope);
    from = to;
  }
}

/** The upper boundary is where the next bucket begins, of the last one the largest value. */
function bucket(items: readonly Item[], end: Item | undefined, outputs: readonly Output[], { variables }: StageScope): Doc {
  const bounds: [string, Value][] = [
    ['min', items[0]?.value ?? null],
    ['max', end?.value ?? null],
  ];
  const result: Doc = new Map([['_id', new Map(bounds)]]);
  for (const { name, make, compute } of outputs) {
    const accumulator = make();
    for (const { document } of items) accumulator.add(compute({ root: document, variables }));
    result.set(name, accumulator.result());
  }
  return result;
}
