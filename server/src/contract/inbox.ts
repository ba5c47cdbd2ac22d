// The health of the inbox: what arrived, what waits, what nobody could handle.
import { z } from 'zod';
import { instant, pageOf, pageQuery } from './shapes.ts';

export const inboxSummary = z.object({
  waiting: z.int(),
  failing: z.int(),
  dead: z.int(),
  doneLastDay: z.int(),
  lastDeliveryAt: instant.nullable(),
});

const state = z.enum(['new', 'done', 'ignored', 'dead']);

export const inboxItem = z.object({
  id: z.string(),
  topic: z.string(),
  state,
  attempts: z.int(),
  receivedAt: instant,
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  reason: z.string().nullable(),
});
export const inboxPage = pageOf(inboxItem);
export const inboxQuery = pageQuery.extend({ state: state.optional() });

/** One item: `lastError` is what the last attempt met, `attemptsLeft` how often it is tried again by itself. Never its content. */
export const inboxItemDetail = inboxItem.extend({
  origin: z.enum(['webhook', 'request', 'clock']),
  bytes: z.int(),
  lastError: z.string().nullable(),
  attemptsLeft: z.int(),
  nextAttemptAt: instant.nullable(),
});

/** Null: every dead letter of the store. */
export const replayManyRequest = z.object({ ids: z.array(z.string().min(1).max(200)).min(1).max(100).nullable() });
export const replayAnswer = z.object({ replayed: z.int() });

export type InboxItemView = z.infer<typeof inboxItem>;
export type InboxItemDetail = z.infer<typeof inboxItemDetail>;
