// What an order gave, looked up until the store has told of it: whatever draws it.
import { useEffect, useState } from 'preact/hooks';
import type { OrderPoints as Told } from './answers.ts';
import type { Client } from './client.ts';
import { wait } from './wait.ts';

/** The store usually tells of a paid order within seconds; then the page says that it takes longer and asks no more. */
const LOOKS = 12;
const LOOK_EVERY_MS = 2_000;

/** Whether it gave anything. */
export const gave = ({ points, pending }: Told): boolean => points > 0 || pending > 0;

export type Seen = Told | 'asking' | 'later' | 'unknown';

/** Looks until the store has told of the order, for a bounded time. A lost look is not the end: there are more. */
async function lookUp(client: Client, orderId: string, left: AbortSignal, show: (seen: Seen) => void): Promise<Seen> {
  let last: Seen = 'unknown';
  for (let looks = 0; looks < LOOKS && !left.aborted; looks += 1) {
    if (looks > 0) await wait(LOOK_EVERY_MS);
    const answer = await client.get<Told>(`orders/${encodeURIComponent(orderId)}`);
    if (!answer.ok && answer.failure.kind === 'refused') return 'unknown';
    if (!answer.ok) continue;
    last = answer.value.state === 'known' ? answer.value : 'later';
    if (last === 'later') continue;
    // The order may be known a moment before its points are: nothing is shown, and looked at again.
    if (gave(last)) return last;
    show(last);
  }
  return last;
}

/** `asking` at first; then what the last look saw. */
export function useOrder(client: Client, orderId: string): Seen {
  const [seen, setSeen] = useState<Seen>('asking');
  useEffect(() => {
    const leaving = new AbortController();
    async function look(): Promise<void> {
      const show = (seenNow: Seen): void => (leaving.signal.aborted ? undefined : setSeen(seenNow));
      show(await lookUp(client, orderId, leaving.signal, show));
    }
    void look();
    return () => leaving.abort();
  }, [client, orderId]);
  return seen;
}
