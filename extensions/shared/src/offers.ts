// Which rewards can be had, and what is said of those that cannot.
import type { Offer, Reward } from './answers.ts';
import type { Voice } from './voice.ts';

export interface Offered {
  readonly reward: Reward;
  readonly offer: Offer;
}

/** Those that lessen an order; gift cards and credit are for the next one, and a person hands out the others. */
const ON_AN_ORDER: ReadonlySet<string> = new Set(['amount-off', 'percent-off', 'free-shipping', 'free-product', 'variable-amount']);
export const lessensAnOrder = ({ kind }: Pick<Reward, 'kind'>): boolean => ON_AN_ORDER.has(kind);

/** What can be had first, then what only points are missing for, then the rest; the cheapest first, as they came. */
export function byReach(rewards: readonly Reward[], offers: readonly Offer[]): Offered[] {
  const known = rewards.flatMap((reward) => {
    const offer = offers.find(({ id }) => id === reward.id);
    return offer === undefined ? [] : [{ reward, offer }];
  });
  const far = ({ offer }: Offered) => (offer.available ? 0 : offer.reason === 'not-enough-points' ? 1 : 2);
  return [0, 1, 2].flatMap((distance) => known.filter((one) => far(one) === distance));
}

export const nameOf = (voice: Voice, reward: Reward): string => reward.name || voice.tell(reward.says);

export function terms({ panel }: Voice, { minimumOrder, onlySome, until }: Reward): string[] {
  const found: string[] = [];
  if (minimumOrder !== null) found.push(panel.say('rewardMinimum', { amount: panel.amount(minimumOrder) }));
  if (onlySome) found.push(panel.say('rewardSome'));
  if (until !== null) found.push(panel.say('earnUntil', { date: panel.date(until) }));
  return found;
}

/** Why it is not to be had; empty where it is. */
export function whyNot({ panel }: Voice, { reward, offer }: Offered): string {
  const { reason } = offer;
  if (offer.available) return '';
  if (reason === 'not-enough-points') return panel.say('offer.not-enough-points', { count: offer.missingPoints });
  if (reason === 'other-tier') return panel.say('offer.other-tier', { tiers: panel.list(reward.tiers) });
  if (reason === 'not-yet' && reward.from !== null) return panel.say('offer.not-yet', { date: panel.date(reward.from) });
  return panel.say(`offer.${reason === null || reason === 'not-yet' ? 'not-now' : reason}`);
}

/** Of a reward with a choice: how many steps, given the points asked for. Null: not one of the choices. */
export function stepsFor(reward: Reward, offer: Offer, points: number): number | null {
  if (reward.steps === null) return 1;
  const steps = points / reward.steps.points;
  return Number.isInteger(steps) && steps >= reward.steps.min && steps <= offer.maxSteps ? steps : null;
}
