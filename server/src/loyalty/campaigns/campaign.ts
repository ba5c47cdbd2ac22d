// A campaign: more for a while, for those it is meant for, until its budget is spent.
import { z } from 'zod';
import { condition } from '../earning/conditions/index.ts';
import { id, instant, points } from '../program/fields.ts';
import { text } from '../program/text.ts';
import { effect } from './effects/index.ts';

/** The window is half-open and asks when an order was placed. `budget`: all its points together; null: no end but the window's. */
export const campaign = z.strictObject({
  id,
  name: text,
  on: z.boolean(),
  from: instant,
  until: instant,
  when: z.array(condition).max(50),
  budget: points.nullable(),
  effect,
});

export type Campaign = z.infer<typeof campaign>;
