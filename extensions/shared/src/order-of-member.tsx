import { useAccountOffer, type Place } from './account-offer.ts';
import type { StorefrontMe } from './answers.ts';
import { BringFriend } from './bring-friend.tsx';
import { useShared } from './lasting.ts';
import { OrderPoints } from './order-points.tsx';
import { Within } from './within.tsx';

interface OrderOfMemberProps {
  readonly orderId: string;
  readonly place: Place;
  readonly me: StorefrontMe;
}

/** For who is signed in: what the order gave, and what is near with it. */
export function OrderOfMember({ orderId, place, me }: OrderOfMemberProps) {
  const { voice } = useShared();
  if (me.membership?.state === 'left') return <s-text>{voice.say('member.leftText')}</s-text>;
  return (
    <s-stack gap="base">
      <OrderPoints orderId={orderId} />
      {me.program.active && <Near place={place} />}
      {me.program.active && <BringFriend />}
    </s-stack>
  );
}

/** The server counts an order that the store has not told of yet by its goods, and once it has, by what it gave. */
function Near({ place }: { readonly place: Place }) {
  const { client, voice } = useShared();
  const told = useAccountOffer(client, voice.language.tag, place);
  return told === 'asking' || told === null ? null : <Within offers={told.within} />;
}
