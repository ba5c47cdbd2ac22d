// A draft tried on all orders of ninety days as they are stored: reading, folding and telling how far it is.
import { pino } from 'pino';
import { DryRuns } from '../../src/programs/dry-runs/dry-runs.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';
import { MongoDryRuns } from '../../src/storage/mongo/mongo-dry-runs.ts';
import { MongoOrderHistory } from '../../src/storage/mongo/mongo-order-history.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { sampleOf } from '../load/concurrently.ts';
import { fillShop, OFFICE_SHOP } from '../load/office-shop.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

async function drySide({ uri, database, scale }: Context): Promise<Side> {
  const opened = await openBenchCore(uri, database);
  const { core, connection } = opened;
  await createIndexes(connection);
  const log = pino({ level: 'warn' }, pino.destination(2));
  const runs = new DryRuns({ runs: new MongoDryRuns(connection), history: new MongoOrderHistory(connection), clock: Date.now, log });
  return {
    prepare: async (round) => (round === 0 ? fillShop(opened, scale.manyMembers) : undefined),
    async run() {
      const startedAt = performance.now();
      const { live } = await core.programs.standing(OFFICE_SHOP);
      const programs = { versions: [live.program], live: live.program, draft: live.program };
      if (!(await runs.start({ storeId: OFFICE_SHOP, startsAt: 0, ...programs, draftRevision: 1 }))) throw new Error('another one runs');
      await runs.settled();
      const run = await runs.of(OFFICE_SHOP);
      if (run?.state !== 'done' || run.done !== scale.manyMembers) throw new Error(`the dry run ended as ${run?.state} at ${run?.done}`);
      return sampleOf(run.done, startedAt, null);
    },
    close: () => connection.close(),
  };
}

/** The most that any run could reach: the same documents, looked at by nobody. */
async function scanSide({ uri, database }: Context): Promise<Side> {
  const { connection } = await openBenchCore(uri, database);
  return {
    prepare: () => Promise.resolve(),
    async run() {
      const startedAt = performance.now();
      let count = 0;
      for await (const _ of collectionOf(connection, 'orders').find({ storeId: OFFICE_SHOP }).batchSize(1_000)) count += 1;
      return sampleOf(count, startedAt, null);
    },
    close: () => connection.close(),
  };
}

/** A hundred thousand orders in ten seconds. */
export const storedDryRun: BenchCase = {
  name: 'stored-dry-run',
  subjectIs: 'stored orders tried with a draft and with the live program',
  baselineIs: 'a cursor over the same orders',
  aims: [{ of: 'rate', value: 10_000 }],
  subject: drySide,
  baseline: scanSide,
};
