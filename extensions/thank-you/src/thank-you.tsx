// After the purchase: what this order gives, and for who is not signed in, how to keep it.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { headingOf } from '../../shared/src/heading.ts';
import { LastingProvider, useLasting } from '../../shared/src/lasting.ts';
import { Thanks } from './parts/thanks.tsx';

function ThankYou() {
  const lasting = useLasting(shopify);
  return (
    <LastingProvider value={lasting}>
      <s-section heading={headingOf(shopify.settings.value, lasting.voice, 'thanks.title')}>
        <Thanks />
      </s-section>
    </LastingProvider>
  );
}

export default function run(): void {
  render(<ThankYou />, document.body);
}
