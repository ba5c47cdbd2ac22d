/** The allow list of pipeline stages. What is not here does not exist. */
import { asDouble, fromNumber } from '../bson/arithmetic.ts';
import { isDoc, isNumber, typeName } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { parseFilter } from '../query/filter.ts';
import { projector } from '../query/projection.ts';
import { parseSort, Sorter, sortKeyOf } from '../query/sort.ts';
import { compileAddFields } from './add-fields.ts';
import { bucket } from './bucket.ts';
import { bucketAuto } from './bucket-auto.ts';
import { eachDocument, flow, onlyWhere, single, sizeOf } from './flow.ts';
import type { StageScope, Step } from './flow.ts';
import { group } from './group.ts';
import { unwind } from './unwind.ts';
import { setWindowFields } from './window.ts';

export type StageMaker = (argument: Value, scope: StageScope) => Step;

export const limitOf = (argument: Value): number =>
  wholeNumber('$limit', 15957, argument, 0) || refuse(15958, 'the limit must be positive');

export function wholeNumber(stage: string, code: number, value: Value, least: number): number {
  const number = isNumber(value) ? asDouble(value) : Number.NaN;
  if (!Number.isInteger(number)) refuse(code, `invalid argument to ${stage} stage: Expected an integer, but found: ${typeName(value)}`);
  return number < least
    ? refuse(code, `invalid argument to ${stage} stage: Expected a ${least > 0 ? 'positive' : 'non-negative'} number`)
    : number;
}

const match: StageMaker = (argument, { variables }) =>
  onlyWhere(
    parseFilter(isDoc(argument) ? argument : refuse(15959, 'the match filter must be an expression in an object'), variables).matches,
  );

/** `most`: how many documents the next stages can use at all. */
export function sortStage(argument: Value, most: number): Step {
  const fields = parseSort(isDoc(argument) && argument.size > 0 ? argument : refuse(15976, '$sort stage must have at least one sort key'));
  const keyOf = sortKeyOf(fields);
  return (input) =>
    flow(() => {
      const sorter = new Sorter<Doc>(most, sizeOf);
      for (const document of input) sorter.add(keyOf(document), document);
      return sorter.result()[Symbol.iterator]();
    });
}

const limit: StageMaker = (argument) => {
  const most = limitOf(argument);
  return (input) =>
    flow(function* () {
      let taken = 0;
      for (const document of input) {
        yield document;
        if (++taken >= most) return;
      }
    });
};

const skip: StageMaker = (argument) => {
  const count = wholeNumber('$skip', 15956, argument, 0);
  return (input) =>
    flow(function* () {
      let position = 0;
      for (const document of input) if (position++ >= count) yield document;
    });
};

const project: StageMaker = (argument, { variables }) => {
  if (!isDoc(argument)) return refuse(15969, '$project specification must be an object');
  const shown = projector(argument, undefined, variables);
  return eachDocument((document) => shown(document, document));
};

const addFields =
  (name: string): StageMaker =>
  (argument, { names, variables }) => {
    const apply = compileAddFields(name, argument, names);
    return eachDocument((root) => apply(root, { root, variables }));
  };

const unset: StageMaker = (argument, { variables }) => {
  const paths = Array.isArray(argument) ? argument : [argument];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    return refuse(31120, '$unset specification must be a string or an array of strings');
  const shown = projector(new Map(paths.map((path) => [path, 0])), undefined, variables);
  return eachDocument((document) => shown(document, document));
};

function replaceWith(stage: string, expression: Value, { names, variables }: StageScope): Step {
  const compute = compileExpression(expression, names);
  return eachDocument((root) => {
    const value = compute({ root, variables });
    return isDoc(value)
      ? value
      : refuse(40228, `'newRoot' expression must evaluate to an object (${stage}), but resulting value was of type ${typeName(value)}`);
  });
}

const replaceRoot: StageMaker = (argument, scope) => {
  const isRight = isDoc(argument) && argument.size === 1 && argument.has('newRoot');
  return isRight
    ? replaceWith('$replaceRoot', argument.get('newRoot') ?? null, scope)
    : refuse(40231, 'no newRoot specified for the $replaceRoot stage');
};

const count: StageMaker = (argument) => {
  const isName = typeof argument === 'string' && argument !== '' && !argument.startsWith('$') && !argument.includes('.');
  if (!isName) return refuse(40156, 'the count field must be a non-empty string without $ and dots');
  return (input) =>
    flow(function* () {
      let total = 0;
      for (const _ of input) total++;
      if (total > 0) yield single(argument, fromNumber(total));
    });
};

const sortByCount: StageMaker = (argument, scope) => {
  const counted = group(
    new Map<string, Value>([
      ['_id', argument],
      ['count', single('$sum', 1)],
    ]),
    scope,
  );
  const sorted = sortStage(single('count', -1), Number.POSITIVE_INFINITY);
  return (input) => sorted(counted(input));
};

const sample: StageMaker = (argument) => {
  const size = wholeNumber('$sample', 28747, isDoc(argument) ? (argument.get('size') ?? null) : null, 1);
  return (input) =>
    flow(() => {
      const sorter = new Sorter<Doc>(size, sizeOf);
      for (const document of input) sorter.add(randomKey(), document);
      return sorter.result()[Symbol.iterator]();
    });
};

function randomKey(): Buffer {
  const key = Buffer.alloc(8);
  key.writeDoubleBE(Math.random());
  return key;
}

export const STAGES: Readonly<Record<string, StageMaker>> = {
  $match: match,
  $limit: limit,
  $skip: skip,
  $project: project,
  $addFields: addFields('$addFields'),
  $set: addFields('$set'),
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: (argument, scope) => replaceWith('$replaceWith', argument, scope),
  $count: count,
  $group: group,
  $sortByCount: sortByCount,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $setWindowFields: setWindowFields,
  $unwind: (argument) => unwind(argument),
  $sample: sample,
};
