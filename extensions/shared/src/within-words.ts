// What is near with the points of an order, in words.
import type { PersonalOffer } from './answers.ts';
import type { Voice } from './voice.ts';

/** Null where the server names nothing that could be said: a level whose distance it leaves open. */
export function withinSentence({ say, amount }: Voice, offer: PersonalOffer): string | null {
  const { name } = offer;
  if (offer.kind === 'goods') return say('offer.goods', { count: offer.points, rule: name });
  if (offer.kind === 'reward')
    return offer.missingPoints === 0
      ? say('offer.enough', { reward: name })
      : say('offer.missing', { count: offer.missingPoints, reward: name });
  const { missingSpend, missingPoints, missingOrders } = offer;
  if (missingSpend !== null) return say('offer.levelSpend', { amount: amount(missingSpend), tier: name });
  if (missingPoints !== null) return say('offer.levelPoints', { count: missingPoints, tier: name });
  return missingOrders === null ? null : say('offer.levelOrders', { count: missingOrders, tier: name });
}
