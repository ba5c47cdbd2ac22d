// While somebody looks at a screen of what just happened, points that move show up within a second: the cheapest question there is (the newest
// line) is asked again and again, only while the window is seen, and the screen asks for everything only when its answer has changed.
import { useEffect } from 'react';
import { useClient } from '../../api/client-context.tsx';
import type { Client } from '../../api/client.ts';

const OFTEN_MS = 400;
/** A screen on which nothing moves must not ask all day; who comes back to its window begins anew. */
const OFTEN_FOR_MS = 60_000;
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
    if ((await wait(Date.now() - movedAt < OFTEN_FOR_MS ? OFTEN_MS : SELDOM_MS, signal)) === 'seen again') movedAt = Date.now();
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

/** Over early when the window is looked at again or left, and when nobody watches any more. */
function wait(ms: number, signal: AbortSignal): Promise<'over' | 'seen again'> {
  return new Promise((done) => {
    const end = (how: 'over' | 'seen again'): void => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
      signal.removeEventListener('abort', over);
      done(how);
    };
    const over = (): void => end('over');
    const seen = (): void => end('seen again');
    const timer = setTimeout(over, ms);
    document.addEventListener('visibilitychange', seen);
    signal.addEventListener('abort', over);
  });
}
