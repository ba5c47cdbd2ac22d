/** Updates by a pipeline: the stages MongoDB allows there, on one document. */
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { withNow } from '../expression/variables.ts';
import type { Variables } from '../expression/variables.ts';
import type { Flow } from './flow.ts';
import { parseStages } from './parse-stages.ts';
import { STAGES } from './stages.ts';

const ALLOWED = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

export function runUpdatePipeline(list: readonly Value[], document: Doc, variables: Variables | undefined): Doc {
  const all = withNow(variables);
  const scope = { variables: all, names: new Set(all.keys()) };
  const start: Flow = [document];
  const changed = parseStages(list).reduce((input, { name, argument }) => {
    const make = ALLOWED.includes(name) ? STAGES[name] : undefined;
    return make ? make(argument, scope)(input) : refuse(72, `${name} is not allowed to be used within an update`);
  }, start);
  const [result] = changed;
  return result ?? refuse(1, 'an update pipeline gave nothing');
}
