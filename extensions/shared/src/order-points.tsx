import { useShared } from './lasting.ts';
import { gave, useOrder } from './order-look.ts';

/** What this order gave the one who looks at it. */
export function OrderPoints({ orderId }: { readonly orderId: string }) {
  const { client, voice } = useShared();
  const seen = useOrder(client, orderId);
  const { say, date } = voice;
  if (seen === 'asking') return <s-text>{say('order.asking')}</s-text>;
  if (seen === 'later') return <s-text>{say('order.later')}</s-text>;
  if (seen === 'unknown') return <s-text>{say('order.unknown')}</s-text>;
  const { points, pending, availableAt } = seen;
  if (!gave(seen)) return <s-text>{say('order.none')}</s-text>;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{say('order.gave', { count: points })}</s-text>
      {pending > 0 && (
        <s-text color="subdued">
          {availableAt === null
            ? say('panel.pending', { count: pending })
            : say('panel.pendingOn', { count: pending, date: date(availableAt) })}
        </s-text>
      )}
    </s-stack>
  );
}
