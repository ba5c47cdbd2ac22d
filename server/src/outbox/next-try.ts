// When a failed effect is tried again: later each time, as late as the store asks, and spread, so that what failed together does not come back together.
import { OUTBOX } from '../limits.ts';
import { StoreUnreachable } from '../platforms/platform.ts';

/** The next try's instant; null: a person must look. `random` is 0..1. */
export function nextTryAt(
  error: Error,
  tried: { readonly attempts: number; readonly patient: boolean },
  now: number,
  random: number,
): number | null {
  if (tried.attempts >= OUTBOX.attemptsMax && !tried.patient) return null;
  const asked = error instanceof StoreUnreachable ? (error.retryAfterMs ?? 0) : 0;
  const backoff = Math.min(OUTBOX.firstRetryMs * 2 ** Math.min(tried.attempts - 1, 30), OUTBOX.longestRetryMs);
  return now + Math.round(Math.max(asked, backoff) * (1 + random / 2));
}
