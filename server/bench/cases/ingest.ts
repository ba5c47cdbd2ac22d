// Deliveries in: through the HTTP door of a server process, and by the inbox alone.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { NewItem } from '../../src/inbox/inbox-store.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { concurrently } from '../load/concurrently.ts';
import { BENCH_STORE, deliveries, requestOf } from '../load/deliveries.ts';
import { HttpLoad } from '../load/http-load.ts';
import { rawInserts } from '../load/raw-inserts.ts';
import { steadily } from '../load/steadily.ts';
import { Child } from '../process/child.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const CUSTOMERS = 1_000;
const deliver = deliveries();
const orderNumber = (round: number, index: number): number => 1_000_000 * (round + 1) + index;
const rawInbox = (context: Context): Promise<Side> =>
  rawInserts(context, { collection: 'inbox', count: context.scale.deliveries, width: context.scale.concurrency });

interface Door {
  readonly load: HttpLoad;
  post(request: Buffer | undefined): Promise<void>;
  cpuMicros(): Promise<number>;
  close(): Promise<void>;
}

async function openDoor({ uri, database, scale }: Context): Promise<Door> {
  const app = new Child(new URL('../process/app-process.ts', import.meta.url), 'the app');
  const load = await HttpLoad.open(z.number().parse(await app.ask({ uri, database })), scale.concurrency);
  return {
    load,
    async post(request) {
      const status = request === undefined ? 0 : await load.send(request);
      if (status !== 200) throw new Error(`a delivery was answered with ${status}`);
    },
    cpuMicros: async () => z.number().parse(await app.ask('cpu')),
    async close() {
      load.close();
      await app.close();
    },
  };
}

function requests(count: number, round: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => requestOf(deliver(orderNumber(round, index), 1 + (index % CUSTOMERS)), BENCH_STORE));
}

async function httpSide(context: Context): Promise<Side> {
  const { deliveries: count, concurrency } = context.scale;
  const door = await openDoor(context);
  let ready: Buffer[] = [];
  return {
    prepare: async (round) => void (ready = requests(count, round)),
    run: () => concurrently(count, concurrency, (index) => door.post(ready[index])),
    cpuMicros: () => door.cpuMicros(),
    close: () => door.close(),
  };
}

async function steadySide(context: Context): Promise<Side> {
  const { steadyRate, steadySeconds } = context.scale;
  const count = Math.round(steadyRate * steadySeconds);
  const door = await openDoor(context);
  let ready: Buffer[] = [];
  return {
    prepare: async (round) => void (ready = requests(count, round)),
    run: () => steadily(count, steadyRate, (index) => door.post(ready[index])),
    cpuMicros: () => door.cpuMicros(),
    close: () => door.close(),
  };
}

function itemOf(round: number, index: number): NewItem {
  const { topic, headers, body } = deliver(orderNumber(round, index), 1 + (index % CUSTOMERS));
  return { itemId: randomUUID(), storeId: BENCH_STORE, origin: 'webhook', topic, dedupe: null, headers, body, receivedAt: Date.now() };
}

async function storeSide({ uri, database, scale }: Context): Promise<Side> {
  const { core, connection } = await openBenchCore(uri, database);
  let ready: NewItem[] = [];
  return {
    prepare: async (round) => void (ready = Array.from({ length: scale.deliveries }, (_, index) => itemOf(round, index))),
    run: () => concurrently(ready.length, scale.concurrency, async (index) => insert(ready[index])),
    close: () => connection.close(),
  };

  async function insert(item: NewItem | undefined): Promise<void> {
    if (item !== undefined) await core.inbox.insert(item);
  }
}

export const ingestHttp: BenchCase = {
  name: 'ingest-http',
  subjectIs: 'signed deliveries over HTTP, accepted',
  baselineIs: 'insertOne of the same inbox documents',
  aims: [{ of: 'rate-ratio', value: 0.6 }, { of: 'rate-ratio', value: 1 }],
  subject: httpSide,
  baseline: rawInbox,
}; // prettier-ignore

export const ingestSteady: BenchCase = {
  name: 'ingest-steady',
  subjectIs: 'deliveries over HTTP at a steady rate, timed from when they were due',
  baselineIs: null,
  aims: [{ of: 'p99', value: 200 }],
  subject: steadySide,
  baseline: null,
};

export const ingestStore: BenchCase = {
  name: 'ingest-store',
  subjectIs: 'inbox.insert without HTTP',
  baselineIs: 'insertOne of the same inbox documents',
  aims: [],
  subject: storeSide,
  baseline: rawInbox,
};
