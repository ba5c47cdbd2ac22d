// Which version of a program an order is judged by.
import type { Program } from './program.ts';

/** The version in force at an instant; `versions` in any order. Null only when there is none at all. */
export function inForceAt(versions: readonly Program[], at: number): Program | null {
  const started = versions
    .filter((program) => program.inForceFrom <= at)
    .toSorted((a, b) => b.inForceFrom - a.inForceFrom || b.version - a.version);
  return started[0] ?? versions.toSorted((a, b) => a.version - b.version)[0] ?? null;
}
