// A worker and nothing else: works off an inbox that others filled, and watches its own memory.
import { z } from 'zod';
import { countFinished } from '../load/finished.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { answerParent, ownCpuMicros } from './child.ts';

const taskSchema = z.object({ uri: z.string(), database: z.string(), items: z.number() });
const LOOK_EVERY_MS = 50;
const MIB = 2 ** 20;
let close: () => Promise<unknown> = () => Promise.resolve();

/** The most in the first tenth of the work and in the last: flat means that they hardly differ. */
function watched(total: () => number): { stop: () => { peakMiB: number; earlyMiB: number } } {
  let [peak, early] = [0, 0];
  const timer = setInterval(() => {
    const now = process.memoryUsage.rss() / MIB;
    peak = Math.max(peak, now);
    if (total() < 0.1) early = Math.max(early, now);
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return { peakMiB: Math.round(peak), earlyMiB: Math.round(early) };
    },
  };
}

async function work(message: unknown): Promise<{ seconds: number; cpuMicros: number; peakMiB: number; earlyMiB: number }> {
  const { uri, database, items } = taskSchema.parse(message);
  const { core, connection } = await openBenchCore(uri, database);
  close = () => connection.close();
  const { finished, count } = countFinished(core);
  const memory = watched(() => count() / items);
  const startedAt = performance.now();
  const all = finished(items);
  core.drain.start();
  await all;
  const seconds = (performance.now() - startedAt) / 1_000;
  await core.drain.stop();
  return { seconds, cpuMicros: ownCpuMicros(), ...memory.stop() };
}

answerParent(work, async () => void (await close()));
