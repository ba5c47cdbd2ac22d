// While somebody looks at a screen of what just happened, points that move show up within moments: the cheapest question there is (the newest line) is asked every
// other second, only while the window is seen, and the screen asks for everything only when its answer has changed.
import { useEffect } from 'react';
import { useClient } from '../../api/client-context.tsx';
import type { Client } from '../../api/client.ts';

const OFTEN_MS = 2_000;
/** A screen that nobody has touched for a while, and on which nothing moves, must not ask all day. */
const OFTEN_FOR_MS = 2 * 60_000;
const SELDOM_MS = 5_000;

/** `watching` false: an older page of a list does not change any more. */
export function usePointsWatch(onMoved: () => void, watching = true): void {
  const client = useClient();
  useEffect(() => {
    if (!watching) return undefined;
    const abort = new AbortController();
    void watch(client, onMoved, abort.signal);
    return () => abort.abort();
  }, [client, onMoved, watching]);
}

async function watch(client: Client, onMoved: () => void, signal: AbortSignal): Promise<void> {
  let known: string | null = null;
  let movedAt = Date.now();
  while (!signal.aborted) {
    const newest = document.visibilityState === 'visible' ? await newestLine(client, signal) : null;
    if (newest !== null && known !== null && newest !== known) {
      movedAt = Date.now();
      onMoved();
    }
    known = newest ?? known;
    await wait(Date.now() - movedAt < OFTEN_FOR_MS ? OFTEN_MS : SELDOM_MS, signal);
  }
}

/** Empty while there is no line yet; null when that could not be learned, which the screen's own question will say. */
async function newestLine(client: Client, signal: AbortSignal): Promise<string | null> {
  try {
    const { items } = await client.call('activity', { query: { limit: 1 } }, signal);
    return items[0]?.id ?? '';
  } catch {
    return null;
  }
}

/** Over early when the window is looked at again or left for good. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', end);
      done();
    };
    const timer = setTimeout(end, ms);
    document.addEventListener('visibilitychange', end);
    signal.addEventListener('abort', end, { once: true });
  });
}
