// A page of its own in the customer's account: everything about their points, and what to do with them.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { headingOf } from '../../shared/src/heading.ts';
import { LastingProvider, useLasting, useShared } from '../../shared/src/lasting.ts';
import { OldNews, Trouble } from '../../shared/src/trouble.tsx';
import { useLookAgain } from './parts/look-again.ts';
import { Membership } from './parts/membership.tsx';
import { Overview } from './parts/overview.tsx';
import { TakingOver } from './parts/taking-over.tsx';

function Page() {
  const lasting = useLasting(shopify);
  return (
    <LastingProvider value={lasting}>
      <s-page heading={headingOf(shopify.settings.value, lasting.voice, 'panel.title')}>
        <Content />
      </s-page>
    </LastingProvider>
  );
}

function Content() {
  const { voice, known, failure } = useShared();
  useLookAgain(known?.me.membership);
  if (known === null)
    return (
      <s-section>
        {failure === null ? <s-skeleton-paragraph content={voice.say('panel.loading')} /> : <Trouble failure={failure} />}
      </s-section>
    );
  const { membership } = known.me;
  return (
    <s-stack gap="large">
      {failure !== null && <OldNews failure={failure} />}
      {membership?.state === 'guest' && <TakingOver />}
      <Overview me={known.me} program={known.program} />
      {membership && <Membership membership={membership} />}
    </s-stack>
  );
}

export default function run(): void {
  render(<Page />, document.body);
}
