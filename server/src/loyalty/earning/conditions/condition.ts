// What a condition is: a question about a line, an order or a person, with its parameters and the sentence in which a merchant reads it.
import { z } from 'zod';
import type { OrderState, OrderLine } from '../../orders/order-state.ts';
import { saidToShopper } from '../../program/kind.ts';
import type { Sentence, ShopperSentence } from '../../program/text.ts';
import type { BuyerFacts, FactName, OrderFacts, ProductFacts } from '../facts.ts';

/** What is not known proves nothing: null, and then neither the condition nor its opposite holds. */
export type Answer = boolean | null;

/** Someone at an instant: for an order its buyer and the instant at which it was placed. */
export interface BuyerQuestion {
  readonly at: number;
  readonly buyer: BuyerFacts;
}

export interface OrderQuestion extends BuyerQuestion {
  readonly order: OrderState;
  readonly buyer: OrderFacts;
  /** Minor units of the order's currency that count, all lines together. */
  readonly amount: number;
  /** Of the program: what amounts in conditions are in. */
  readonly currency: string;
}

export interface LineQuestion {
  readonly line: Pick<OrderLine, 'productId' | 'tags'>;
  /** null: not known. */
  readonly product: ProductFacts | null;
}

interface Questions {
  readonly line: LineQuestion;
  readonly order: OrderQuestion;
  readonly buyer: BuyerQuestion;
}
export type About = keyof Questions;

interface Definition<Name extends string, Of extends About, Params extends z.ZodObject> {
  readonly kind: Name;
  readonly about: Of;
  readonly params: Params;
  readonly sentence: Sentence;
  /** What it asks for, as words after "For:". */
  readonly shopper: ShopperSentence<z.infer<Params>>;
  readonly needs: readonly FactName[];
  readonly holds: (params: z.infer<Params>, question: Questions[Of]) => Answer;
}

/** A condition as it stands in a program, whatever its kind. */
export interface AnyCondition {
  readonly kind: string;
  readonly not: boolean;
  readonly params: object;
}

/** One kind of condition. `holds` answers for a condition of the program, its `not` included. */
export function conditionKind<const Name extends string, const Of extends About, Params extends z.ZodObject>(
  definition: Definition<Name, Of, Params>,
) {
  const { kind, about, sentence, needs, params } = definition;
  const schema = z.strictObject({ kind: z.literal(kind), not: z.boolean(), params });
  const holds = (condition: AnyCondition, question: Questions[Of]): boolean => {
    // The schema of this kind has read the parameters: a condition reaches its kind by its name only.
    const answer = definition.holds(condition.params as z.infer<Params>, question);
    return answer !== null && answer !== condition.not;
  };
  return { kind, about, sentence, shopper: saidToShopper(definition.shopper), needs, schema, holds };
}

/** Whether any of `wanted` is among `found`. */
export function anyOf(wanted: readonly string[], found: readonly string[]): boolean {
  return found.some((each) => wanted.includes(each));
}
