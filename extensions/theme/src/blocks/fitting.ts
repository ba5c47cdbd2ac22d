// The one reward that fits a cart.
import type { HeldReward, Reward, StorefrontMe, StorefrontProgram } from '../member/answers.ts';

/** What the button would do, and with what: a reward the shopper has already, or one of the catalogue. Of a choice, as much as fits the cart. */
export interface CartWish {
  readonly kind: 'remove' | 'apply' | 'redeem';
  readonly held?: HeldReward;
  readonly reward?: Reward;
  readonly steps: number;
}

export interface Cart {
  readonly totalMinor: number;
  readonly codes: readonly string[];
}

/** Only what becomes a code helps this cart: a gift card or credit does not. */
export const CODES = /-off$|^free-|^variable/;

/** One thing at a time: what is in the cart can be taken out, and what is ready comes before what still costs points. */
export function wishOf({ held, offers }: StorefrontMe, { rewards }: StorefrontProgram, { totalMinor, codes }: Cart): CartWish | null {
  const within = (money: Reward['worth']) => (money?.amountMinor ?? 1) <= totalMinor;
  const fits = ({ minimumOrder, worth }: HeldReward | Reward) => within(minimumOrder) && within(worth);
  const mine = held.filter(({ state, applyPath }) => state === 'ready' && applyPath);
  const inCart = mine.find(({ code }) => codes.includes(String(code)));
  const ready = inCart ?? mine.find(fits);
  if (ready) return { kind: inCart ? 'remove' : 'apply', held: ready, steps: 1 };
  const most = ({ id }: Reward) => offers.find((offer) => offer.id === id)?.maxSteps ?? 0;
  // The cheapest comes first, and the dearest that fits is what the shopper saved up for.
  const reward = rewards.findLast((one) => most(one) && CODES.test(one.kind) && fits(one));
  const one = reward?.steps;
  return reward
    ? { kind: 'redeem', reward, steps: one ? Math.min(most(reward), Math.floor(totalMinor / one.worth.amountMinor)) : 1 }
    : null;
}
