// What a reward is: what it costs in points, what it is worth in money, and everything that all rewards have in common.
import { z } from 'zod';
import { amountMinor, collectionIds, id, instant, productIds } from '../../program/fields.ts';
import { timesLimit } from '../../program/limit.ts';
import { saidToShopper } from '../../program/kind.ts';
import { text, type Sentence, type ShopperSentence } from '../../program/text.ts';

/** For one redemption. `amountMinor` is in the program's currency; null where what it is worth follows from the cart. */
export interface Price {
  readonly points: number;
  readonly amountMinor: number | null;
}

interface Definition<Name extends string, Params extends z.ZodObject> {
  readonly kind: Name;
  readonly params: Params;
  readonly sentence: Sentence;
  readonly shopper: ShopperSentence<z.infer<Params>>;
  /** `steps`: how many a member chose; 1 where there is nothing to choose. Null: not so many. */
  readonly price: (params: z.infer<Params>, steps: number) => Price | null;
  /** The smallest and the largest number of steps; null: no largest. */
  readonly steps?: (params: z.infer<Params>) => { readonly min: number; readonly max: number | null };
}

const common = {
  id,
  name: text,
  on: z.boolean(),
  minimumOrderMinor: amountMinor.nullable(),
  appliesTo: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('products'), ids: productIds }),
    z.strictObject({ kind: z.literal('collections'), ids: collectionIds }),
  ]),
  /** Empty: everybody. */
  tierIds: z.array(id).max(20).meta({ field: 'tiers' }),
  stock: z.int().min(0).max(1_000_000_000).nullable(),
  from: instant.nullable(),
  until: instant.nullable(),
  limit: timesLimit.nullable(),
  /** Of an issued code. */
  validDays: z.int().min(1).max(3_650).meta({ field: 'days' }),
};

const ONE = { min: 1, max: 1 };

export function rewardKind<const Name extends string, Params extends z.ZodObject>(definition: Definition<Name, Params>) {
  const { kind, params, sentence } = definition;
  const schema = z.strictObject({ ...common, kind: z.literal(kind), params });
  // The schema of this kind has read the parameters: a reward reaches its kind by its name only.
  const steps = (reward: { readonly params: object }) => definition.steps?.(reward.params as z.infer<Params>) ?? ONE;
  const price = (reward: { readonly params: object }, chosen: number): Price | null => {
    const { min, max } = steps(reward);
    if (!Number.isSafeInteger(chosen) || chosen < min || (max !== null && chosen > max)) return null;
    return definition.price(reward.params as z.infer<Params>, chosen);
  };
  return { kind, schema, sentence, shopper: saidToShopper(definition.shopper), steps, price };
}
