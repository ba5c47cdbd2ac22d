/** aggregate. */
import { asDouble } from '../bson/arithmetic.ts';
import type { Raw } from '../bson/encode.ts';
import { isNumber } from '../bson/value.ts';
import type { Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Flow } from '../aggregate/flow.ts';
import { parseStages } from '../aggregate/parse-stages.ts';
import type { Stage } from '../aggregate/parse-stages.ts';
import { runAlone, runOn } from '../aggregate/pipeline.ts';
import { isWriteOut, writeOut } from '../aggregate/write-out.ts';
import { variablesOf, withNow } from '../expression/variables.ts';
import { collectionName } from './context.ts';
import type { Run } from './context.ts';
import { asRaw } from './cursors.ts';
import { checkCollation } from './write.ts';

export const aggregate: Run = (context) => {
  const { fields, catalog, cursors, database } = context;
  fields.refuseSet('explain');
  checkCollation(fields.value('collation'));
  const cursor =
    fields.maybeDocument('cursor') ?? refuse(9, `The 'cursor' option is required, except for aggregate with the explain argument`);
  const size = cursor.get('batchSize');
  const variables = withNow(variablesOf(fields.value('let')));
  const scope = { catalog, database, variables, names: new Set(variables.keys()) };
  const alone = isNumber(fields.value('aggregate'));
  const [stages, last] = withoutWriteOut(fields.list('pipeline'));
  const computed = alone ? runAlone(stages, scope) : runOn(collectionName(context), stages, scope, fields.value('hint'));
  if (last) writeOut(last, computed, scope);
  const found = last ? [] : computed;
  const namespace = `${database}.${alone ? '$cmd.aggregate' : collectionName(context)}`;
  return cursors.start(namespace, encoded(found), isNumber(size) ? asDouble(size) : undefined);
};

/** The final $out or $merge is not a stage that gives documents, so it stands apart. */
function withoutWriteOut(list: readonly Value[]): readonly [readonly Value[], Stage | undefined] {
  const [last] = parseStages(list.slice(-1));
  return isWriteOut(last) ? [list.slice(0, -1), last] : [list, undefined];
}

function* encoded(found: Flow): Generator<Raw> {
  for (const document of found) yield asRaw(document);
}
