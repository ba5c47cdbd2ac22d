// The tables of scale.md. Numbers are rounded to what they are worth.
import { SCENARIOS } from './assumptions.ts';
import { bytesOf, capacityOf, entryBytes, perOrder, type Capacity } from './capacity.ts';
import type { Measured } from './measured.ts';
import { operationsOf, type Demand } from './operations.ts';
import { RUNS } from './runs.ts';
import { Simulation, type Outcome, type Run } from './simulation.ts';

const number = (value: number): string =>
  value.toLocaleString('en-GB', { maximumSignificantDigits: 2, useGrouping: true, maximumFractionDigits: 2 });
const exact = (value: number): string => Math.round(value).toLocaleString('en-GB');

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

function costs(measured: Measured): string {
  const operations = operationsOf(measured);
  const row = (name: string, demand: Demand): string[] => [
    name,
    demand.cpuMs.toFixed(2),
    demand.databaseMs.toFixed(2),
    exact(demand.roundTrips),
    exact(demand.documents),
    exact(demand.indexEntries),
  ];
  return markdown(
    ['What', 'our CPU ms', 'database CPU ms', 'round trips', 'documents written', 'index entries'],
    [
      row('accept a delivery, its whole life in the inbox', operations.accept),
      row('first message of an order: points', operations.givingPoints),
      row('later message: nothing to change', operations.changingNothing),
      row('an order with three deliveries', perOrder(operations)),
    ],
  );
}

function sizes(measured: Measured): string {
  const { order, member, delivery } = bytesOf(measured);
  return markdown(
    ['What', 'bytes on disk'],
    [
      ['an order for ever: its document, one entry, eight index entries', exact(order)],
      ['a member for ever: document, balance row, indexes', exact(member)],
      ['a delivery for 30 days', exact(delivery)],
      ['an entry with 1 open lot (BSON)', exact(entryBytes(measured, 1))],
      ['an entry with 40 open lots (BSON)', exact(entryBytes(measured, 40))],
    ],
  );
}

const LINES: readonly [string, (capacity: Capacity) => string][] = [
  ['orders/s at the peak', ({ scenario }) => number(scenario.peakOrdersPerSecond)],
  ['deliveries/s at the peak', ({ peakDeliveries }) => number(peakDeliveries)],
  ['`server` processes', ({ servers }) => exact(servers)],
  ['`worker` processes (by CPU alone)', ({ workers }) => exact(workers)],
  ['round trips/s', ({ roundTripsPerSecond }) => number(roundTripsPerSecond)],
  ['documents written/s', ({ documentsPerSecond }) => number(documentsPerSecond)],
  ['index entries written/s', ({ indexEntriesPerSecond }) => number(indexEntriesPerSecond)],
  ['database cores busy', ({ databaseCores }) => number(databaseCores)],
  ['randomly read index pages after a year, GiB', ({ hotIndexGiB }) => number(hotIndexGiB)],
  ['index pages read/s if none is in memory', ({ pageReadsPerSecond }) => number(pageReadsPerSecond)],
  ['stored after a year, TiB', ({ yearTiB }) => number(yearTiB)],
  ['of which inbox, GiB', ({ inboxGiB }) => number(inboxGiB)],
  ['shards for writes / CPU / reads / disk', ({ shardsFor: { writes, cpu, reads, disk } }) => `${writes} / ${cpu} / ${reads} / ${disk}`],
  ['shards', ({ shards }) => exact(shards)],
  ['largest shop, part of one shard', ({ largestShopOfAShard }) => `${number(largestShopOfAShard * 100)} %`],
  ['nightly proof of the largest shop after a year, hours', ({ verifyHours }) => number(verifyHours)],
  ['largest shop: days to post one common expiry', ({ expiryDays }) => number(expiryDays)],
];

function scenarios(measured: Measured): string {
  const all = SCENARIOS.map((scenario) => capacityOf(scenario, operationsOf(measured), measured));
  return markdown(['', ...SCENARIOS.map(({ name }) => name)], LINES.map(([name, show]) => [name, ...all.map(show)])); // prettier-ignore
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

function outcomeRow({ name }: Run, outcome: Outcome): string[] {
  const { deliveries, longestQueue, p50Seconds, p99Seconds, lostClaims, unfinished } = outcome;
  const recovery = [outcome.recoverySeconds, outcome.ownRecoverySeconds].map((value) => (value === null ? '' : seconds(value)));
  const lost = `${Math.round(lostClaims * 100)} %`;
  return [name, exact(deliveries), exact(longestQueue), seconds(p50Seconds), seconds(p99Seconds), lost, ...recovery, exact(unfinished)];
}

export function simulated(runs: readonly Run[], measured: Measured): string {
  const operations = operationsOf(measured);
  return markdown(
    [
      'Case',
      'deliveries',
      'longest queue',
      'p50 s',
      'p99 s',
      'claims lost',
      'all recovered after s',
      'accepted ones after s',
      'never done',
    ],
    runs.map((run) => outcomeRow(run, new Simulation(run, operations).outcome())),
  );
}

/** By the name of their place in scale.md. */
export function tables(measured: Measured): Readonly<Record<string, string>> {
  return { costs: costs(measured), sizes: sizes(measured), scenarios: scenarios(measured), simulated: simulated(RUNS, measured) };
}
