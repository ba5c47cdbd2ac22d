// What terms would give for orders, before anybody earns anything by them.
import { deservedPoints } from '../loyalty/earning/deserved.ts';
import type { EarningExplanation } from '../loyalty/earning/explanation.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import { assumedExamples, typicalExamples, type Example } from './example-orders.ts';
import type { OrderHistory } from './order-history.ts';

export interface Tried {
  readonly example: Example;
  readonly points: number;
  readonly explanation: EarningExplanation;
}

/** As if limits and budgets were untouched, and the store had always been ours. */
export function tryOn(example: Example, program: Program): Tried {
  const { points, explanation } = deservedPoints(example.order, program, example.facts, null, Number.MIN_SAFE_INTEGER);
  return { example, points, explanation };
}

export interface Examples {
  readonly examples: readonly Example[];
  readonly from: 'history' | 'assumed';
}

const SAMPLE = 50;

/** Orders that are typical of this store: its own where there are enough. */
export async function examplesOf(history: OrderHistory, storeId: StoreId, currency: string, now: number): Promise<Examples> {
  const own = typicalExamples(await history.newest(storeId, SAMPLE), currency);
  return own.length > 0 ? { examples: own, from: 'history' } : { examples: assumedExamples(currency, now), from: 'assumed' };
}
