// Tells when so many items of the inbox are finished, without asking the database while it is measured.
import type { Core } from '../../src/core.ts';

export interface FinishedCount {
  /** Resolves when so many more are finished. */
  readonly finished: (count: number) => Promise<void>;
  /** Finished since that was asked. */
  readonly count: () => number;
}

export function countFinished({ inbox }: Core): FinishedCount {
  const finish = inbox.finish.bind(inbox);
  let [done, wanted] = [0, Number.POSITIVE_INFINITY];
  let reached: () => void = () => undefined;
  inbox.finish = async (items, ...how) => {
    await finish(items, ...how);
    done += items.length;
    if (done >= wanted) reached();
  };
  return {
    finished(count) {
      [done, wanted] = [0, count];
      return new Promise((resolve) => (reached = resolve));
    },
    count: () => done,
  };
}
