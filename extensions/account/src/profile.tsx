// On the profile page: the balance in one block, and how it stands with the membership.
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { Balance } from '../../shared/src/balance.tsx';
import { LastingProvider, useLasting, useShared } from '../../shared/src/lasting.ts';
import { Trouble } from '../../shared/src/trouble.tsx';
import { TakingOver } from './parts/taking-over.tsx';

function Profile() {
  const lasting = useLasting(shopify);
  return (
    <LastingProvider value={lasting}>
      <s-section heading={lasting.voice.say('panel.title')}>
        <Points />
      </s-section>
    </LastingProvider>
  );
}

function Points() {
  const { voice, known, failure } = useShared();
  if (known === null)
    return failure === null ? <s-skeleton-paragraph content={voice.say('panel.loading')} /> : <Trouble failure={failure} />;
  const { member, membership } = known.me;
  if (membership?.state === 'guest') return <TakingOver />;
  return (
    <s-stack gap="base">
      {member === null ? (
        <s-text>{voice.say('panel.historyEmptyText')}</s-text>
      ) : (
        <Balance member={member} levels={known.program?.levels ?? []} />
      )}
      {membership?.state === 'left' && <s-text>{voice.say('member.leftText')}</s-text>}
    </s-stack>
  );
}

export default function run(): void {
  render(<Profile />, document.body);
}
