import { useEffect, useState } from 'preact/hooks';
import type { OrderPoints as Told } from './answers.ts';
import type { Client } from './client.ts';
import { useShared } from './lasting.ts';
import { wait } from './wait.ts';

/** The store usually tells of a paid order within seconds; then the page says that it takes longer and asks no more. */
const LOOKS = 12;
const LOOK_EVERY_MS = 2_000;

type Seen = Told | 'asking' | 'later' | 'unknown';

/** Looks until the store has told of the order, for a bounded time. A lost look is not the end: there are more. */
async function lookUp(client: Client, orderId: string, left: AbortSignal): Promise<Seen> {
  let heard = false;
  for (let looks = 0; looks < LOOKS && !left.aborted; looks += 1) {
    if (looks > 0) await wait(LOOK_EVERY_MS);
    const answer = await client.get<Told>(`orders/${encodeURIComponent(orderId)}`);
    if (answer.ok && answer.value.state === 'known') return answer.value;
    if (!answer.ok && answer.failure.kind === 'refused') return 'unknown';
    heard ||= answer.ok;
  }
  return heard ? 'later' : 'unknown';
}

function useOrder(client: Client, orderId: string): Seen {
  const [seen, setSeen] = useState<Seen>('asking');
  useEffect(() => {
    const leaving = new AbortController();
    async function look(): Promise<void> {
      const found = await lookUp(client, orderId, leaving.signal);
      if (!leaving.signal.aborted) setSeen(found);
    }
    void look();
    return () => leaving.abort();
  }, [client, orderId]);
  return seen;
}

/** What this order gave the one who looks at it. */
export function OrderPoints({ orderId }: { readonly orderId: string }) {
  const { client, voice } = useShared();
  const seen = useOrder(client, orderId);
  const { say, date } = voice;
  if (seen === 'asking') return <s-text>{say('order.asking')}</s-text>;
  if (seen === 'later') return <s-text>{say('order.later')}</s-text>;
  if (seen === 'unknown') return <s-text>{say('order.unknown')}</s-text>;
  const { points, pending, availableAt } = seen;
  if (points <= 0 && pending <= 0) return <s-text>{say('order.none')}</s-text>;
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
