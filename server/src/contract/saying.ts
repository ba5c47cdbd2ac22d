// A sentence of the server with its values still apart from it: digits, money, dates and the name of points are the reader's own.
import { z } from 'zod';
import { instant, money, points } from './shapes.ts';

export const shownValue = z.discriminatedUnion('as', [
  /** "12 points", by whatever name the shop has for them. */
  z.object({ as: z.literal('points'), points }),
  z.object({ as: z.literal('number'), number: z.number() }),
  z.object({ as: z.literal('money'), money }),
  /** Points for an amount of money: "2 points for every €1". */
  z.object({ as: z.literal('rate'), points, per: money }),
  /** 10000 is the whole. */
  z.object({ as: z.literal('percent'), basisPoints: z.int() }),
  /** 10000 is once. */
  z.object({ as: z.literal('factor'), basisPoints: z.int() }),
  z.object({ as: z.literal('date'), at: instant }),
  z.object({ as: z.literal('text'), text: z.string() }),
  /** ISO 3166-1, two letters. */
  z.object({ as: z.literal('countries'), codes: z.array(z.string()) }),
  z.object({ as: z.literal('names'), names: z.array(z.string()) }),
]);

/** `text` in the language that was asked for, with `{name}` where a value stands. */
export const saying = z.object({ text: z.string(), values: z.record(z.string(), shownValue) });

export type ShownValue = z.infer<typeof shownValue>;
export type Saying = z.infer<typeof saying>;
