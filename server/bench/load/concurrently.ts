// Keeps a fixed number of operations in flight until all are done, and times each.
import type { Sample } from '../cases/bench-case.ts';

/** The value below which `share` of the times lie; the nearest rank, so it is always a time that was really measured. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function sampleOf(operations: number, startedAt: number, times: Float64Array | null): Sample {
  const seconds = (performance.now() - startedAt) / 1_000;
  const sorted = times?.toSorted();
  return {
    operations,
    seconds,
    p50Ms: sorted === undefined ? null : percentile(sorted, 0.5),
    p99Ms: sorted === undefined ? null : percentile(sorted, 0.99),
  };
}

export async function concurrently(operations: number, width: number, work: (index: number) => Promise<unknown>): Promise<Sample> {
  const times = new Float64Array(operations);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < operations) {
      const index = next++;
      const startedAt = performance.now();
      await work(index);
      times[index] = performance.now() - startedAt;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: Math.min(width, operations) }, lane));
  return sampleOf(operations, startedAt, times);
}
