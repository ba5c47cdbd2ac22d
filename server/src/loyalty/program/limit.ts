// How often, and for how many points, something counts for one member; and what a whole program or campaign may give.
import { z } from 'zod';
import { points } from './fields.ts';

const times = z.int().min(1).max(1_000_000);
export const limitPeriod = z.enum(['order', 'day', 'week', 'month', 'year', 'lifetime']);

/** For one member in one period of the program's calendar; null: no limit of that sort. */
export const limit = z.strictObject({ period: limitPeriod, times: times.nullable(), points: points.nullable() });
/** For all members together. */
export const budget = z.strictObject({ points, period: z.enum(['month', 'year', 'lifetime']) });
/** Of a reward: how often one member may have it. */
export const timesLimit = z.strictObject({ period: limitPeriod, times });

export type LimitPeriod = z.infer<typeof limitPeriod>;
export type RuleLimit = z.infer<typeof limit>;
export type Budget = z.infer<typeof budget>;
