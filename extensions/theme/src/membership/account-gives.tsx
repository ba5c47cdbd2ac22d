import type { AccountOffer, PersonalOffer } from '../member/answers.ts';
import { useVoice, type Voice } from '../panel/voice.ts';

const SHOWN = 2;

/** What an account gives by itself, how long guests' points are kept, and what is in reach. */
export function AccountGives({ offer }: { readonly offer: AccountOffer }) {
  const voice = useVoice();
  const { say } = voice;
  const gives = giving(voice, offer);
  const within = offer.within.flatMap((one) => inReach(voice, one) ?? []).slice(0, SHOWN);
  return (
    <div class="gives">
      {gives.length > 0 && (
        <ul>
          {gives.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {within.length > 0 && (
        <>
          <h4>{say('withinTitle')}</h4>
          <ul>
            {within.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function giving({ say }: Voice, { accountPoints, keptDays }: AccountOffer): string[] {
  const found: string[] = [];
  if (accountPoints !== null && accountPoints > 0) found.push(say('guestAccount', { count: accountPoints }));
  if (keptDays !== null) found.push(say('guestKept', { count: keptDays }));
  return found;
}

/** Null for what has nothing to say. */
function inReach({ say, amount }: Voice, offer: PersonalOffer): string | null {
  const { name } = offer;
  switch (offer.kind) {
    case 'reward':
      return offer.missingPoints > 0 ? say('nextReward', { count: offer.missingPoints, reward: name }) : say('nextReady', { reward: name });
    case 'level':
      if (offer.missingSpend !== null) return say('tierNextSpend', { amount: amount(offer.missingSpend), tier: name });
      if (offer.missingPoints !== null) return say('tierNextPoints', { count: offer.missingPoints, tier: name });
      return offer.missingOrders === null ? null : say('tierNextOrders', { count: offer.missingOrders, tier: name });
    case 'goods':
      return say('withinGoods', { count: offer.points, name });
  }
}
