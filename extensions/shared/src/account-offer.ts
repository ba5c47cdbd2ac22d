// What is offered after an order, and the one tap that leads who is not signed in to the sign-in.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountOffer, ConsentWish, StartAnswer, Surface } from './answers.ts';
import type { Client, Failure } from './client.ts';
import { useShared } from './lasting.ts';

export interface Place {
  readonly surface: Surface;
  /** Null where the page does not know it. */
  readonly orderId: string | null;
  /** As for the estimate; null where the goods cannot be named. */
  readonly lines: string | null;
}

/** Something else may answer in our place: only what is surely ours counts. */
const isOurs = (told: AccountOffer | null): told is AccountOffer =>
  typeof told?.offered === 'boolean' && Array.isArray(told.consents) && Array.isArray(told.within);

/** Null where it could not be learned: an offer that does not load is no trouble of the buyer's. */
export function useAccountOffer(client: Client, locale: string, { surface, orderId, lines }: Place): AccountOffer | 'asking' | null {
  const [offer, setOffer] = useState<AccountOffer | 'asking' | null>('asking');
  useEffect(() => {
    let wanted = true;
    async function ask(): Promise<void> {
      const answer = await client.post<AccountOffer>('account-offer', { locale, surface, orderId, lines });
      if (wanted) setOffer(answer.ok && isOurs(answer.value) ? answer.value : null);
    }
    void ask();
    return () => {
      wanted = false;
    };
  }, [client, locale, surface, orderId, lines]);
  return offer;
}

/** `led`: the way to the sign-in is open. `lost`: it is too, but what was ticked did not reach us. */
export type Phase =
  | { readonly is: 'idle' | 'busy' }
  | { readonly is: 'led'; readonly address: string; readonly agreed: boolean }
  | { readonly is: 'lost'; readonly address: string; readonly failure: Failure };

interface Start {
  readonly phase: Phase;
  readonly start: (consents: ConsentWish[]) => void;
}

/** `ownWay`: where the store's account is anyhow. Where asking fails and nothing was ticked, nothing is lost, and it is the way. */
export function useStart({ surface, orderId }: Place, ownWay: string, onLed: () => void): Start {
  const { client, voice } = useShared();
  const [phase, setPhase] = useState<Phase>({ is: 'idle' });
  const working = useRef(false);

  async function start(consents: ConsentWish[]): Promise<void> {
    if (working.current) return;
    working.current = true;
    setPhase({ is: 'busy' });
    const answer = await client.post<StartAnswer>('account-offer/start', { locale: voice.language.tag, surface, orderId, consents });
    const heard = answer.ok && URL.canParse(answer.value.signInUrl);
    working.current = false;
    if (!heard && consents.length > 0)
      return setPhase({ is: 'lost', address: ownWay, failure: answer.ok ? { kind: 'failed' } : answer.failure });
    setPhase({ is: 'led', address: heard ? answer.value.signInUrl : ownWay, agreed: consents.length > 0 });
    onLed();
  }
  return { phase, start: (consents) => void start(consents) };
}
