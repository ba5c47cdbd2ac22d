// What an effect of a campaign is: what it gives for the lines that the campaign is about, before rounding.
import { z } from 'zod';
import type { RuleQuestion, Yield } from '../../earning/rules/rule.ts';
import { saidToShopper } from '../../program/kind.ts';
import type { Sentence, ShopperSentence } from '../../program/text.ts';

interface Definition<Name extends string, Shape extends z.ZodRawShape> {
  readonly kind: Name;
  /** Beside the kind. */
  readonly fields: Shape;
  readonly sentence: Sentence;
  readonly shopper: ShopperSentence<z.infer<z.ZodObject<Shape>>>;
  readonly gives: (effect: z.infer<z.ZodObject<Shape>>, question: RuleQuestion) => Yield;
}

export function effectKind<const Name extends string, Shape extends z.ZodRawShape>(definition: Definition<Name, Shape>) {
  const { kind, fields, sentence } = definition;
  const schema = z.strictObject({ kind: z.literal(kind), ...fields });
  // The schema of this kind has read the effect: it reaches its kind by its name only.
  const gives = (effect: object, question: RuleQuestion): Yield => definition.gives(effect as z.infer<z.ZodObject<Shape>>, question);
  return { kind, schema, sentence, shopper: saidToShopper(definition.shopper), gives };
}
