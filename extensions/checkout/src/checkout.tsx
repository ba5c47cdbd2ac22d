// Points in checkout, beside the discount codes: what there is, what it can be turned into, and what of it is in this order.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { headingOf } from '../../shared/src/heading.ts';
import { LastingProvider, useLasting } from '../../shared/src/lasting.ts';
import { Points } from './parts/points.tsx';

function Checkout() {
  const lasting = useLasting(shopify);
  return (
    <LastingProvider value={lasting}>
      <s-section heading={headingOf(shopify.settings.value, lasting.voice, 'panel.title')}>
        <Points />
      </s-section>
    </LastingProvider>
  );
}

/** Shopify runs the default export once for each place in which the extension stands. */
export default function run(): void {
  render(<Checkout />, document.body);
}
