// The levels of a program: what brings a member there, what they get for it, and how they leave.
import { z } from 'zod';
import { amountMinor, days, factor, id, points } from '../program/fields.ts';
import { text } from '../program/text.ts';

/** What a level asks for; null: not asked. Spend is net of refunds, in the program's currency. */
const threshold = z.strictObject({
  spendMinor: amountMinor.nullable(),
  points: points.nullable(),
  orders: z.int().min(1).max(1_000_000).nullable(),
});

export const tierLevel = z.strictObject({
  id,
  name: text,
  threshold,
  /** 10000: nothing more than others. */
  factorBasisPoints: factor,
  /** Once, on reaching the level for the first time; 0: none. */
  entryPoints: z.int().min(0).max(1_000_000_000).meta({ field: 'points' }),
  perks: z.array(text).max(20),
  /** Of a members-only price; 0: none. */
  membersDiscountBasisPoints: z.int().min(0).max(10_000).meta({ field: 'percent' }),
});

export const tiers = z.strictObject({
  window: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rolling'), days: days.min(1) }),
    z.strictObject({ kind: z.literal('calendar-year') }),
    z.strictObject({ kind: z.literal('lifetime') }),
  ]),
  /** Of the thresholds that are not null. */
  need: z.enum(['all', 'any']),
  /** `at-end`: a status once granted is honoured until `validDays` after it was granted. */
  downgrade: z.enum(['never', 'at-end', 'at-once']),
  validDays: days.min(1),
  graceDays: days,
  noticeDays: days,
  /** From low to high. */
  levels: z.array(tierLevel).min(1).max(20),
});

export type Tiers = z.infer<typeof tiers>;
export type TierLevel = z.infer<typeof tierLevel>;
