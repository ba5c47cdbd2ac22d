// The sums: from what one order costs to processes, shards, bytes and hours. Nothing is drawn by chance here; the simulation is beside it.
import { CLOCK } from '../../src/limits.ts';
import { ASSUMED, INDEX_BYTES, type Scenario } from './assumptions.ts';
import type { Measured } from './measured.ts';
import type { Demand, Operations } from './operations.ts';

const GIB = 2 ** 30;
const MINUTES_A_DAY = 1_440;
/** Both random indexes of three inbox items, at insert and when pruned; then the member, his order, his chain, his balance and its due time. */
const PAGES_PER_ORDER = 3 * 2 * 2 + 5;

/** One order with all its deliveries. */
export function perOrder({
  accept,
  givingPoints,
  changingNothing,
}: Operations): Demand & { readonly doorMs: number; readonly workMs: number } {
  const deliveries = ASSUMED.deliveriesPerOrder;
  const sum = (pick: (demand: Demand) => number): number =>
    deliveries * pick(accept) + pick(givingPoints) + (deliveries - 1) * pick(changingNothing);
  return {
    cpuMs: sum(({ cpuMs }) => cpuMs),
    doorMs: deliveries * accept.cpuMs,
    workMs: givingPoints.cpuMs + (deliveries - 1) * changingNothing.cpuMs,
    databaseMs: sum(({ databaseMs }) => databaseMs),
    roundTrips: sum(({ roundTrips }) => roundTrips),
    documents: sum(({ documents }) => documents),
    indexEntries: sum(({ indexEntries }) => indexEntries),
  };
}

export interface Bytes {
  readonly order: number;
  readonly member: number;
  readonly delivery: number;
}

const indexBytes = ({ atEnd, random }: { atEnd: number; random: number }): number => atEnd + random;

export function entryBytes({ counted }: Measured, openLots: number): number {
  const sizes = counted.entryBytesByOpenLots;
  const [one, many] = [sizes['1'] ?? Number.NaN, sizes['41'] ?? Number.NaN];
  const perLot = (many - one) / 40;
  // The chain that was built to see the growth gives for one rule; the entry of a real order explains its lines too.
  return counted.documents.entries.bytes + perLot * (openLots - 1);
}

/** What stays on disk of one order and one member for ever, and of one delivery until it is pruned; compressed, with indexes. */
export function bytesOf(measured: Measured): Bytes {
  const { documents } = measured.counted;
  const { plain, encrypted } = ASSUMED.compressed;
  const entry = entryBytes(measured, ASSUMED.openLots);
  const around = documents.inbox.bytes - documents.inbox.ofWhichBody;
  return {
    order: (entry + documents.orders.bytes) * plain + indexBytes(INDEX_BYTES.entries) + indexBytes(INDEX_BYTES.orders),
    member:
      (documents.members.bytes + documents.balances.bytes) * plain + indexBytes(INDEX_BYTES.members) + indexBytes(INDEX_BYTES.balances),
    delivery: ASSUMED.bodyBytes * encrypted + around * plain + indexBytes(INDEX_BYTES.inbox),
  };
}

export interface Capacity {
  readonly scenario: Scenario;
  readonly peakDeliveries: number;
  readonly servers: number;
  readonly workers: number;
  readonly roundTripsPerSecond: number;
  readonly documentsPerSecond: number;
  readonly indexEntriesPerSecond: number;
  readonly databaseCores: number;
  readonly hotIndexGiB: number;
  readonly pageReadsPerSecond: number;
  readonly yearTiB: number;
  readonly inboxGiB: number;
  /** Shards asked for by each of writes, CPU, reads and disk after a year; the largest decides. */
  readonly shardsFor: Readonly<Record<'writes' | 'cpu' | 'reads' | 'disk', number>>;
  readonly shards: number;
  /** Of a shard, at the peak, for the shop that cannot be split. */
  readonly largestShopOfAShard: number;
  readonly verifyHours: number;
  readonly expiryDays: number;
}

function hotIndexBytes({ members, ordersPerYear }: Scenario): number {
  const items = (ordersPerYear / 365) * ASSUMED.inboxDays * ASSUMED.deliveriesPerOrder;
  const counts = { inbox: items, entries: ordersPerYear, orders: ordersPerYear, members, balances: members };
  return Object.entries(counts).reduce((sum, [name, count]) => {
    const { atEnd, random } = INDEX_BYTES[name as keyof typeof INDEX_BYTES];
    return sum + count * (random + atEnd * ASSUMED.hotEnd);
  }, 0);
}

const needed = (load: number, capacity: number): number => Math.max(1, Math.ceil(load / capacity));

export function capacityOf(scenario: Scenario, operations: Operations, measured: Measured): Capacity {
  const { members, ordersPerYear, peakOrdersPerSecond: peak, largestShop } = scenario;
  const [order, bytes, { shard, planned }] = [perOrder(operations), bytesOf(measured), ASSUMED];
  const inbox = (ordersPerYear / 365) * ASSUMED.inboxDays * ASSUMED.deliveriesPerOrder * bytes.delivery;
  const year = ordersPerYear * bytes.order + members * bytes.member + inbox;
  const hot = hotIndexBytes(scenario);
  const databaseCores = (peak * order.databaseMs) / 1_000;
  const load = {
    writes: (peak * order.documents) / (shard.documentsPerSecond * planned),
    cpu: databaseCores / (shard.cores * planned),
    // Either the pages are in memory, or the disk must find them at the peak: whichever is cheaper.
    reads: Math.min(hot / (shard.cacheGiB * GIB), (peak * PAGES_PER_ORDER) / (shard.pageReadsPerSecond * planned)),
    disk: year / (shard.diskTiB * 1_024 * GIB * planned),
  };
  const shardsFor = { writes: needed(load.writes, 1), cpu: needed(load.cpu, 1), reads: needed(load.reads, 1), disk: needed(load.disk, 1) };
  return {
    scenario,
    peakDeliveries: peak * ASSUMED.deliveriesPerOrder,
    servers: needed((peak * order.doorMs) / 1_000, planned),
    workers: needed((peak * order.workMs) / 1_000, planned),
    roundTripsPerSecond: peak * order.roundTrips,
    documentsPerSecond: peak * order.documents,
    indexEntriesPerSecond: peak * order.indexEntries,
    databaseCores,
    hotIndexGiB: hot / GIB,
    pageReadsPerSecond: peak * PAGES_PER_ORDER,
    yearTiB: year / GIB / 1_024,
    inboxGiB: inbox / GIB,
    shardsFor,
    shards: Math.max(...Object.values(shardsFor)),
    largestShopOfAShard: largestShop * Math.max(...Object.values(load)),
    verifyHours: (ordersPerYear * largestShop * measured.bench.verify.cpuMicros) / 1e6 / 3_600,
    expiryDays: (members * largestShop * ASSUMED.expireTogether) / CLOCK.duePerTick / MINUTES_A_DAY,
  };
}
