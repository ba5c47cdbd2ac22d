// What a rule about something that a member did is: what it is called, and whether anybody can prove that it happened.
import { z } from 'zod';
import { id, points } from '../../program/fields.ts';
import { limit } from '../../program/limit.ts';
import { saidToShopper } from '../../program/kind.ts';
import { text, type Sentence, type ShopperSentence } from '../../program/text.ts';
import { condition } from '../conditions/index.ts';

interface Definition<Name extends string, Shape extends z.ZodRawShape> {
  readonly kind: Name;
  /** Beside the points. */
  readonly params: Shape;
  readonly sentence: Sentence;
  readonly shopper: ShopperSentence<z.infer<z.ZodObject<Shape>>>;
  /** `weakly`: only the member says that it happened, so it must have a limit. */
  readonly verified: 'surely' | 'weakly';
  /** What can happen only so often however the merchant limits it; null: any number of times. */
  readonly once: 'lifetime' | 'year' | null;
}

const common = { id, name: text, on: z.boolean(), when: z.array(condition).max(50), limit: limit.nullable() };

export function actionKind<const Name extends string, Shape extends z.ZodRawShape>(definition: Definition<Name, Shape>) {
  const { kind, sentence, verified, once } = definition;
  const params = z.strictObject({ points, ...definition.params });
  const schema = z.strictObject({ ...common, kind: z.literal(kind), params });
  return { kind, schema, sentence, shopper: saidToShopper(definition.shopper), verified, once };
}
