import { useCallback } from 'preact/hooks';
import type { StorefrontMe, StorefrontProgram } from './answers.ts';
import { useShared } from './lasting.ts';
import { OrderPoints } from './order-points.tsx';
import { nearTo, Within } from './within.tsx';

interface OrderOfMemberProps {
  readonly orderId: string;
  readonly known: { readonly me: StorefrontMe; readonly program: StorefrontProgram | null };
}

/** For who is signed in: what the order gave, and what is near with it. */
export function OrderOfMember({ orderId, known }: OrderOfMemberProps) {
  const { voice, reload } = useShared();
  const look = useCallback(() => void reload(), [reload]);
  if (known.me.membership?.state === 'left') return <s-text>{voice.say('member.leftText')}</s-text>;
  return (
    <s-stack gap="base">
      <OrderPoints orderId={orderId} onGave={look} />
      {known.me.program.active && <Within offers={nearTo(voice, known)} />}
    </s-stack>
  );
}
