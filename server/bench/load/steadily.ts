// Requests start at their appointed times whether or not earlier ones are answered, and are timed from then: waiting is not left out.
import { setTimeout as wait } from 'node:timers/promises';
import type { Sample } from '../cases/bench-case.ts';
import { sampleOf } from './concurrently.ts';

export async function steadily(count: number, perSecond: number, work: (index: number) => Promise<unknown>): Promise<Sample> {
  const times = new Float64Array(count);
  const startedAt = performance.now();
  const sent: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAt = startedAt + (index * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await wait(early);
    sent.push(work(index).then(() => void (times[index] = performance.now() - dueAt)));
  }
  await Promise.all(sent);
  return sampleOf(count, startedAt, times);
}
