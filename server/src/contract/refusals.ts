// Every refusal that can reach a person: one HTTP status and one log level each, exhaustively. The sentences are in the locale files.
import { z } from 'zod';
import { REFUSALS, type Refusal } from '../loyalty/refusal.ts';

export const refusalCode = z.enum(REFUSALS);

/** What an endpoint answers when it says no: `code` is stable, `message` is English for developers, `field` names the wrong input. */
export const problem = z.object({
  error: z.object({
    code: z.union([
      refusalCode,
      z.enum(['invalid-input', 'not-found', 'not-signed-in', 'not-allowed', 'too-many-requests', 'unavailable', 'unexpected']),
      z.enum(['rewards-not-here']),
    ]),
    message: z.string(),
    field: z.string().nullable(),
    requestId: z.string(),
    /** Of an order that is too small: what it would have to come to, in minor units of the shop's currency. */
    minimumMinor: z.int().optional(),
  }),
});
export type Problem = z.infer<typeof problem>;
export type ProblemCode = Problem['error']['code'];

type Level = 'info' | 'warn' | 'error';
/** `satisfies` makes a forgotten refusal a type error. */
export const REFUSAL_ANSWERS = {
  'not-enough-points': { status: 409, level: 'info' },
  'nothing-to-do': { status: 200, level: 'info' },
  'unknown-reservation': { status: 404, level: 'info' },
  'already-settled': { status: 409, level: 'info' },
  'already-released': { status: 409, level: 'info' },
  'key-reused': { status: 409, level: 'error' },
  'amount-invalid': { status: 400, level: 'info' },
  'cap-reached': { status: 409, level: 'info' },
  'budget-spent': { status: 409, level: 'info' },
  'member-excluded': { status: 403, level: 'info' },
  'member-erased': { status: 410, level: 'info' },
  'member-merged': { status: 409, level: 'warn' },
  'program-paused': { status: 409, level: 'info' },
  'needs-approval': { status: 403, level: 'info' },
  'older-than-known': { status: 200, level: 'info' },
  'too-late': { status: 409, level: 'info' },
  /** `field` is the reason: one of the offer's. */
  'reward-unavailable': { status: 409, level: 'info' },
} as const satisfies Record<Refusal, { status: number; level: Level }>;
