// Deliveries to points: a backlog of paid orders, worked off by one worker.
import { randomUUID } from 'node:crypto';
import { INBOX } from '../../src/limits.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { concurrently, sampleOf } from '../load/concurrently.ts';
import { addBenchStore, BENCH_STORE, deliveries } from '../load/deliveries.ts';
import { rawInserts } from '../load/raw-inserts.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const MEMBERS = 1_000;
const FILL_WIDTH = 512;

async function drainSide({ uri, database, scale }: Context): Promise<Side> {
  const { core, connection } = await openBenchCore(uri, database);
  const deliver = deliveries();
  await addBenchStore(core.stores);
  const put = (round: number, index: number) => {
    const { topic, headers, body } = deliver(1_000_000 * (round + 1) + index, 1 + (index % MEMBERS));
    const what = { storeId: BENCH_STORE, origin: 'webhook', topic, headers, body, dedupe: null } as const;
    return core.inbox.insert({ itemId: randomUUID(), ...what, receivedAt: Date.now() });
  };
  return {
    prepare: async (round) => void (await concurrently(scale.backlog, FILL_WIDTH, (index) => put(round, index))),
    async run() {
      const startedAt = performance.now();
      let taken = 0;
      for (let more = 1; more > 0; taken += more) more = await core.drain.once();
      const { waiting, dead } = await core.inbox.summary(BENCH_STORE, Date.now());
      if (taken !== scale.backlog || waiting > 0 || dead > 0) throw new Error(`${taken} were taken, ${waiting} wait and ${dead} are dead`);
      return sampleOf(taken, startedAt, null);
    },
    close: () => connection.close(),
  };
}

export const drain: BenchCase = {
  name: 'drain',
  subjectIs: `paid orders of ${MEMBERS} members, inbox to points, one worker`,
  baselineIs: 'insertOne of the same entries',
  aims: [{ of: 'rate-ratio', value: 0.25 }],
  subject: drainSide,
  baseline: (context) => rawInserts(context, { collection: 'entries', count: context.scale.backlog, width: INBOX.claimMax }),
};
