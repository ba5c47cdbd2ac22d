/** $lookup: by equal fields through the other collection's indexes, by a pipeline with variables, or both. */
import { Fields } from '../command/fields.ts';
import { isDoc, Regex } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Compute } from '../expression/compile.ts';
import { valuesAt } from '../query/path.ts';
import { eachDocument } from './flow.ts';
import type { PipelineScope, Step } from './flow.ts';
import { splitPath } from '../update/split-path.ts';

/** Runs stages on a collection; given by the pipeline, which knows this stage. */
export type RunPipeline = (collection: string, stages: readonly Value[], scope: PipelineScope) => Iterable<Doc>;

export function lookup(argument: Value, scope: PipelineScope, run: RunPipeline): Step {
  if (!isDoc(argument)) return refuse(9, 'the $lookup specification must be an Object');
  const fields = new Fields(argument, '$lookup').allow('from', 'localField', 'foreignField', 'as', 'let', 'pipeline');
  if (!fields.body.has('from')) refuse(115, 'devdb needs `from` in $lookup');
  const [from, as] = [fields.text('from'), fields.text('as')];
  const condition = equalFields(fields);
  const pipeline = fields.body.has('pipeline') ? fields.list('pipeline') : [];
  if (!condition && !fields.body.has('pipeline')) refuse(9, '$lookup requires localField and foreignField, or a pipeline');
  const bind = binder(fields.maybeDocument('let'), scope);
  if (splitPath(as).length > 1) refuse(115, `devdb does not support a dotted 'as' in $lookup`);
  return eachDocument((document) => {
    const stages = condition ? [condition(document), ...pipeline] : pipeline;
    const found = [...run(from, stages, bind(document))];
    return new Map([...document, [as, found]]);
  });
}

/** A $match for the values of one document: any element of an array; nothing, as an empty array, counts as null. */
function equalFields(fields: Fields): ((document: Doc) => Doc) | undefined {
  const local = fields.maybeText('localField');
  const foreign = fields.maybeText('foreignField');
  if (local === undefined && foreign === undefined) return undefined;
  if (local === undefined || foreign === undefined) return refuse(9, '$lookup requires both or neither of localField and foreignField');
  const parts = splitPath(local);
  splitPath(foreign);
  return (document) => {
    const values: Value[] = [];
    valuesAt(document, parts, 0, (value) => (value === undefined ? 0 : values.push(value)));
    if (values.length === 0) values.push(null);
    if (values.some((value) => value instanceof Regex || Array.isArray(value)))
      refuse(115, 'devdb does not look up regular expressions or nested arrays');
    return new Map([['$match', new Map([[foreign, new Map([['$in', values]])]])]]);
  };
}

function binder(variables: Doc | undefined, scope: PipelineScope): (document: Doc) => PipelineScope {
  const computes = [...(variables ?? [])].map(([name, value]): readonly [string, Compute] => [name, compileExpression(value, scope.names)]);
  const names = new Set([...scope.names, ...(variables ?? new Map<string, Value>()).keys()]);
  return (root) => {
    const values = computes.map(([name, compute]) => [name, compute({ root, variables: scope.variables })] as const);
    return { ...scope, names, variables: new Map([...scope.variables, ...values]) };
  };
}
