// What an account would give to who looks in without one. No address is asked and nobody's points are told.
import { useEffect, useState } from 'preact/hooks';
import type { AccountOffer } from '../member/answers.ts';
import { send, type Sent } from '../member/send.ts';

/** `undefined`: on its way. Null: nothing is offered, or nothing came; then it is only said that one can sign in. */
export type SeenOffer = AccountOffer | null | undefined;

export function useAccountOffer(proxy: string, locale: string, guest: boolean): SeenOffer {
  const [offer, setOffer] = useState<SeenOffer>();
  useEffect(() => {
    if (!guest) return undefined;
    let wanted = true;
    const keep = (sent: Sent) => wanted && setOffer(sent.kind === 'done' ? readOffer(sent.answer) : null);
    void send(`${proxy}/account-offer`, { locale, surface: 'panel' }).then(keep);
    return () => {
      wanted = false;
    };
  }, [proxy, locale, guest]);
  return offer;
}

function readOffer(answer: unknown): AccountOffer | null {
  const offer = answer as Partial<AccountOffer>;
  return offer.offered === true && Array.isArray(offer.within) ? (offer as AccountOffer) : null;
}
