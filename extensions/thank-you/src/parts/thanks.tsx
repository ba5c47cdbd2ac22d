import { goodsOf, numberOf, useEstimate } from '../../../shared/src/estimate.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import { AccountOffer } from '../../../shared/src/offer.tsx';
import { OrderOfMember } from '../../../shared/src/order-of-member.tsx';
import { Trouble } from '../../../shared/src/trouble.tsx';

export function Thanks() {
  const { voice, known, failure } = useShared();
  const { say } = voice;
  if (known === null) return failure === null ? <s-skeleton-paragraph content={say('panel.loading')} /> : <Trouble failure={failure} />;
  const orderId = numberOf(shopify.orderConfirmation.value.order.id);
  const lines = goodsOf(shopify.lines.value, known.me.program.currency);
  const place = { surface: 'thank-you', orderId: orderId || null, lines } as const;
  if (known.me.signedIn) return <OrderOfMember orderId={orderId} place={place} me={known.me} />;
  if (!known.me.program.active) return <s-text>{say('panel.pausedText')}</s-text>;
  return <AccountOffer place={place} ownWay={accountAddress()} enter={null} otherwise={<Invitation />} />;
}

/** A guest's order keeps its points for whoever signs in with its e-mail address, by the code that the shop sends there. */
function Invitation() {
  const { client, voice } = useShared();
  const earns = useEstimate(client, shopify.lines.value);
  const { say } = voice;
  return (
    <s-stack gap="base">
      <s-text type="strong">{earns === null || earns <= 0 ? say('thanks.waiting') : say('thanks.earns', { count: earns })}</s-text>
      <s-text>{say('thanks.signIn')}</s-text>
      <s-stack direction="inline">
        <s-button variant="secondary" href={accountAddress()}>
          {say('panel.guestButton')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

/** Shopify leads a visitor who is not signed in from there to its sign-in, and back. */
const accountAddress = (): string => new URL('/account', shopify.shop.storefrontUrl).href;
