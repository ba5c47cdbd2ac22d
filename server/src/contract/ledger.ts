// Ledger health: what the program owes month by month, and whether the ledger is proved. Definitions: loyalty/liability/README.md.
import { z } from 'zod';
import { instant, points } from './shapes.ts';

/** "2026-11"; the first store began long after 2000. */
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/u, 'a month is written like 2026-11');

export const rollForwardQuery = z
  .object({
    from: month.optional(),
    to: month.optional(),
    format: z.enum(['json', 'csv']).default('json'),
    /** What a file holds. */
    table: z.enum(['months', 'cohorts']).default('months'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['from'], error: 'from is later than to' });

/** Signed as members see it: opening + the movements = closing = owedToMembers - owedByMembers. */
const amounts = z.object({
  opening: points,
  issued: points,
  redeemed: points,
  expired: points,
  reversed: points,
  adjusted: points,
  writtenOff: points,
  transferred: points,
  closing: points,
  owedToMembers: points.min(0),
  owedByMembers: points.min(0),
});

const share = z.int().min(0).nullable();

export const rollForwardMonth = z.object({
  month: z.string(),
  from: instant,
  until: instant,
  /** Over; its figures will never change. */
  closed: z.boolean(),
  points: amounts,
  /** Minor units of the statement's currency; null while the program has not said what a point is worth. */
  money: amounts.nullable(),
});

/** given - reversed - redeemed - expired - other = open. Shares are basis points of what was given and not taken back. */
export const cohort = z.object({
  /** The month of issue; null: debts, which no lot holds. */
  month: z.string().nullable(),
  given: points,
  reversed: points,
  redeemed: points,
  expired: points,
  other: points,
  open: points,
  redeemedShare: share,
  expiredShare: share,
});

/** All cohorts that reached this age (in months) in a closed month, each as it was then. */
export const age = z.object({
  months: z.int().min(0),
  cohorts: z.int(),
  kept: points,
  redeemed: points,
  expired: points,
  redeemedShare: share,
  expiredShare: share,
});

export const rollForward = z.object({
  asOf: instant,
  timeZone: z.string(),
  currency: z.string().length(3),
  /** The sum of all movements, beside the sum of all positions that the ledger's last entries state. */
  reconciliation: z.object({ rolledForward: points, positions: points }),
  months: z.array(rollForwardMonth),
  cohorts: z.array(cohort),
  ages: z.array(age),
});

/** A proof under way in the process that answers, or the last one that broke off; null: neither. */
export const verificationRun = z
  .object({ state: z.enum(['running', 'failed']), startedAt: instant, entries: z.int(), estimated: z.int() })
  .nullable();
export const verificationAnswer = z.object({ run: verificationRun });

export const ledgerHealth = z.object({
  /** Null: never proved yet. */
  proved: z
    .object({
      at: instant,
      ok: z.boolean(),
      entries: z.int(),
      members: z.int(),
      problemCount: z.int(),
      /** The first of them; an empty memberId is the whole store. */
      problems: z.array(z.object({ invariant: z.string(), memberId: z.string(), seq: z.int() })),
    })
    .nullable(),
  /** The newest sealed day; null: none is sealed yet. */
  checkpoint: z.object({ day: z.iso.date(), entries: z.int() }).nullable(),
  run: verificationRun,
});

export type RollForward = z.infer<typeof rollForward>;
export type RollForwardMonth = z.infer<typeof rollForwardMonth>;
export type LedgerCohort = z.infer<typeof cohort>;
export type LedgerAge = z.infer<typeof age>;
export type LedgerHealth = z.infer<typeof ledgerHealth>;
export type VerificationRun = z.infer<typeof verificationRun>;
