// The rhythm that every job has: it looks, and looks again.
import type { Logger } from 'pino';

export interface Rhythm {
  readonly everyMs: number;
  readonly log: Logger;
  /** What the log says of a look that failed. */
  readonly failed: string;
  /** False: the first look comes after one interval, not at once. */
  readonly atOnce?: boolean;
  /** True: while a look is under way the next is left out. Otherwise they may overlap, as where a lease or each store has its own turn. */
  readonly oneAtATime?: boolean;
}

/** Looks until the returned function is called; a look that fails is logged, and the next one tries again. */
export function lookEvery({ everyMs, log, failed, atOnce = true, oneAtATime = false }: Rhythm, look: () => Promise<unknown>): () => void {
  let underWay = false;
  const run = (): void => {
    if (oneAtATime && underWay) return;
    underWay = true;
    look()
      .catch((error: unknown) => log.error({ err: error }, failed))
      .finally(() => (underWay = false));
  };
  const timer = setInterval(run, everyMs);
  timer.unref();
  if (atOnce) run();
  return () => clearInterval(timer);
}
