import type { Member, StorefrontMe, StorefrontProgram } from '../../../shared/src/answers.ts';
import { Balance } from '../../../shared/src/balance.tsx';
import { isOpen } from '../../../shared/src/held.ts';
import { HeldRow } from '../../../shared/src/held-row.tsx';
import { useShared } from '../../../shared/src/lasting.ts';
import { byReach } from '../../../shared/src/offers.ts';
import { useRedeeming } from '../../../shared/src/redeeming.ts';
import { RewardRow } from '../../../shared/src/reward-row.tsx';
import { History } from './history.tsx';
import { Lots } from './lots.tsx';

interface OverviewProps {
  readonly me: StorefrontMe;
  readonly program: StorefrontProgram | null;
}

/** The balance, what was turned into rewards, what else it can be turned into, what it is made of, and how it came to be. */
export function Overview({ me, program }: OverviewProps) {
  const { voice } = useShared();
  const { say } = voice;
  const redeeming = useRedeeming(null);
  const { member } = me;
  return (
    <>
      {!me.program.active && (
        <s-banner tone="info" heading={say('panel.pausedTitle')}>
          {say('panel.pausedText')}
        </s-banner>
      )}
      {member?.excluded === true && (
        <s-banner tone="info" heading={say('panel.excludedTitle')}>
          {say('panel.excludedText')}
        </s-banner>
      )}
      <s-section heading={say('panel.balance')}>
        {member === null ? <s-heading>{voice.points(0)}</s-heading> : <Balance member={member} levels={program?.levels ?? []} />}
      </s-section>
      <Held me={me} redeeming={redeeming} />
      <Catalogue me={me} program={program} redeeming={redeeming} />
      {member !== null && member.lots.length > 0 && <Lots lots={member.lots} />}
      <s-section heading={say('panel.tabHistory')}>
        <Past member={member} />
      </s-section>
    </>
  );
}

function Past({ member }: { readonly member: Member | null }) {
  const { say } = useShared().voice;
  if (member === null || member.history.length === 0)
    return (
      <s-stack gap="small-200">
        <s-text type="strong">{say('panel.historyEmptyTitle')}</s-text>
        <s-text color="subdued">{say('panel.historyEmptyText')}</s-text>
      </s-stack>
    );
  return <History member={member} />;
}

type Redeeming = ReturnType<typeof useRedeeming>;

function Held({ me, redeeming }: { readonly me: StorefrontMe; readonly redeeming: Redeeming }) {
  const { say } = useShared().voice;
  const { busy, said, use, putBack } = redeeming;
  const held = me.held.filter(isOpen);
  if (held.length === 0 && said === null) return null;
  return (
    <s-section heading={say('account.held')}>
      <s-stack gap="base">
        {said !== null && <s-banner tone={said.tone}>{said.text}</s-banner>}
        {held.map((one) => (
          <HeldRow
            key={one.id}
            held={one}
            applied={one.state === 'preparing' ? false : null}
            busy={busy}
            onUse={() => use(one)}
            onPutBack={() => putBack(one)}
          />
        ))}
      </s-stack>
    </s-section>
  );
}

function Catalogue({ me, program, redeeming: { busy, ask } }: OverviewProps & { readonly redeeming: Redeeming }) {
  const { say } = useShared().voice;
  const offered = byReach(program?.rewards ?? [], me.offers);
  return (
    <s-section heading={say('panel.tabRewards')}>
      <s-stack gap="base">
        {program === null && <s-text color="subdued">{say('panel.offersFailed')}</s-text>}
        {program !== null && offered.length === 0 && <s-text color="subdued">{say('account.noRewards')}</s-text>}
        {offered.map((one) => (
          <RewardRow key={one.reward.id} offered={one} busy={busy} onRedeem={(steps) => ask(one.reward, steps, null)} />
        ))}
      </s-stack>
    </s-section>
  );
}
