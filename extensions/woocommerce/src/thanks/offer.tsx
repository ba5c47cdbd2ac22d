/** @jsxImportSource preact */
// For the guest who placed the order: what speaks for an account, and the one tap that opens it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountOffer, ConsentWish, StartAnswer } from '../../../shared/src/answers.ts';
import type { Client } from '../../../shared/src/client.ts';
import { useTicks } from '../../../shared/src/ticks.ts';
import type { Voice } from '../../../shared/src/voice.ts';
import { withinSentence } from '../../../shared/src/within-words.ts';
import { Consents } from './consents.tsx';
import { keepOrder, type Kept, type ThanksPlace } from './place.ts';
import type { OwnWords } from './words.ts';

interface OfferProps {
  readonly place: ThanksPlace;
  readonly offer: AccountOffer;
  readonly client: Client;
  readonly voice: Voice;
  readonly own: OwnWords;
  /** The order is an account's now. */
  readonly onKept: (kept: Kept, notKept: boolean) => void;
}

/** WooCommerce offers an account on the same page: two offers of one thing are one too many. */
function useOnlyOffer(): void {
  useEffect(() => {
    const theirs = document.querySelectorAll<HTMLElement>('.wp-block-woocommerce-order-confirmation-create-account');
    for (const block of theirs) block.style.setProperty('display', 'none', 'important');
    return () => {
      for (const block of theirs) block.style.removeProperty('display');
    };
  }, []);
}

export function Offer({ place, offer, client, voice, own, onKept }: OfferProps) {
  useOnlyOffer();
  const ticks = useTicks();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [known, setKnown] = useState<string | null>(null);
  const working = useRef(false);

  async function start(consents: ConsentWish[]): Promise<void> {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    const body = { locale: voice.language.tag, surface: 'thank-you', orderId: place.order, consents };
    const heard = await client.post<StartAnswer>('account-offer/start', body);
    const kept = await keepOrder(place);
    working.current = false;
    setBusy(false);
    setSaid(kept === null ? own.failed : kept.state === 'refused' ? kept.words : null);
    if (kept?.state === 'sign-in') setKnown(kept.url);
    if (kept?.state === 'created' || kept?.state === 'kept') onKept(kept, consents.length > 0 && !heard.ok);
  }
  const press = (): void => {
    const wishes = ticks.wishes(offer.consents);
    if (wishes !== null) void start(wishes);
  };

  return (
    <>
      {known === null ? <Reasons offer={offer} voice={voice} /> : <h2>{voice.say('thanks.title')}</h2>}
      {known === null && <Consents asked={offer.consents} ticks={ticks} voice={voice} />}
      <div role="status">
        {known !== null && <p>{own.known}</p>}
        {said !== null && <p class="lasting-wrong">{said}</p>}
      </div>
      {known === null ? (
        <button type="button" class="lasting-go wp-element-button button" aria-disabled={busy} onClick={press}>
          {own.create}
        </button>
      ) : (
        <p>
          <a class="lasting-go wp-element-button button" href={known}>
            {own.signIn}
          </a>
        </p>
      )}
    </>
  );
}

function Reasons({ offer, voice }: Pick<OfferProps, 'offer' | 'voice'>) {
  const { say, money } = voice;
  const { points, worth, keptDays, accountPoints } = offer;
  return (
    <>
      <h2>{points !== null && points > 0 ? say('offer.title', { count: points }) : say('offer.titlePlain')}</h2>
      {worth !== null && worth.amountMinor > 0 && <p class="lasting-small">{say('panel.worth', { amount: money(worth) })}</p>}
      {keptDays !== null && <p class="lasting-small">{say('offer.kept', { count: keptDays })}</p>}
      {accountPoints !== null && accountPoints > 0 && <p class="lasting-small">{say('offer.account', { count: accountPoints })}</p>}
      <Within offers={offer.within} voice={voice} />
    </>
  );
}

const AT_MOST = 2;

/** What is near with these points, in a sentence each. */
export function Within({ offers, voice }: { readonly offers: AccountOffer['within']; readonly voice: Voice }) {
  const sentences = offers.flatMap((offer) => withinSentence(voice, offer) ?? []).slice(0, AT_MOST);
  return (
    <>
      {sentences.map((one) => (
        <p key={one} class="lasting-small">
          {one}
        </p>
      ))}
    </>
  );
}
