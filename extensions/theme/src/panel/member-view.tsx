import type { Member, StorefrontTerms } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';
import { Balance } from './balance.tsx';
import { Earn } from './earn.tsx';
import { Help } from './help.tsx';
import { History } from './history.tsx';
import { useHistory } from './history-pages.ts';
import { Tabs } from './tabs.tsx';
import { useVoice } from './voice.ts';

interface MemberViewProps {
  /** Null for somebody who is signed in and never earned anything. */
  readonly member: Member | null;
  readonly program: StorefrontTerms;
  readonly source: MemberSource;
  readonly offline: boolean;
}

export function MemberView({ member, program, source, offline }: MemberViewProps) {
  const { say } = useVoice();
  const history = useHistory(member, source);
  return (
    <div class="body">
      <Balance member={member} />
      <Tabs
        tabs={[
          { id: 'earn', label: say('tabEarn'), page: () => <Earn program={program} /> },
          { id: 'history', label: say('tabHistory'), page: () => <History pages={history} /> },
          { id: 'help', label: say('tabHelp'), page: () => <Help member /> },
        ]}
      />
      {/* At the foot, so that nothing above moves; always there, so that a screen reader hears it change. */}
      <p class={offline ? 'banner' : 'quiet-text'} role="status">
        {offline ? say('offlineNote') : ''}
      </p>
    </div>
  );
}
