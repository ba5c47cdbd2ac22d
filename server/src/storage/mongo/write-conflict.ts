// Engines that lock end one of two writes that wait for each other and say so (112, WriteConflict). Nothing of it was written, so whoever
// writes something that may be written twice waits a moment and writes again.
import { setTimeout } from 'node:timers/promises';

const WRITE_CONFLICT = 112;
const TRIES_MAX = 6;
const PAUSE_MS = 20;

/** The write, or one of the writes of a group, was given up for another. */
export function isWriteConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === WRITE_CONFLICT) return true;
  const errors = 'writeErrors' in error ? error.writeErrors : null;
  return Array.isArray(errors) && errors.some((each: { code?: unknown }) => each.code === WRITE_CONFLICT);
}

/** Does it again after a random pause that grows (20 ms, 40 ms, ...) while the engine gives it up; the sixth refusal is the caller's. */
export async function againOnConflict<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (tries >= TRIES_MAX || !isWriteConflict(error)) throw error;
      await setTimeout(Math.random() * PAUSE_MS * tries);
    }
  }
}
