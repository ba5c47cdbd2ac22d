/** @jsxImportSource preact */
// Which of the two this page is, and what follows from the tap.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAccountOffer } from '../../../shared/src/account-offer.ts';
import type { StorefrontLook } from '../../../shared/src/answers.ts';
import { createClient, type Client } from '../../../shared/src/client.ts';
import { gave, useOrder } from '../../../shared/src/order-look.ts';
import { createVoice, type Voice } from '../../../shared/src/voice.ts';
import { Offer, Within } from './offer.tsx';
import { keepOrder, tokensFrom, type Kept, type ThanksPlace } from './place.ts';
import { ownWords, wordsOf, type OwnWords } from './words.ts';

interface Speaking {
  readonly place: ThanksPlace;
  readonly client: Client;
  readonly voice: Voice;
  readonly own: OwnWords;
}

/** What points are called at this shop, once it is known. */
function useVoice(client: Client, locale: string): Voice {
  const [look, setLook] = useState<StorefrontLook | null>(null);
  useEffect(() => void client.get<StorefrontLook>('look').then((told) => setLook(told.ok ? told.value : null)), [client]);
  return useMemo(() => {
    const words = wordsOf(locale);
    const plain = createVoice(words, locale);
    return createVoice(words, locale, look?.pointNames[plain.language.tag] ?? null);
  }, [locale, look]);
}

interface Done {
  readonly kept: Kept;
  readonly notKept: boolean;
}

/** Who comes back from the sign-in wanted this order in their account: it is done without asking again. */
function useReturn(place: ThanksPlace, onKept: (kept: Kept) => void): void {
  useEffect(() => {
    if (place.role !== 'returned' || !new URLSearchParams(location.search).has('lasting_keep')) return;
    void keepOrder(place).then((kept) => (kept?.state === 'kept' ? onKept(kept) : undefined));
  }, [place]);
}

export function Thanks({ place }: { readonly place: ThanksPlace }) {
  const tokens = useMemo(() => tokensFrom(place.token), [place]);
  const client = useMemo(() => createClient(tokens.get, place.server), [place, tokens]);
  const voice = useVoice(client, place.locale);
  const own = useMemo(() => ownWords(place.locale), [place]);
  const [done, setDone] = useState<Done | null>(null);
  const finish = (kept: Kept, notKept: boolean): void => {
    tokens.forget();
    setDone({ kept, notKept });
  };
  useReturn(place, (kept) => finish(kept, false));
  const speaking = { place, client, voice, own };
  if (done !== null) return <Opened {...speaking} {...done} />;
  return place.role === 'member' ? <OfMember {...speaking} /> : <OfGuest {...speaking} onKept={finish} />;
}

/** Until it is known whether anything is offered, and where nothing is, this is nothing at all. */
function OfGuest({ place, client, voice, own, onKept }: Speaking & { readonly onKept: (kept: Kept, notKept: boolean) => void }) {
  const asked = { surface: 'thank-you', orderId: place.order, lines: place.lines } as const;
  const offer = useAccountOffer(client, voice.language.tag, asked);
  if (offer === 'asking' || offer?.offered !== true) return null;
  return <Offer place={place} offer={offer} client={client} voice={voice} own={own} onKept={onKept} />;
}

function Opened({ kept, notKept, ...speaking }: Speaking & Done) {
  const { own } = speaking;
  return (
    <>
      <div role="status">
        {kept.state === 'created' ? (
          <>
            <h2>{own.created}</h2>
            <p>{own.createdMail}</p>
          </>
        ) : (
          <h2>{own.kept}</h2>
        )}
        {notKept && <p class="lasting-wrong">{own.notKept}</p>}
      </div>
      <Points {...speaking} />
      {'url' in kept && (
        <p>
          <a href={kept.url}>{own.toAccount}</a>
        </p>
      )}
    </>
  );
}

function OfMember(speaking: Speaking) {
  const { place, client, voice } = speaking;
  const asked = { surface: 'thank-you', orderId: place.order, lines: place.lines } as const;
  const near = useAccountOffer(client, voice.language.tag, asked);
  return (
    <>
      <h2>{voice.say('thanks.title')}</h2>
      <Points {...speaking} />
      {near !== 'asking' && near !== null && <Within offers={near.within} voice={voice} />}
    </>
  );
}

function Points({ place, client, voice: { say, date } }: Speaking) {
  const seen = useOrder(client, place.order);
  if (typeof seen === 'string') return <p>{say(`order.${seen}`)}</p>;
  const { points, pending, availableAt } = seen;
  if (!gave(seen)) return <p>{say('order.none')}</p>;
  return (
    <>
      <p>
        <strong>{say('order.gave', { count: points })}</strong>
      </p>
      {pending > 0 && (
        <p class="lasting-small">
          {availableAt === null
            ? say('panel.pending', { count: pending })
            : say('panel.pendingOn', { count: pending, date: date(availableAt) })}
        </p>
      )}
    </>
  );
}
