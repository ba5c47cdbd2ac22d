/** `$expr`: an expression as a condition of a query. */
import { isTrue } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { compileExpression } from './compile.ts';
import { withNow } from './variables.ts';
import type { Variables } from './variables.ts';

export function compileCondition(value: Value, variables: Variables | undefined): (document: Doc) => boolean {
  const all = withNow(variables);
  const compute = compileExpression(value, new Set(all.keys()));
  return (document) => isTrue(compute({ root: document, variables: all }));
}
