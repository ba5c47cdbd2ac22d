// Which rewards are worth showing beside a cart, and how much of them fits it.
import type { Offer, Reward, StorefrontMe, StorefrontProgram } from '#contract/storefront.ts';

/** Those that lessen an order by a code; the others have nothing to do with this cart. */
const IN_A_CART: ReadonlySet<string> = new Set(['amount-off', 'percent-off', 'free-shipping', 'free-product', 'variable-amount']);

/** Why a reward that is shown cannot be chosen. */
export type Hindrance = 'minimum' | NonNullable<Offer['reason']>;

export interface Offered {
  readonly reward: Reward;
  readonly missingPoints: number;
  readonly hindrance: Hindrance | null;
  /** Where the shopper chooses how much; the most is what there are points for and what the goods are worth. */
  readonly steps: { readonly least: number; readonly most: number } | null;
  /** More than the goods: the rest would be lost. */
  readonly losesRest: boolean;
}

const worthOf = ({ worth }: Reward): number => worth?.amountMinor ?? 0;

function stepsOf({ steps }: Reward, { maxSteps }: Offer, goodsMinor: number): Offered['steps'] {
  if (steps === null) return null;
  const fitting = steps.worth.amountMinor > 0 ? Math.floor(goodsMinor / steps.worth.amountMinor) : maxSteps;
  return { least: steps.min, most: Math.max(steps.min, Math.min(maxSteps, fitting)) };
}

function hindranceOf({ minimumOrder }: Reward, offer: Offer, goodsMinor: number): Hindrance | null {
  if (!offer.available) return offer.reason ?? 'not-now';
  return minimumOrder !== null && goodsMinor < minimumOrder.amountMinor ? 'minimum' : null;
}

function offeredOf(reward: Reward, offer: Offer, goodsMinor: number): Offered {
  const hindrance = hindranceOf(reward, offer, goodsMinor);
  const steps = stepsOf(reward, offer, goodsMinor);
  const worth = steps === null ? worthOf(reward) : steps.least * (reward.steps?.worth.amountMinor ?? 0);
  return { reward, missingPoints: offer.missingPoints, hindrance, steps, losesRest: hindrance === null && worth > goodsMinor };
}

/** All that can be had, as the program names them; whoever has nothing of it sees what is nearest. A cart is no catalogue. */
export function worthShowing(
  program: Pick<StorefrontProgram, 'rewards'>,
  { offers }: Pick<StorefrontMe, 'offers'>,
  goodsMinor: number,
): readonly Offered[] {
  const all = program.rewards
    .filter(({ kind }) => IN_A_CART.has(kind))
    .flatMap((reward) => {
      const offer = offers.find(({ id }) => id === reward.id);
      return offer === undefined ? [] : [offeredOf(reward, offer, goodsMinor)];
    });
  const open = all.filter(({ hindrance }) => hindrance === null);
  const small = all.filter(({ hindrance }) => hindrance === 'minimum');
  const nearest = all.filter(({ hindrance }) => hindrance === 'not-enough-points').slice(0, 1);
  return open.length > 0 ? [...open, ...small] : [...small, ...nearest];
}

/** As many steps as these points are; null: not one of the choices. */
export function stepsFor({ reward, steps }: Offered, points: number): number | null {
  if (reward.steps === null || steps === null) return 1;
  const chosen = points / reward.steps.points;
  return Number.isInteger(chosen) && chosen >= steps.least && chosen <= steps.most ? chosen : null;
}
