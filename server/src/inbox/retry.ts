// When to try again, and when to stop and show it to a person.
import { INBOX } from '../limits.ts';
import { StoreUnreachable, Unreadable } from '../platforms/platform.ts';

/**
 * The next try's instant, or null for the dead letters. A payload nobody can read is not tried again by itself: only newer code reads it.
 * `random` is 0..1: waits are spread, so that a thousand items that failed together do not come back together.
 */
export function nextTryAt(error: Error, attempts: number, now: number, random: number): number | null {
  if (error instanceof Unreadable || attempts >= INBOX.attemptsMax) return null;
  const asked = error instanceof StoreUnreachable ? (error.retryAfterMs ?? 0) : 0;
  const backoff = Math.min(INBOX.firstRetryMs * 2 ** (attempts - 1), INBOX.longestRetryMs);
  return now + Math.round(Math.max(asked, backoff) * (1 + random / 2));
}
