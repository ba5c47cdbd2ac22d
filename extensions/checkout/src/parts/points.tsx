import { Balance } from '../../../shared/src/balance.tsx';
import { useEstimate } from '../../../shared/src/estimate.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import { OldNews, Trouble } from '../../../shared/src/trouble.tsx';
import { Rewards } from './rewards.tsx';

/** Chooses what to show: nothing known yet, trouble, a visitor, somebody without points, a member. */
export function Points() {
  const { voice, known, failure, client } = useShared();
  const earns = useEstimate(client, shopify.lines.value);
  const { say } = voice;
  if (known === null) return failure === null ? <s-skeleton-paragraph content={say('panel.loading')} /> : <Trouble failure={failure} />;
  const { me } = known;
  const estimate = earns !== null && earns > 0 && me.program.active && <s-text>{say('checkout.earns', { count: earns })}</s-text>;
  if (!me.signedIn)
    return (
      <s-stack gap="small-200">
        {estimate}
        <s-text color="subdued">{say('checkout.guest')}</s-text>
      </s-stack>
    );
  if (me.member === null)
    return (
      <s-stack gap="small-200">
        {estimate}
        <s-text color="subdued">{say('checkout.noPoints')}</s-text>
      </s-stack>
    );
  return (
    <s-stack gap="base">
      {failure !== null && <OldNews failure={failure} />}
      <Balance member={me.member} levels={[]} brief />
      {me.member.excluded ? <s-text color="subdued">{say('panel.excludedText')}</s-text> : estimate}
      {!me.program.active && <s-text color="subdued">{say('panel.pausedText')}</s-text>}
      <Rewards />
    </s-stack>
  );
}
