// What merchants write for their customers, in the languages they sell in.
import { z } from 'zod';

const line = z.string().trim().min(1).max(120);

/** At least one language; who shows it falls back to one that is there. */
export const text = z
  .strictObject({ en: line.optional(), fa: line.optional(), he: line.optional() })
  .refine((texts) => texts.en !== undefined || texts.fa !== undefined || texts.he !== undefined, { params: { code: 'no-language' } })
  .meta({ field: 'text' });

export type Text = z.infer<typeof text>;

/**
 * A sentence of ours in every language we speak. Names in braces are parameters of the kind, plurals as ICU messages write them. Where the kind has a
 * `from` and a `to` or `until`, `{range, select, …}` chooses by them: `one` (both the same), `from` or `until` (the other is left open), `other`.
 */
export interface Sentence {
  readonly en: string;
  readonly fa: string;
  readonly he: string;
}

/**
 * A sentence for the shopper. A parameter in braces is shown whole, by the field that draws it: `{points}` is "12 points", by the name that the shop has
 * for them. Another sentence where a parameter is missing.
 */
export type ShopperSentence<Params> = Sentence | ((params: Params) => Sentence);
