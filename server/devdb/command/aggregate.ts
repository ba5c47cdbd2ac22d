/** aggregate. */
import { asDouble } from '../bson/arithmetic.ts';
import type { Raw } from '../bson/encode.ts';
import { isNumber } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Flow } from '../aggregate/flow.ts';
import { runAlone, runOn } from '../aggregate/pipeline.ts';
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
  const stages = fields.list('pipeline');
  const found = alone ? runAlone(stages, scope) : runOn(collectionName(context), stages, scope, fields.value('hint'));
  const namespace = `${database}.${alone ? '$cmd.aggregate' : collectionName(context)}`;
  return cursors.start(namespace, encoded(found), isNumber(size) ? asDouble(size) : undefined);
};

function* encoded(found: Flow): Generator<Raw> {
  for (const document of found) yield asRaw(document);
}
