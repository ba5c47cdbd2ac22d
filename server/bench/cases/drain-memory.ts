// A backlog too long for any memory: what a worker needs must not grow with it.
import { z } from 'zod';
import { fillInbox } from './drain.ts';
import { MEMORY_FLAGS } from '../../tools/start/memory-flags.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { addBenchStore, deliveries } from '../load/deliveries.ts';
import { Child } from '../process/child.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const answerSchema = z.object({ seconds: z.number(), cpuMicros: z.number(), peakMiB: z.number(), earlyMiB: z.number() });

const ORDERS_EACH = 10;

async function memorySide({ uri, database, scale }: Context): Promise<Side> {
  const worker = new Child(new URL('../process/worker-process.ts', import.meta.url), 'the worker', MEMORY_FLAGS);
  let cpu = 0;
  return {
    async prepare(round) {
      const { core, connection } = await openBenchCore(uri, database);
      await addBenchStore(core.stores);
      await fillInbox(core, deliveries(), round, scale.longBacklog, Math.ceil(scale.longBacklog / ORDERS_EACH));
      await connection.close();
    },
    async run() {
      const { seconds, cpuMicros, peakMiB, earlyMiB } = answerSchema.parse(await worker.ask({ uri, database, items: scale.longBacklog }));
      cpu = cpuMicros;
      return { operations: scale.longBacklog, seconds, p50Ms: null, p99Ms: null, peakMiB, earlyMiB };
    },
    cpuMicros: () => Promise.resolve(cpu),
    close: () => worker.close(),
  };
}

export const drainMemory: BenchCase = {
  name: 'drain-memory',
  subjectIs: `a worker process in a long backlog (--long-backlog), by its resident memory; started as npm start and the README start it: ${MEMORY_FLAGS.join(' ')}`,
  baselineIs: null,
  aims: [{ of: 'peak-mib', value: 300 }],
  once: true,
  subject: memorySide,
  baseline: null,
};
