// `node server/docs/scale/measure.ts [--uri URI] [--orders N]`: counts what one order really asks of the database (round trips, documents,
// index entries, bytes) and what it costs in CPU, by sending it through the product and listening to the driver. A few hundred orders: small
// enough to run beside other work, and CPU time is hardly blurred by it. Prints JSON for measured.json.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calculateObjectSize } from 'bson';
import { dropDatabases, makeDatabase, openEngine, type Engine } from '../../bench/database.ts';
import { openBenchCore, type BenchCore } from '../../bench/load/bench-core.ts';
import { addBenchStore, BENCH_STORE, deliveries, type Deliver } from '../../bench/load/deliveries.ts';
import { load, machine } from '../../bench/machine.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import type { Connection } from '../../src/storage/mongo/connect.ts';
import { toDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { Chain } from '../../test/builders/chain.ts';

const COLLECTIONS = ['inbox', 'members', 'orders', 'entries', 'balances'] as const;
const HEARTBEATS = new Set(['hello', 'ping', 'endSessions', 'listCollections']);

interface Phase {
  readonly items: number;
  readonly roundTrips: Record<string, number>;
  readonly perItem: number;
  readonly cpuMicros: number;
  readonly databaseCpuMicros: number | null;
}

interface Bench extends BenchCore {
  readonly engine: Engine;
  readonly deliver: Deliver;
  /** As many as orders, each with an order before: almost every order of a running shop is a known customer's, and no two meet by chance. */
  readonly customers: number;
  readonly heard: Map<string, number>;
}

function listen(connection: Connection): Map<string, number> {
  const heard = new Map<string, number>();
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (HEARTBEATS.has(commandName)) return;
    const name = commandName === 'getMore' ? 'getMore' : `${commandName} ${String((command as Record<string, unknown>)[commandName])}`;
    heard.set(name, (heard.get(name) ?? 0) + 1);
  });
  return heard;
}

/** The recorded paid order, said again at another time: news to the order desk, but nothing to give. */
function bodyAt({ deliver, customers }: Bench, order: number, telling: number): ReturnType<Deliver> {
  const recorded = deliver(order, 1 + (order % customers));
  const second = String(10 + telling).padStart(2, '0');
  const later = recorded.body.toString('utf8').replace(/"date_modified_gmt":"[^"]+"/, `"date_modified_gmt":"2027-01-01T00:00:${second}"`);
  return { ...recorded, body: Buffer.from(telling === 0 ? recorded.body : later) };
}

async function put(bench: Bench, order: number, telling: number): Promise<void> {
  const { topic, headers, body } = bodyAt(bench, order, telling);
  const what = { storeId: BENCH_STORE, origin: 'webhook', topic, headers, body, dedupe: `e-${order}-${telling}` } as const;
  await bench.core.inbox.insert({ itemId: randomUUID(), ...what, receivedAt: Date.now() });
}

async function phase(bench: Bench, orders: number, work: () => Promise<unknown>): Promise<Phase> {
  bench.heard.clear();
  const before = process.cpuUsage();
  const engineBefore = bench.engine.cpuMicros();
  await work();
  const { user, system } = process.cpuUsage(before);
  const engineAfter = bench.engine.cpuMicros();
  const round = (value: number): number => Math.round((value / orders) * 1_000) / 1_000;
  const roundTrips = Object.fromEntries([...bench.heard].map(([name, count]) => [name, round(count)] as const));
  const total = [...bench.heard.values()].reduce((sum, count) => sum + count, 0);
  const databaseCpuMicros = engineBefore === null || engineAfter === null ? null : Math.round((engineAfter - engineBefore) / orders);
  return { items: orders, roundTrips, perItem: round(total), cpuMicros: Math.round((user + system) / orders), databaseCpuMicros };
}

async function drainAll({ core }: Bench): Promise<void> {
  while ((await core.drain.once()) > 0);
}

async function tell(bench: Bench, from: number, orders: number, telling: number): Promise<{ accept: Phase; work: Phase }> {
  // Together, as they come when a shop is busy: an accepted delivery shares its round trip with others.
  const all = Array.from({ length: orders }, (_, index) => from + index);
  const accept = await phase(bench, orders, () => Promise.all(all.map((order) => put(bench, order, telling))));
  return { accept, work: await phase(bench, orders, () => drainAll(bench)) };
}

async function sizes({ connection }: Bench): Promise<Record<string, unknown>> {
  const facts: Record<string, unknown> = {};
  for (const name of COLLECTIONS) {
    const documents = await collectionOf<{ _id: unknown; body?: unknown }>(connection, name).find().limit(200).toArray();
    const total = documents.reduce((sum, document) => sum + calculateObjectSize(document), 0);
    const bodies = documents.reduce((sum, { body }) => sum + (body === undefined ? 0 : calculateObjectSize({ body })), 0);
    const indexes = await collectionOf(connection, name).indexes();
    facts[name] = {
      bytes: Math.round(total / documents.length),
      ofWhichBody: Math.round(bodies / documents.length),
      indexes: indexes.length,
    };
  }
  return facts;
}

/** An entry carries the state after it, so it grows with every lot that is still open. */
function entryBytesByOpenLots(): Record<string, number> {
  const chain = new Chain();
  for (let day = 1; day <= 41; day += 1)
    chain.order(Date.UTC(2026, 0, day), 45, String(1_000 + day), { expiresAt: Date.UTC(2027, 0, day) });
  const bytes = chain.entries.map((entry) => [String(entry.after.lots.length), calculateObjectSize(toDocument(entry))] as const);
  return Object.fromEntries(bytes.filter(([lots]) => ['1', '11', '41'].includes(lots)));
}

async function measure(engine: Engine, database: string, orders: number): Promise<unknown> {
  await makeDatabase(engine.uri, database);
  // The driver tells of its commands only when it was asked to at the start.
  const listening = `${engine.uri}${engine.uri.includes('?') ? '&' : '/?'}monitorCommands=true`.replace('//?', '/?');
  const opened = await openBenchCore(listening, database);
  const bench: Bench = { ...opened, engine, deliver: deliveries(), customers: orders, heard: listen(opened.connection) };
  try {
    await addBenchStore(bench.core.stores);
    // Warms the code up and makes every customer known.
    await tell(bench, 1_000_000, orders, 0);
    const first = await tell(bench, 2_000_000, orders, 0);
    const later = await tell(bench, 2_000_000, orders, 1);
    return { orders, accept: first.accept, givingPoints: first.work, changingNothing: later.work, documents: await sizes(bench) };
  } finally {
    await opened.connection.close();
  }
}

const { values } = parseArgs({ options: { uri: { type: 'string' }, orders: { type: 'string', default: '384' } } });
const parent = resolve(import.meta.dirname, '../../../.cache/bench');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'scale-'));
const engine = await openEngine(values.uri ?? null, folder);
const database = `scale_${process.pid}_${Date.now()}`;
try {
  const numbers = await measure(engine, database, Number(values.orders));
  const about = { at: new Date().toISOString(), engine: engine.name, machine: machine(), load: load() };
  process.stdout.write(`${JSON.stringify({ ...about, ...(numbers as object), entryBytesByOpenLots: entryBytesByOpenLots() }, null, 2)}\n`);
} finally {
  await dropDatabases(engine.uri, database);
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
}
