import type { HeldReward, RedeemRequest } from '../../../shared/src/answers.ts';
import { minorOf } from '../../../shared/src/estimate.ts';
import { isOpen } from '../../../shared/src/held.ts';
import { HeldRow } from '../../../shared/src/held-row.tsx';
import { useShared } from '../../../shared/src/lasting.ts';
import { byReach, lessensAnOrder, type Offered } from '../../../shared/src/offers.ts';
import { RewardRow } from '../../../shared/src/reward-row.tsx';
import { useRedeeming } from '../../../shared/src/redeeming.ts';
import { checkoutCodes, hasCode, mayChangeCodes } from './codes.ts';

/** What is in this order already, then what points can still be turned into. */
export function Rewards() {
  const { voice, known } = useShared();
  const { busy, said, ask, use, putBack } = useRedeeming(checkoutCodes);
  const allowed = mayChangeCodes();
  const rewards = (known?.program?.rewards ?? []).filter(lessensAnOrder);
  const held = (known?.me.held ?? []).filter((one) => isOpen(one) && isForOrders(one));
  const offered = worthShowing(byReach(rewards, known?.me.offers ?? []), held.length === 0);
  return (
    <s-stack gap="base">
      {said !== null && <s-banner tone={said.tone}>{said.text}</s-banner>}
      {held.map((one) => (
        <HeldRow
          key={one.id}
          held={one}
          applied={one.code !== null && hasCode(one.code)}
          busy={busy}
          onUse={allowed ? () => use(one) : null}
          onPutBack={allowed ? () => putBack(one) : null}
        />
      ))}
      {!allowed && <s-text color="subdued">{voice.say('checkout.codesFixed')}</s-text>}
      {offered.length === 0 && held.length === 0 && <s-text color="subdued">{voice.say('checkout.nothing')}</s-text>}
      {offered.map((one) => (
        <RewardRow
          key={one.reward.id}
          offered={one}
          busy={busy}
          onRedeem={allowed ? (steps) => ask(one.reward, steps, cartOf(known?.me.program.currency)) : null}
        />
      ))}
    </s-stack>
  );
}

/** What is handed out or sent otherwise has nothing to do with this order. */
const isForOrders = ({ kind }: HeldReward): boolean => lessensAnOrder({ kind });

/** All that can be had; who has nothing of it yet also sees what is nearest. A checkout is no catalogue. */
function worthShowing(all: readonly Offered[], withNearest: boolean): readonly Offered[] {
  const available = all.filter(({ offer }) => offer.available);
  const nearest = all.find(({ offer }) => offer.reason === 'not-enough-points');
  return nearest === undefined || !withNearest ? available : [...available, nearest];
}

/** The server counts in the shop's own currency; an amount in another one would be a wrong hint. */
function cartOf(currency: string | undefined): RedeemRequest['cart'] {
  const token = shopify.checkoutToken.value;
  const subtotal = shopify.cost.subtotalAmount.value;
  return token === undefined || subtotal.currencyCode !== currency ? null : { token, amountMinor: minorOf(subtotal) };
}
