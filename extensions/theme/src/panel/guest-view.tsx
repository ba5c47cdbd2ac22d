import type { StorefrontTerms } from '../member/answers.ts';
import { Earn } from './earn.tsx';
import { Help } from './help.tsx';
import { Tabs } from './tabs.tsx';
import { useVoice } from './voice.ts';

/** What waits for a visitor, and the one button to keep it. */
export function GuestView({ program, accountUrl }: { readonly program: StorefrontTerms; readonly accountUrl: string }) {
  const { say } = useVoice();
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
          { id: 'earn', label: say('tabEarn'), page: () => <Earn program={program} /> },
          { id: 'help', label: say('tabHelp'), page: () => <Help member={false} /> },
        ]}
      />
    </div>
  );
}
