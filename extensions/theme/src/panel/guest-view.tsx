import { useState } from 'preact/hooks';
import type { AccountOffer, StorefrontTerms } from '../member/answers.ts';
import { FRIENDS, friendsTab, wantsFriends } from '../friends/tab.tsx';
import { guestLead } from '../membership/leads.ts';
import { AccountGives } from '../membership/account-gives.tsx';
import { signInFrom } from '../membership/sign-in.ts';
import { Earn } from './earn.tsx';
import { Help } from './help.tsx';
import { Rewards } from './rewards.tsx';
import { Tabs } from './tabs.tsx';
import type { SeenProgram } from './use-program.ts';
import { useVoice } from './voice.ts';

interface GuestViewProps {
  readonly terms: StorefrontTerms;
  readonly seen: SeenProgram;
  readonly offer: AccountOffer | null;
  readonly accountUrl: string;
}

/** What waits for a visitor, what an account gives them, and the one button to keep it. */
export function GuestView({ terms, seen, offer, accountUrl }: GuestViewProps) {
  const { say } = useVoice();
  const [tab, setTab] = useState(wantsFriends() ? FRIENDS : '');
  const signIn = signInFrom(accountUrl);
  const offered = seen.program?.rewards ?? [];
  const earn = () => <Earn terms={terms} seen={seen} states={[]} excluded={false} lead={guestLead(signIn)} />;
  return (
    <div class="body">
      <section class="balance welcome" aria-labelledby="welcome">
        <h3 id="welcome">{say(offer === null ? 'guestPlainTitle' : 'guestTitle')}</h3>
        <p>{say('guestText')}</p>
        {offer !== null && <AccountGives offer={offer} />}
        <a class="primary" href={signIn}>
          {say('guestButton')}
        </a>
      </section>
      <Tabs
        chosen={tab}
        onChoose={setTab}
        tabs={[
          ...(offered.length > 0
            ? [{ id: 'rewards', label: say('tabRewards'), page: () => <Rewards rewards={offered} offers={[]} purse={null} /> }]
            : []),
          { id: 'earn', label: say('tabEarn'), page: earn },
          ...friendsTab(say, seen.program ?? null, signIn),
          { id: 'help', label: say('tabHelp'), page: () => <Help member={false} /> },
        ]}
      />
    </div>
  );
}
