/** $bucket: each value into the bucket whose lower boundary it reaches; only buckets with documents come out, in order. */
import { Fields } from '../command/fields.ts';
import { compare, kindOf } from '../bson/order.ts';
import { isDoc } from '../bson/value.ts';
import type { Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { compareFound } from '../expression/condition-operators.ts';
import { eachDocument } from './flow.ts';
import type { Flow, StageScope, Step } from './flow.ts';
import { group } from './group.ts';

/** The bucket is worked out first and carried beside the document, so that $group does the rest. */
const CARRIED = 'devdb bucket';

const isConstant = (value: Value): boolean =>
  !(typeof value === 'string' && value.startsWith('$')) && !isDoc(value) && !Array.isArray(value);

function parseBoundaries(list: readonly Value[]): readonly Value[] {
  if (list.length < 2) refuse(40192, `The $bucket 'boundaries' field must have at least 2 values, but found ${list.length} value(s).`);
  if (!list.every(isConstant)) refuse(115, 'devdb supports only constant boundaries');
  for (const [at, value] of list.entries()) {
    const next = list[at + 1];
    if (next === undefined) break;
    if (kindOf(value) !== kindOf(next)) refuse(40193, `All values in the 'boundaries' option to $bucket must have the same type.`);
    if (compare(value, next) >= 0) refuse(40194, `The 'boundaries' option to $bucket must be sorted in ascending order.`);
  }
  return list;
}

export function bucket(argument: Value, scope: StageScope): Step {
  if (!isDoc(argument)) return refuse(40201, `Argument to $bucket stage must be an object`);
  const fields = new Fields(argument, '$bucket').allow('groupBy', 'boundaries', 'default', 'output');
  const by = compileExpression(
    fields.value('groupBy') ?? refuse(40198, `$bucket requires 'groupBy' and 'boundaries' to be specified.`),
    scope.names,
  );
  const boundaries = parseBoundaries(fields.list('boundaries'));
  const otherwise = fields.value('default');
  if (otherwise !== undefined && !isConstant(otherwise)) refuse(40195, `The $bucket 'default' field must be a constant`);
  const output = fields.maybeDocument('output') ?? new Map([['count', new Map([['$sum', 1]])]]);
  const grouped = group(new Map<string, Value>([['_id', `$${CARRIED}`], ...output]), scope);
  const carry = eachDocument((root) => {
    const value = by({ root, variables: scope.variables });
    const found = boundaries.slice(0, -1).findLast((boundary) => compareFound(boundary, value) <= 0);
    const inside = found !== undefined && compareFound(value, boundaries.at(-1)) < 0;
    const id = inside
      ? found
      : (otherwise ?? refuse(40066, '$switch could not find a matching branch for an input, and no default was specified.'));
    return new Map([...root, [CARRIED, id]]);
  });
  return (input) => inOrder(grouped(carry(input)));
}

function inOrder(buckets: Flow): Flow {
  return { [Symbol.iterator]: () => [...buckets].toSorted((a, b) => compare(a.get('_id'), b.get('_id')))[Symbol.iterator]() };
}
