// The ledger alone: awards to many members and to one.
import { Ledger } from '../../src/ledger/ledger.ts';
import { hashOfIntention } from '../../src/ledger/hash.ts';
import { entryKey, storeId } from '../../src/loyalty/ids.ts';
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import { MongoLedgerStore, toDocument, type EntryDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { awardChains, awardOf, circumstances, memberAt } from '../load/award-chains.ts';
import { concurrently } from '../load/concurrently.ts';
import { copyOf, rawCollection, written, type Row } from '../load/copies.ts';
import { rawInserts } from '../load/raw-inserts.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const SHOP = storeId('bench-shop');
/** Odd and larger than any count of members, so that a round meets members in no order and none of them twice. */
const STRIDE = 1_000_003;

/** Warm: every member's head is in the ledger's memory. Cold: nothing ever is. */
async function appendSide({ uri, database, scale }: Context, warm: boolean): Promise<Side> {
  const connection = await connectMongo(uri, database);
  const store = new MongoLedgerStore(connection);
  const ledger = new Ledger({ store, circumstances, ...(warm ? {} : { cacheMax: 0 }) });
  const append = (index: number, ref: string) => ledger.append(awardOf(SHOP, memberAt((index * STRIDE) % scale.members), ref));
  const fill = async (): Promise<void> => {
    if (warm) await concurrently(scale.members, scale.concurrency, (index) => append(index, 'fill-0'));
    const collection = collectionOf<EntryDocument>(connection, 'entries');
    if (!warm) for await (const batch of awardChains(SHOP, scale.members, 1)) await collection.insertMany(batch.map(toDocument));
  };
  return {
    prepare: async (round) => (round === 0 ? fill() : undefined),
    run: (round) =>
      concurrently(scale.appends, scale.concurrency, (index) => append(round * scale.appends + index, `award-${round}-${index}`)),
    close: () => connection.close(),
  };
}

const rawEntries = (context: Context): Promise<Side> =>
  rawInserts(context, { collection: 'entries', count: context.scale.appends, width: context.scale.concurrency });

/** Points come and go, as they do for somebody who is written often: the state stays as small as it is for a real member. */
async function hotSide({ uri, database, scale }: Context): Promise<Side> {
  const connection = await connectMongo(uri, database);
  const ledger = new Ledger({ store: new MongoLedgerStore(connection), circumstances });
  const adjust = async (ref: string, points: number): Promise<void> => {
    const why = { expiresAt: null, approvedBy: null, explain: JSON.stringify({ rule: 'bench', ref }) };
    const command = { kind: 'adjust', ref, points, ...why } as const;
    const intention = { command, key: entryKey(`adjust:${ref}`), inputHash: hashOfIntention('adjust', SHOP, memberAt(0), points) };
    await ledger.append({ storeId: SHOP, memberId: memberAt(0), cause: ref, intend: () => intention });
  };
  return {
    prepare: () => Promise.resolve(),
    run: (round) => concurrently(scale.hotAppends, 1, (index) => adjust(`hot-${round}-${index}`, index % 2 === 0 ? 45 : -45)),
    close: () => connection.close(),
  };
}

/** What an append cannot do with less: read the last entry, insert the next. */
async function hotBaseline({ uri, database, scale }: Context): Promise<Side> {
  const connection = await connectMongo(uri, database);
  const raw = await rawCollection(connection, 'entries');
  let originals: Row[] = [];
  let ready: Row[] = [];
  const step = async (row: Row | undefined): Promise<void> => {
    if (row === undefined) return;
    await raw.findOne({ storeId: row.storeId, memberId: memberAt(0) }, { sort: { seq: -1 } });
    await raw.insertOne(row);
  };
  return {
    async prepare(round) {
      if (originals.length === 0) originals = await written(connection, 'entries', scale.hotAppends, 'seq');
      ready = originals.map((row) => copyOf(row, round));
    },
    run: () => concurrently(ready.length, 1, (index) => step(ready[index])),
    close: () => connection.close(),
  };
}

export const appendCold: BenchCase = {
  name: 'append-cold',
  subjectIs: 'Ledger.append, no head remembered (a read and an insert)',
  baselineIs: 'insertOne of the same entries',
  aims: [{ of: 'rate-ratio', value: 0.45 }],
  subject: (context) => appendSide(context, false),
  baseline: rawEntries,
};

export const appendWarm: BenchCase = {
  name: 'append-warm',
  subjectIs: 'Ledger.append, heads remembered',
  baselineIs: 'insertOne of the same entries',
  aims: [{ of: 'rate-ratio', value: 0.8 }],
  subject: (context) => appendSide(context, true),
  baseline: rawEntries,
};

export const hotMember: BenchCase = {
  name: 'hot-member',
  subjectIs: 'Ledger.append to one member, one after another',
  baselineIs: 'findOne of the last entry, insertOne of the next',
  aims: [{ of: 'rate-ratio', value: 0.8 }],
  subject: hotSide,
  baseline: hotBaseline,
};
