// What makes up for what the store did not tell by itself: comparing with it, and bringing in what was before.
import { z } from 'zod';
import { instant, points } from './shapes.ts';

/** `unreachable`: it is asked again by itself; `refused`: somebody has to give access. */
const problemKind = z.enum(['unreachable', 'refused']);

export const catchingUp = z.object({
  /** False: the store gave no access, so it is believed what it delivers. */
  canBeAsked: z.boolean(),
  comparison: z.object({
    /** The last time that the store answered. */
    lookedAt: instant.nullable(),
    /** Everything until then has arrived and been counted. */
    completeTo: instant.nullable(),
    /** Changes that had not arrived by themselves: in the last look, and altogether. */
    found: z.int(),
    foundInAll: z.int(),
    /** Of them still being worked on. */
    waiting: z.int(),
    nextAt: instant.nullable(),
    problem: z.object({ kind: problemKind, since: instant }).nullable(),
  }),
  /** Null: it was not begun yet. */
  history: z
    .object({
      state: z.enum(['running', 'done', 'failed', 'cancelled']),
      reading: z.enum(['customers', 'orders']),
      customers: z.int(),
      orders: z.int(),
      /** Of what is being read; null: the store does not say, or is still preparing it. */
      of: z.int().nullable(),
      startedAt: instant,
      endedAt: instant.nullable(),
      problem: problemKind.nullable(),
    })
    .nullable(),
  /** Orders placed before it give no points; null: all do. */
  countsFrom: instant.nullable(),
});

export const pastQuestion = z.object({ from: instant });
/** What orders since then would give, as if no budget ran out. `whole` false: there are more than were counted. */
export const pastCount = z.object({ orders: z.int(), members: z.int(), points, whole: z.boolean() });

export type CatchingUp = z.infer<typeof catchingUp>;
export type PastCount = z.infer<typeof pastCount>;
