import type { PersonalOffer } from './answers.ts';
import { useShared } from './lasting.ts';
import type { Voice } from './voice.ts';

const AT_MOST = 2;

/** What is near with these points, in a sentence each. */
export function Within({ offers }: { readonly offers: readonly PersonalOffer[] }) {
  const { voice } = useShared();
  const sentences = offers.map((offer) => sentence(voice, offer)).filter((one) => one !== null);
  if (sentences.length === 0) return null;
  return (
    <s-stack gap="small-200">
      {sentences.slice(0, AT_MOST).map((one) => (
        <s-text key={one}>{one}</s-text>
      ))}
    </s-stack>
  );
}

/** Null where the server names nothing that could be said: a level whose distance it leaves open. */
function sentence({ say, amount }: Voice, offer: PersonalOffer): string | null {
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
