// A page of its own in the customer's account: the friends they bring, and the link to bring them by.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { headingOf } from '../../shared/src/heading.ts';
import { LastingProvider, useLasting, useShared } from '../../shared/src/lasting.ts';
import { Trouble } from '../../shared/src/trouble.tsx';
import { Brought } from './parts/brought.tsx';
import { FriendList } from './parts/friend-list.tsx';
import { OwnLink } from './parts/own-link.tsx';
import { Promised } from './parts/promised.tsx';
import { Progress } from './parts/progress.tsx';
import { useReferrals } from './parts/referrals.ts';

function Page() {
  const lasting = useLasting(shopify);
  return (
    <LastingProvider value={lasting}>
      <s-page heading={headingOf(shopify.settings.value, lasting.voice, 'friends.title')}>
        <Content />
      </s-page>
    </LastingProvider>
  );
}

function Content() {
  const { voice, known, failure } = useShared();
  const { say } = voice;
  const seen = useReferrals();
  if (known === null && failure !== null) return <Trouble failure={failure} />;
  if (seen.own === undefined || known === null) return <s-skeleton-paragraph content={say('friends.loading')} />;
  if (seen.own === null)
    return (
      <s-banner tone="warning">
        <s-stack gap="small-200">
          <s-paragraph>{say('friends.failed')}</s-paragraph>
          <s-button variant="secondary" loading={seen.loading} onClick={() => void seen.look()}>
            {say('panel.retry')}
          </s-button>
        </s-stack>
      </s-banner>
    );
  const { own } = seen;
  // Who takes no part may have a code all the same: that of a friend who came by a link.
  if (!own.on)
    return (
      <s-stack gap="large">
        <s-text>{say('friends.notForYou')}</s-text>
        <Brought codes={own.codes} />
      </s-stack>
    );
  return (
    <s-stack gap="large">
      <Promised own={own} />
      {own.link !== null && <OwnLink own={own} link={own.link} look={seen.look} />}
      <Progress progress={own.progress} />
      <Brought codes={own.codes} />
      <FriendList friends={own.friends} />
    </s-stack>
  );
}

export default function run(): void {
  render(<Page />, document.body);
}
