// What a rule about orders is: what it gives for the lines it matches, before rounding, and how that is spread over them.
import { z } from 'zod';
import { limit } from '../../program/limit.ts';
import { id } from '../../program/fields.ts';
import { saidToShopper } from '../../program/kind.ts';
import { text, type Sentence, type ShopperSentence } from '../../program/text.ts';
import { condition } from '../conditions/index.ts';

/** A line that a rule matches. */
export interface MatchedLine {
  readonly lineId: string;
  /** Minor units that count; never negative. */
  readonly amount: number;
  readonly quantity: number;
  /** What the rules that give points for money give for it, exactly: in {@link RuleQuestion.moneyDenominator}s of a point. */
  readonly money: bigint;
}

/** What a rule is asked: how much it gives for these lines. */
export interface RuleQuestion {
  readonly lines: readonly MatchedLine[];
  /** Of the order. */
  readonly currency: string;
  readonly moneyDenominator: bigint;
}

/** The rate as the explanation shows it: `points` per `per` of the unit; a factor is in basis points. */
export interface ShownRate {
  readonly points: number;
  readonly per: number;
  readonly unit: 'minor' | 'item' | 'order' | 'factor';
}

/**
 * An exact number of points before rounding: `numerator` / `denominator`; `weights` spread it over the lines, one each. Of a rule for money the weights
 * are the lines' own numerators, which is what multipliers multiply.
 */
export interface Yield {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly rate: ShownRate;
  readonly weights: readonly bigint[];
}

interface Definition<Name extends string, Params extends z.ZodObject> {
  readonly kind: Name;
  readonly params: Params;
  readonly sentence: Sentence;
  readonly shopper: ShopperSentence<z.infer<Params>>;
  /** `money`: gives points for money, which multipliers multiply; `factor`: multiplies them; `fixed`: neither. */
  readonly base: 'money' | 'factor' | 'fixed';
  /** null: nothing to give, as for an order in a currency without a rate. */
  readonly gives: (params: z.infer<Params>, question: RuleQuestion) => Yield | null;
}

const common = {
  id,
  name: text,
  on: z.boolean(),
  priority: z.int().min(-1000).max(1000),
  stacking: z.enum(['adds', 'best', 'exclusive']),
  when: z.array(condition).max(50),
  limit: limit.nullable(),
};

export function ruleKind<const Name extends string, Params extends z.ZodObject>(definition: Definition<Name, Params>) {
  const { kind, params, sentence, base } = definition;
  const schema = z.strictObject({ ...common, kind: z.literal(kind), params });
  // The schema of this kind has read the parameters: a rule reaches its kind by its name only.
  const gives = (rule: { readonly params: object }, question: RuleQuestion): Yield | null =>
    definition.gives(rule.params as z.infer<Params>, question);
  return { kind, schema, sentence, shopper: saidToShopper(definition.shopper), base, gives };
}

/** Minor units of lines together: exact, because they may be many. */
export const amountOf = (lines: readonly MatchedLine[]): bigint => lines.reduce((sum, line) => sum + BigInt(line.amount), 0n);
export const amountWeights = (lines: readonly MatchedLine[]): bigint[] => lines.map((line) => BigInt(line.amount));
