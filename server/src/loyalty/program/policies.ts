// When points can be spent, until when, and what happens when more is taken back than is there.
import { z } from 'zod';
import { days, points } from './fields.ts';

/** Points wait this many days after the moment; a moment that has not come yet makes them wait for an unknown time. */
export const hold = z.strictObject({ days, after: z.enum(['payment', 'fulfilment', 'delivery']) });

export const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  /** At the end of the day that lies this many days after the points became available. */
  z.strictObject({ kind: z.literal('days'), days: days.min(1) }),
  /** At the end of the month, quarter or year that lies `ahead` of the one in which they became available. */
  z.strictObject({ kind: z.literal('end-of'), unit: z.enum(['month', 'quarter', 'year']), ahead: z.int().min(0).max(120) }),
  /** When the member earns nothing for this many days; every earning gives all points the time anew. */
  z.strictObject({ kind: z.literal('inactivity'), days: days.min(1) }),
]);

/** See the glossary, "deficit". */
export const negative = z.enum(['allow', 'carry', 'write-off']);

const YEARS_MS = 10 * 366 * 86_400_000;

export const policies = {
  hold: hold.nullable(),
  expiry,
  negative,
  /** How long a lot that comes back from a reward stays after its expiry, once. */
  graceMs: z.int().min(0).max(YEARS_MS),
  /** An adjustment of more points needs approval; null: none does. */
  approvalAbove: points.nullable(),
};

export type Hold = z.infer<typeof hold>;
export type Expiry = z.infer<typeof expiry>;
