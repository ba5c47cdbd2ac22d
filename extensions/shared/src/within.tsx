import type { PersonalOffer, StorefrontMe, StorefrontProgram } from './answers.ts';
import { useShared } from './lasting.ts';
import { byReach, nameOf } from './offers.ts';
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

/** The same of somebody who is signed in: their own balance and level are known here, so nothing more is asked. */
export function nearTo(
  voice: Voice,
  { me, program }: { readonly me: StorefrontMe; readonly program: StorefrontProgram | null },
): PersonalOffer[] {
  const found: PersonalOffer[] = [];
  const near = byReach(program?.rewards ?? [], me.offers).find(({ offer }) => offer.available || offer.reason === 'not-enough-points');
  if (near !== undefined) found.push({ kind: 'reward', name: nameOf(voice, near.reward), missingPoints: near.offer.missingPoints });
  const next = me.member?.tier?.next ?? null;
  const level = program?.levels.find(({ id }) => id === next?.id);
  if (next === null || level === undefined) return found;
  const { spend, points, orders } = next.missing;
  return [...found, { kind: 'level', name: level.name, missingSpend: spend, missingPoints: points, missingOrders: orders }];
}
