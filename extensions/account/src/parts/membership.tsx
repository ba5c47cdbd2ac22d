import { useState } from 'preact/hooks';
import type { Membership as Agreed } from '../../../shared/src/answers.ts';
import { Consents } from '../../../shared/src/consents.tsx';
import { useShared } from '../../../shared/src/lasting.ts';
import { useTicks } from '../../../shared/src/ticks.ts';
import { useAgreeing, type Agreeing } from './agreeing.ts';
import { Given } from './given.tsx';

interface MembershipProps {
  readonly membership: Agreed;
}

/** What the program and a member agreed on, and how to change it. Of a guest nothing is asked yet: their account is on its way. */
export function Membership({ membership }: MembershipProps) {
  const { say } = useShared().voice;
  const agreeing = useAgreeing();
  const { said } = agreeing;
  if (membership.state === 'guest') return null;
  return (
    <s-section heading={say('member.title')}>
      <s-stack gap="large">
        {said !== null && (
          <s-banner tone={said.tone} heading={said.heading}>
            {said.text}
          </s-banner>
        )}
        {membership.state === 'left' ? (
          <Left membership={membership} agreeing={agreeing} />
        ) : (
          <>
            <Given membership={membership} agreeing={agreeing} />
            <Open membership={membership} agreeing={agreeing} />
            <s-divider />
            <Leave agreeing={agreeing} />
          </>
        )}
      </s-stack>
    </s-section>
  );
}

interface PartProps extends MembershipProps {
  readonly agreeing: Agreeing;
}

/** What can still be agreed to, new terms among it. */
function Open({ membership: { asked, consents }, agreeing }: PartProps) {
  const { say } = useShared().voice;
  const ticks = useTicks();
  if (asked.length === 0) return null;
  const changed = asked.some(({ kind }) => kind === 'terms') && consents.some(({ kind }) => kind === 'terms');
  async function press(): Promise<void> {
    const wishes = ticks.wishes(asked);
    if (wishes?.length === 0) agreeing.hint('member.nothingTicked');
    else if (wishes !== null && (await agreeing.give(wishes))) ticks.clear();
  }
  return (
    <s-stack gap="base">
      <s-text type="strong">{say('member.open')}</s-text>
      {changed && <s-text>{say('member.termsChanged')}</s-text>}
      <Consents asked={asked} ticks={ticks} disabled={agreeing.busy !== null} />
      <s-stack direction="inline">
        <s-button variant="secondary" loading={agreeing.busy === 'give'} onClick={() => void press()}>
          {say('member.agree')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

/** What it means is said before it is done. */
function Leave({ agreeing }: { readonly agreeing: Agreeing }) {
  const { say } = useShared().voice;
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <s-stack direction="inline">
        <s-button variant="secondary" disabled={agreeing.busy !== null} onClick={() => setAsking(true)}>
          {say('member.leave')}
        </s-button>
      </s-stack>
    );
  return (
    <s-banner tone="warning" heading={say('member.leaveTitle')}>
      <s-stack gap="base">
        <s-paragraph>{say('member.leaveText')}</s-paragraph>
        <s-stack direction="inline" gap="base">
          <s-button variant="secondary" disabled={agreeing.busy !== null} onClick={() => setAsking(false)}>
            {say('member.leaveNo')}
          </s-button>
          <s-button variant="secondary" tone="critical" loading={agreeing.busy === 'leave'} onClick={() => void agreeing.leave()}>
            {say('member.leaveYes')}
          </s-button>
        </s-stack>
      </s-stack>
    </s-banner>
  );
}

/** Joining again is agreeing to the terms again, where there are any that were not agreed to. */
function Left({ membership, agreeing }: PartProps) {
  const { say } = useShared().voice;
  const ticks = useTicks();
  const terms = membership.asked.filter(({ kind }) => kind === 'terms');
  function press(): void {
    if (terms.length > 0 && !ticks.has('terms')) agreeing.hint('member.joinTerms');
    else void agreeing.join(terms[0]?.version ?? null);
  }
  return (
    <s-stack gap="base">
      <s-stack gap="small-200">
        <s-text type="strong">{say('member.leftTitle')}</s-text>
        <s-text>{say('member.leftText')}</s-text>
      </s-stack>
      <Consents asked={terms} ticks={ticks} disabled={agreeing.busy !== null} />
      <s-stack direction="inline">
        <s-button variant="primary" loading={agreeing.busy === 'join'} onClick={press}>
          {say('member.join')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
