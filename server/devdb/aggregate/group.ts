/** $group: one pass, and in memory only the groups. */
import { keyOf } from '../bson/key.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Compute } from '../expression/compile.ts';
import { parseAccumulator } from './accumulators.ts';
import type { Accumulator } from './accumulators.ts';
import { flow } from './flow.ts';
import type { Flow, StageScope, Step } from './flow.ts';

interface Field {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly compute: Compute;
}

interface Group {
  readonly id: Value;
  readonly accumulators: readonly Accumulator[];
}

export function group(argument: Value, scope: StageScope): Step {
  if (!isDoc(argument)) return refuse(15947, `a group's fields must be specified in an object`);
  const id = argument.get('_id');
  if (id === undefined) return refuse(15955, 'a group specification must include an _id');
  const idOf = compileExpression(id, scope.names);
  const fields = [...argument].filter(([name]) => name !== '_id').map(([name, value]) => parseField(name, value, scope));
  return (input) => flow(() => results(gather(input, idOf, fields, scope), fields));
}

function parseField(name: string, value: Value, scope: StageScope): Field {
  if (name.includes('.')) refuse(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) refuse(40236, `The field name '${name}' cannot be an operator name`);
  const { make, argument } = parseAccumulator(name, value);
  return { name, make, compute: compileExpression(argument, scope.names) };
}

function gather(input: Flow, idOf: Compute, fields: readonly Field[], { variables }: StageScope): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const root of input) {
    const scope = { root, variables };
    const id = idOf(scope) ?? null;
    const key = keyOf(id).toString('latin1');
    let found = groups.get(key);
    if (!found) {
      found = { id, accumulators: fields.map(({ make }) => make()) };
      groups.set(key, found);
    }
    for (const [position, { compute }] of fields.entries()) found.accumulators[position]?.add(compute(scope));
  }
  return groups.values();
}

function* results(groups: Iterable<Group>, fields: readonly Field[]): Generator<Doc> {
  for (const { id, accumulators } of groups) {
    const result: Doc = new Map([['_id', id]]);
    for (const [position, { name }] of fields.entries()) result.set(name, accumulators[position]?.result() ?? null);
    yield result;
  }
}
