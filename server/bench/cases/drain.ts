// Deliveries to points: a backlog of paid orders, worked off by one worker.
import { randomUUID } from 'node:crypto';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';
import { everyKindProgram } from '../../test/builders/programs.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Reward } from '../../src/loyalty/rewards/reward.ts';
import { INBOX } from '../../src/limits.ts';
import type { Core } from '../../src/core.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { concurrently, sampleOf } from '../load/concurrently.ts';
import { addBenchStore, BENCH_STORE, deliveries, type Deliver } from '../load/deliveries.ts';
import { countFinished } from '../load/finished.ts';
import { rawBatches } from '../load/raw-batches.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const MEMBERS = 1_000;
const FILL_WIDTH = 512;
/** As many batches as a worker has under way. */
const BATCHES = 2;

export async function fillInbox({ inbox }: Core, deliver: Deliver, round: number, count: number, members = MEMBERS): Promise<void> {
  await concurrently(count, FILL_WIDTH, (index) => {
    const { topic, headers, body } = deliver(1_000_000 * (round + 1) + index, 1 + (index % members));
    const what = { storeId: BENCH_STORE, origin: 'webhook', topic, headers, body, dedupe: null } as const;
    return inbox.insert({ itemId: randomUUID(), ...what, receivedAt: Date.now() });
  });
}

/** `rewards`: what the program gives for points; the orders carry no codes. */
async function drainSide({ uri, database, scale }: Context, rewards: readonly Reward[] = []): Promise<Side> {
  const { core, connection } = await openBenchCore(uri, database);
  const deliver = deliveries();
  await addBenchStore(core.stores);
  if (rewards.length > 0)
    await core.stores.publish(BENCH_STORE, { ...defaultProgram('EUR'), version: 2, inForceFrom: 1, rewards: [...rewards] });
  const { finished } = countFinished(core);
  return {
    prepare: (round) => fillInbox(core, deliver, round, scale.backlog),
    async run() {
      const startedAt = performance.now();
      const all = finished(scale.backlog);
      core.drain.start();
      await all;
      const sample = sampleOf(scale.backlog, startedAt, null);
      await core.drain.stop();
      const { waiting, dead } = await core.inbox.summary(BENCH_STORE, Date.now());
      if (waiting > 0 || dead > 0) throw new Error(`${waiting} wait and ${dead} are dead`);
      return sample;
    },
    close: () => connection.close(),
  };
}

export const drain: BenchCase = {
  name: 'drain',
  subjectIs: `paid orders of ${MEMBERS} members, inbox to points, one worker`,
  baselineIs: `insertMany of the same orders, entries and balance rows, ${INBOX.claimMax} at once`,
  aims: [{ of: 'rate-ratio', value: 0.5 }],
  subject: (context) => drainSide(context),
  baseline: (context) => {
    const sizes = { count: context.scale.backlog, batch: INBOX.claimMax, width: BATCHES };
    return rawBatches(context, { collections: ['orders', 'entries', 'balances'], ...sizes });
  },
};

/** The same work in a database of its own, whose store has no rewards. */
async function withoutRewards(context: Context): Promise<Side> {
  const database = `${context.database}_plain`;
  const { connection } = await openBenchCore(context.uri, database);
  await createIndexes(connection);
  await connection.close();
  return drainSide({ ...context, database });
}

export const drainRewards: BenchCase = {
  name: 'drain-rewards',
  subjectIs: 'the same in a store that has rewards',
  baselineIs: 'a store that has none',
  aims: [{ of: 'rate-ratio', value: 0.9 }],
  subject: (context) => drainSide(context, everyKindProgram().rewards),
  baseline: withoutRewards,
};
