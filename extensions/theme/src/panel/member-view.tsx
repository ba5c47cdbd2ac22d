import { useState } from 'preact/hooks';
import type { Member, StorefrontMe } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';
import { FRIENDS, friendsTab, wantsFriends } from '../friends/tab.tsx';
import { membershipOf } from '../membership/known.ts';
import { memberLead } from '../membership/leads.ts';
import { Membership } from '../membership/membership.tsx';
import { Notices } from '../membership/notices.tsx';
import { Balance } from './balance.tsx';
import { Earn } from './earn.tsx';
import { Help } from './help.tsx';
import { History } from './history.tsx';
import { useHistory } from './history-pages.ts';
import { NextReward, nextOf } from './next-reward.tsx';
import { Rewards } from './rewards.tsx';
import { Tabs } from './tabs.tsx';
import type { HeldRewards } from '../redeem/held-rewards.ts';
import { useHeld } from '../redeem/use-held.ts';
import type { SeenProgram } from './use-program.ts';
import { useVoice } from './voice.ts';

interface MemberViewProps {
  readonly me: StorefrontMe;
  readonly seen: SeenProgram;
  readonly source: MemberSource;
  readonly held: HeldRewards;
  readonly offline: boolean;
}

export function MemberView({ me, seen, source, held, offline }: MemberViewProps) {
  const { say } = useVoice();
  /** Null for somebody who is signed in and never earned anything. */
  const member: Member | null = me.member;
  const history = useHistory(member, source);
  const { program } = seen;
  const wanted = nextOf(program?.rewards ?? [], me.offers);
  const membership = membershipOf(me);
  // Who is led to the membership arrives at it; who comes by the tab begins at the top.
  const [place, setPlace] = useState({ tab: wantsFriends() ? FRIENDS : '', arrived: false });
  const toMembership = () => setPlace({ tab: 'help', arrived: true });
  const standing = { excluded: member?.excluded ?? false, left: membership?.state === 'left' };
  const lead = membership && memberLead(membership, toMembership);
  const earn = () => <Earn terms={me.program} seen={seen} states={me.ways} {...standing} lead={lead} />;
  const help = () => <Help member>{membership && <Membership membership={membership} arrived={place.arrived} />}</Help>;
  const purse = { available: member?.available ?? 0, seen: useHeld(held, me) };
  const rewards = () => <Rewards rewards={program?.rewards ?? []} offers={me.offers} purse={purse} />;
  const hasRewards = (program?.rewards.length ?? 0) + purse.seen.held.length > 0;
  return (
    <div class="body">
      <Balance member={member} levels={program?.levels ?? []}>
        {wanted !== null && <NextReward wanted={wanted} />}
        <Notices membership={membership} onOpen={toMembership} />
      </Balance>
      <Tabs
        chosen={place.tab}
        onChoose={(tab) => setPlace({ tab, arrived: false })}
        tabs={[
          ...(hasRewards ? [{ id: 'rewards', label: say('tabRewards'), page: rewards }] : []),
          { id: 'earn', label: say('tabEarn'), page: earn },
          ...friendsTab(say, program, null),
          { id: 'history', label: say('tabHistory'), page: () => <History pages={history} /> },
          { id: 'help', label: say('tabHelp'), page: help },
        ]}
      />
      {/* At the foot, so that nothing above moves; always there, so that a screen reader hears it change. */}
      <p class={offline ? 'banner' : 'quiet-text'} role="status">
        {offline ? say('offlineNote') : ''}
      </p>
    </div>
  );
}
