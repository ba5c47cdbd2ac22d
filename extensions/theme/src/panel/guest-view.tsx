import type { StorefrontTerms } from '../member/answers.ts';
import { Earn } from './earn.tsx';
import { Help } from './help.tsx';
import { Rewards } from './rewards.tsx';
import { Tabs } from './tabs.tsx';
import type { SeenProgram } from './use-program.ts';
import { useVoice } from './voice.ts';

interface GuestViewProps {
  readonly terms: StorefrontTerms;
  readonly seen: SeenProgram;
  readonly accountUrl: string;
}

/** What waits for a visitor, and the one button to keep it. */
export function GuestView({ terms, seen, accountUrl }: GuestViewProps) {
  const { say } = useVoice();
  const offered = seen.program?.rewards ?? [];
  return (
    <div class="body">
      <section class="balance welcome">
        <h3>{say('guestTitle')}</h3>
        <p>{say('guestText')}</p>
        <a class="primary" href={accountUrl}>
          {say('guestButton')}
        </a>
      </section>
      <Tabs
        tabs={[
          ...(offered.length > 0
            ? [{ id: 'rewards', label: say('tabRewards'), page: () => <Rewards rewards={offered} offers={[]} purse={null} /> }]
            : []),
          { id: 'earn', label: say('tabEarn'), page: () => <Earn terms={terms} seen={seen} states={[]} excluded={false} /> },
          { id: 'help', label: say('tabHelp'), page: () => <Help member={false} /> },
        ]}
      />
    </div>
  );
}
