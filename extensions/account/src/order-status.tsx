// On an order's page: what the order gave.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { numberOf } from '../../shared/src/estimate.ts';
import { LastingProvider, useLasting, useShared } from '../../shared/src/lasting.ts';
import { OrderPoints } from '../../shared/src/order-points.tsx';
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
  if (shopify.authenticationState.value === 'pre_authenticated') return <SignIn />;
  if (known === null)
    return failure === null ? <s-skeleton-paragraph content={voice.say('panel.loading')} /> : <Trouble failure={failure} />;
  if (!known.me.signedIn) return <SignIn />;
  return order === undefined ? <s-text>{voice.say('order.later')}</s-text> : <OrderPoints orderId={numberOf(order.id)} />;
}

function SignIn() {
  const { voice } = useShared();
  return (
    <s-stack gap="base">
      <s-text>{voice.say('order.signIn')}</s-text>
      <s-stack direction="inline">
        <s-button variant="secondary" onClick={() => void shopify.requireLogin()}>
          {voice.say('order.signInButton')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

export default function run(): void {
  render(<OrderStatus />, document.body);
}
