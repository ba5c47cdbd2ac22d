import type { ComponentChildren } from 'preact';
import { useAccountOffer, useStart, type Phase, type Place } from './account-offer.ts';
import type { AccountOffer as Offered } from './answers.ts';
import type { Failure } from './client.ts';
import { Consents } from './consents.tsx';
import { useShared } from './lasting.ts';
import { reasonOf } from './reasons.ts';
import { useTicks } from './ticks.ts';
import type { Voice } from './voice.ts';
import { Within } from './within.tsx';

interface OfferProps {
  readonly place: Place;
  /** The store's own account, which asks for the sign-in. */
  readonly ownWay: string;
  /** Where the page can lead there itself. Null: only a link can, so it takes the button's place. */
  readonly enter: (() => void) | null;
  /** What stands here where nothing is offered. */
  readonly otherwise: ComponentChildren;
}

/** For who is not signed in: an account, and what speaks for it. */
export function AccountOffer({ place, ownWay, enter, otherwise }: OfferProps) {
  const { client, voice } = useShared();
  const offer = useAccountOffer(client, voice.language.tag, place);
  if (offer === 'asking') return <s-skeleton-paragraph content={voice.say('panel.loading')} />;
  return offer?.offered !== true ? <>{otherwise}</> : <Invited offer={offer} place={place} ownWay={ownWay} enter={enter} />;
}

function Invited({ offer, place, ownWay, enter }: Omit<OfferProps, 'otherwise'> & { readonly offer: Offered }) {
  const { voice } = useShared();
  const ticks = useTicks();
  const { phase, start } = useStart(place, ownWay, () => enter?.());
  const open = phase.is === 'idle' || phase.is === 'busy';
  const press = (): void => {
    const wishes = ticks.wishes(offer.consents);
    if (wishes !== null) start(wishes);
  };
  return (
    <s-stack gap="base">
      <Reasons offer={offer} />
      {open && offer.consents.length > 0 && (
        <s-stack gap="base">
          <s-text color="subdued">{voice.say('consent.free')}</s-text>
          <Consents asked={offer.consents} ticks={ticks} disabled={phase.is === 'busy'} />
        </s-stack>
      )}
      {phase.is === 'lost' && <Lost failure={phase.failure} />}
      <s-stack>
        <s-stack accessibilityRole="status" paddingBlockEnd={phase.is === 'led' ? 'base' : 'none'}>
          {phase.is === 'led' && <Led agreed={phase.agreed} />}
        </s-stack>
        <s-stack direction="inline" gap="base">
          <Go phase={phase} onPress={open ? press : enter} />
          {phase.is === 'lost' && (
            <s-button key="again" variant="secondary" onClick={press}>
              {voice.say('panel.retry')}
            </s-button>
          )}
        </s-stack>
      </s-stack>
    </s-stack>
  );
}

function Reasons({ offer }: { readonly offer: Offered }) {
  const { voice } = useShared();
  const { points } = offer;
  return (
    <s-stack gap="small-200">
      <s-heading>{points !== null && points > 0 ? voice.say('offer.title', { count: points }) : voice.say('offer.titlePlain')}</s-heading>
      {facts(voice, offer).map((fact) => (
        <s-text key={fact} color="subdued">
          {fact}
        </s-text>
      ))}
      <Within offers={offer.within} />
    </s-stack>
  );
}

function facts({ say, money }: Voice, { worth, keptDays, accountPoints }: Offered): string[] {
  const found: string[] = [];
  if (worth !== null && worth.amountMinor > 0) found.push(say('panel.worth', { amount: money(worth) }));
  if (keptDays !== null) found.push(say('offer.kept', { count: keptDays }));
  if (accountPoints !== null && accountPoints > 0) found.push(say('offer.account', { count: accountPoints }));
  return found;
}

function Led({ agreed }: { readonly agreed: boolean }) {
  const { say } = useShared().voice;
  return (
    <s-stack gap="small-200">
      <s-text>{say('offer.next')}</s-text>
      {agreed && <s-text>{say('offer.noted')}</s-text>}
    </s-stack>
  );
}

interface GoProps {
  readonly phase: Phase;
  /** Null: pressing follows the link. */
  readonly onPress: (() => void) | null;
}

/** Shopify's thank-you page lets no extension leave it by itself: after the answer the same button is a link, and who pressed it by keyboard stays on it. */
function Go({ phase, onPress }: GoProps) {
  const { say } = useShared().voice;
  const address = 'address' in phase ? phase.address : null;
  const link = address === null || onPress !== null ? {} : { href: address };
  return (
    <s-button key="go" variant="primary" loading={phase.is === 'busy'} {...link} onClick={() => onPress?.()}>
      {say(address === null ? 'panel.guestButton' : 'offer.go')}
    </s-button>
  );
}

function Lost({ failure }: { readonly failure: Failure }) {
  const { voice } = useShared();
  return (
    <s-banner tone="warning" heading={reasonOf(voice, failure)}>
      {voice.say('offer.notKept')}
    </s-banner>
  );
}
