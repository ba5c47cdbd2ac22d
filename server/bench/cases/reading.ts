// Reading back: the whole ledger proved again, and one member's head among few and among many.
import { ObjectId } from 'bson';
import type { Connection } from 'mongoose';
import { entryKey } from '../../src/loyalty/ids.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { balanceRow } from '../../src/projections/show-balance.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';
import { MongoBalanceStore } from '../../src/storage/mongo/mongo-balance-store.ts';
import { MongoLedgerStore, toDocument, type EntryDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { awardChains, memberAt } from '../load/award-chains.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { concurrently, sampleOf } from '../load/concurrently.ts';
import { addBenchStore, BENCH_STORE } from '../load/deliveries.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const ENTRIES_PER_MEMBER = 10;

async function fill(connection: Connection, members: number, perMember: number): Promise<void> {
  const balances = new MongoBalanceStore(connection);
  const collection = collectionOf<EntryDocument>(connection, 'entries');
  for await (const batch of awardChains(BENCH_STORE, members, perMember)) {
    await collection.insertMany(batch.map(toDocument), { ordered: false });
    await balances.show([...new Map(batch.map((entry): [string, Entry] => [entry.memberId, entry])).values()].map(balanceRow));
  }
}

async function verifySide({ uri, database, scale }: Context): Promise<Side> {
  const { core, connection } = await openBenchCore(uri, database);
  await addBenchStore(core.stores);
  const members = Math.ceil(scale.verifyEntries / ENTRIES_PER_MEMBER);
  return {
    prepare: async (round) => (round === 0 ? fill(connection, members, ENTRIES_PER_MEMBER) : undefined),
    async run() {
      const startedAt = performance.now();
      const { ok, entries: count, problems } = await core.proof.verify(BENCH_STORE);
      if (!ok) throw new Error(`verify found ${JSON.stringify(problems[0])}`);
      return sampleOf(count, startedAt, null);
    },
    close: () => connection.close(),
  };
}

/** The most that any check could reach: the same documents in the same order, looked at by nobody. */
async function scanSide({ uri, database }: Context): Promise<Side> {
  const connection = await connectMongo(uri, database);
  return {
    prepare: () => Promise.resolve(),
    async run() {
      const startedAt = performance.now();
      let count = 0;
      const cursor = collectionOf<EntryDocument>(connection, 'entries').find({ storeId: BENCH_STORE }).sort({ memberId: 1, seq: 1 });
      for await (const document of cursor.batchSize(1_000)) if (document.seq > 0) count += 1;
      return sampleOf(count, startedAt, null);
    },
    close: () => connection.close(),
  };
}

const AT_ONCE = 1_000;

/** One true entry under a million names: reading a head looks at its place, not at its hash, and a million awards would take an hour. */
async function fillHeads(connection: Connection, members: number): Promise<void> {
  const collection = collectionOf<EntryDocument>(connection, 'entries');
  for await (const [entry] of awardChains(BENCH_STORE, 1, 1)) {
    if (entry === undefined) return;
    const original = toDocument(entry);
    for (let from = 0; from < members; from += AT_ONCE) {
      const named = Array.from({ length: Math.min(AT_ONCE, members - from) }, (_, index) => {
        const memberId = memberAt(from + index);
        return { ...original, _id: new ObjectId(), memberId, key: entryKey(`award:fill:${memberId}`) };
      });
      await collection.insertMany(named, { ordered: false });
    }
  }
}

async function readSide({ uri, database, scale }: Context, members: number): Promise<Side> {
  const connection = await connectMongo(uri, `${database}_${members}`);
  await createIndexes(connection);
  const store = new MongoLedgerStore(connection);
  const read = async (member: number): Promise<void> => {
    if ((await store.head(BENCH_STORE, memberAt(member))) === null) throw new Error('a member without a head');
  };
  return {
    prepare: async (round) => (round === 0 ? fillHeads(connection, members) : undefined),
    run: () => concurrently(scale.reads, 1, () => read(Math.floor(Math.random() * members))),
    close: () => connection.close(),
  };
}

export const verify: BenchCase = {
  name: 'verify',
  subjectIs: 'entries verified by `lasting verify`: sequence, hashes, invariants, replay, rows, orders, checkpoints, keys',
  baselineIs: 'a cursor over the same entries',
  aims: [{ of: 'rate', value: 50_000 }],
  subject: verifySide,
  baseline: scanSide,
};

export const balanceRead: BenchCase = {
  name: 'balance-read',
  subjectIs: 'a head read among many members',
  baselineIs: 'a head read among few members',
  aims: [{ of: 'p99-ratio', value: 1.3 }],
  subject: (context) => readSide(context, context.scale.manyMembers),
  baseline: (context) => readSide(context, context.scale.fewMembers),
};
