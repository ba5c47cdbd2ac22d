import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Variables } from '../expression/variables.ts';

export function runUpdatePipeline(_stages: readonly Value[], _document: Doc, _variables: Variables | undefined): Doc {
  return refuse(115, 'devdb does not support pipeline updates');
}
