// The health of what is done in the store: what waits, what was done, what a person must look at.
import { z } from 'zod';
import { instant, pageOf, pageQuery } from './shapes.ts';

export const outboxSummary = z.object({
  waiting: z.int(),
  /** Of those that wait: they were tried and will be tried again. */
  failing: z.int(),
  dead: z.int(),
  /** Of those: nobody but a person can say whether they were done, so they are not done again with all the others. */
  unclear: z.int(),
  /** When the oldest that could be done now was due; null: nothing waits longer than it should. */
  oldestDueAt: instant.nullable(),
});

const state = z.enum(['new', 'done', 'dead']);

export const outboxEffect = z.object({
  id: z.string(),
  /** What is done; the page has words for those that it knows. */
  kind: z.string(),
  state,
  attempts: z.int(),
  createdAt: instant,
  /** When it is tried next; null: not by itself. */
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  /** For developers, and English. */
  reason: z.string().nullable(),
  /** Doing it again could do it twice: whoever has it done again has looked in the store. */
  unclear: z.boolean(),
  /** Somebody who looked may say that it was done. */
  canBeSettled: z.boolean(),
});
export const outboxPage = pageOf(outboxEffect);
export const outboxQuery = pageQuery.extend({ state: state.default('dead') });

const effectId = z.string().min(1).max(300);
/** Null: everything dead of the store that is not unclear. */
export const replayEffectsRequest = z.object({ ids: z.array(effectId).min(1).max(100).nullable() });
export const settleEffectRequest = z.object({ id: effectId });
/** False: it does not need anybody (any more). */
export const settleEffectAnswer = z.object({ settled: z.boolean() });

export type OutboxSummary = z.infer<typeof outboxSummary>;
export type OutboxEffectView = z.infer<typeof outboxEffect>;
