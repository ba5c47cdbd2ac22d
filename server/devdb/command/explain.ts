/** explain of find: which index would be walked, and how much was read. */
import { fromNumber } from '../bson/arithmetic.ts';
import { decode } from '../bson/decode.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Selection } from '../query/find-records.ts';
import { explainPlan, plan } from '../query/plan.ts';
import type { Plan } from '../query/plan.ts';
import type { Collection } from '../store/collection.ts';
import { scan } from '../store/scan.ts';
import { collectionOf, namespaceOf, ok } from './context.ts';
import type { Context, Run } from './context.ts';
import { Fields } from './fields.ts';
import { selectionOf } from './read.ts';

export const explain: Run = (context) => {
  const inner = context.fields.document('explain');
  if (!inner.has('find')) refuse(115, 'devdb explains only find');
  const found: Context = { ...context, fields: new Fields(inner, 'find') };
  const collection = collectionOf(found);
  const selection = selectionOf(found, 'filter');
  const chosen = collection && plan(collection, selection.filter, selection.sort, selection.hint);
  const stage = chosen ? winning(chosen) : new Map([['stage', 'EOF']]);
  const planner: Doc = new Map<string, Value>([
    ['namespace', namespaceOf(found)],
    ['parsedQuery', inner.get('filter') ?? new Map()],
    ['winningPlan', stage],
    ['rejectedPlans', []],
  ]);
  if (context.fields.value('verbosity') === 'queryPlanner' || !collection || !chosen) return ok({ queryPlanner: planner });
  return ok({ queryPlanner: planner, executionStats: statistics(context, collection, chosen, selection) });
};

const winning = (chosen: Plan): Doc =>
  chosen.sorted
    ? explainPlan(chosen)
    : new Map<string, Value>([
        ['stage', 'SORT'],
        ['inputStage', explainPlan(chosen)],
      ]);

/** How many documents a walk to the end of the answer reads. */
function statistics(context: Context, collection: Collection, chosen: Plan, { filter, skip, limit }: Selection): Doc {
  let examined = 0;
  let matched = 0;
  for (const { bytes } of scan(context.catalog.sqlite, collection, chosen, 1)) {
    examined++;
    if (filter.matches(decode(bytes))) matched++;
    if (chosen.sorted && matched >= skip + limit) break;
  }
  const returned = Math.min(Math.max(matched - skip, 0), limit);
  return new Map<string, Value>([
    ['executionSuccess', true],
    ['nReturned', fromNumber(returned)],
    ['totalDocsExamined', fromNumber(examined)],
  ]);
}
