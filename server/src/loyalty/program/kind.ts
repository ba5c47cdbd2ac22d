// What all kinds of conditions, rules, actions and rewards have in common: a name, a schema and a sentence.
import type { z } from 'zod';
import type { Sentence, ShopperSentence } from './text.ts';

export interface Kind {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly sentence: Sentence;
  /** For a shopper; which one may depend on the parameters. */
  readonly shopper: (params: object) => Sentence;
}

/** The schema of the kind has read the parameters: they reach its sentence by its name only. */
export function saidToShopper<Params>(said: ShopperSentence<Params>): Kind['shopper'] {
  return (params) => (typeof said === 'function' ? said(params as Params) : said);
}

type SchemasOf<Kinds extends readonly Kind[]> = { -readonly [Index in keyof Kinds]: Kinds[Index]['schema'] };

/** The schemas of an index, in its order, each with its own type: what a discriminated union is made from. */
export function schemasOf<const Kinds extends readonly Kind[]>(kinds: Kinds): SchemasOf<Kinds> {
  // map() forgets that the result is as long as the index; nothing else is asserted here.
  return kinds.map(({ schema }) => schema) as unknown as SchemasOf<Kinds>;
}

/** The kind with this name. A schema has read the name, so one that is missing is a bug. */
export function kindNamed<One extends Kind>(kinds: readonly One[], name: string): One {
  const found = kinds.find(({ kind }) => kind === name);
  if (found === undefined) throw new Error(`no kind is named ${name}`);
  return found;
}
