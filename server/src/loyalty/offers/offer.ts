// What a personal offer is: something within reach of somebody by what they have now, told from the program in force and from what they just bought.
import type { OrderFacts } from '../earning/facts.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { Program } from '../program/program.ts';
import type { Text } from '../program/text.ts';
import type { Reward } from '../rewards/reward.ts';
import type { TierFigures } from '../tiers/figures.ts';

/** The order just placed, as if it were placed and paid at this moment. */
export interface Bought {
  readonly order: OrderState;
  readonly facts: OrderFacts;
}

export interface Having {
  readonly program: Program;
  readonly now: number;
  /** Available and waiting together, with what the order just placed earns; what is owed is off. */
  readonly points: number;
  /** The level they are known to be in; null: none, or nobody knows them yet. */
  readonly tierId: string | null;
  /** What is measured of them, with the order just placed. */
  readonly figures: TierFigures;
  /** How often they had a reward in the period of its limit. */
  readonly used: (reward: Reward) => number;
  /** What is left of a reward; null: there is no end to it, or nobody knows. */
  readonly stockLeft: (reward: Reward) => number | null;
  /** Null: nothing is known of what was bought. */
  readonly bought: Bought | null;
}

export type PersonalOffer =
  /** `missingPoints` 0: the points are enough, once none of them waits any more. */
  | { readonly kind: 'reward'; readonly name: Text; readonly missingPoints: number }
  /** Of each measure what is missing; null: nothing is, or the level does not ask for it. Never all three. */
  | {
      readonly kind: 'level';
      readonly name: Text;
      readonly missingSpendMinor: number | null;
      readonly missingPoints: number | null;
      readonly missingOrders: number | null;
    }
  /** `points`: what the same goods, bought once more, earn by this rule or campaign and would not earn without it. */
  | { readonly kind: 'goods'; readonly name: Text; readonly points: number };

/** One kind of offer; null: there is none. */
export type OfferKind = (having: Having) => PersonalOffer | null;
