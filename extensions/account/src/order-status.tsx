// On an order's page: what the order gave, and for who is not signed in, an account that keeps it.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { goodsOf, numberOf } from '../../shared/src/estimate.ts';
import { LastingProvider, useLasting, useShared } from '../../shared/src/lasting.ts';
import { AccountOffer } from '../../shared/src/offer.tsx';
import { OrderOfMember } from '../../shared/src/order-of-member.tsx';
import { Trouble } from '../../shared/src/trouble.tsx';

function OrderStatus() {
  const lasting = useLasting(shopify);
  return (
    <LastingProvider value={lasting}>
      <s-section heading={lasting.voice.say('order.title')}>
        <Points />
      </s-section>
    </LastingProvider>
  );
}

/** Whoever came by the link of an e-mail is known to Shopify, and not to us until they sign in. */
function Points() {
  const { voice, known, failure } = useShared();
  const order = shopify.order.value;
  const byLink = shopify.authenticationState.value === 'pre_authenticated';
  if (known === null) {
    if (failure === null) return <s-skeleton-paragraph content={voice.say('panel.loading')} />;
    return byLink ? <SignIn /> : <Trouble failure={failure} />;
  }
  const orderId = order === undefined ? '' : numberOf(order.id);
  const place = {
    surface: 'order-status',
    orderId: orderId || null,
    lines: goodsOf(shopify.lines.value, known.me.program.currency),
  } as const;
  if (!byLink && known.me.signedIn)
    return orderId === '' ? <s-text>{voice.say('order.later')}</s-text> : <OrderOfMember orderId={orderId} place={place} me={known.me} />;
  if (!known.me.program.active) return <SignIn />;
  const ownWay = new URL('/account', shopify.shop.storefrontUrl).href;
  return <AccountOffer place={place} ownWay={ownWay} enter={signIn} otherwise={<SignIn />} />;
}

/** Whoever turns away from the sign-in is where they were, and the button with them. */
const signIn = (): void => void shopify.requireLogin().catch(() => undefined);

function SignIn() {
  const { voice } = useShared();
  return (
    <s-stack gap="base">
      <s-text>{voice.say('order.signIn')}</s-text>
      <s-stack direction="inline">
        <s-button variant="secondary" onClick={signIn}>
          {voice.say('order.signInButton')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

export default function run(): void {
  render(<OrderStatus />, document.body);
}
