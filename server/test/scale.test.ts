// The capacity model and its page: the tables in scale.md are what the script makes, so they cannot drift from the model or the measurements.
import { describe, expect, it } from 'vitest';
import { capacityOf, perOrder } from '../docs/scale/capacity.ts';
import { Agenda } from '../docs/scale/agenda.ts';
import { SCENARIOS } from '../docs/scale/assumptions.ts';
import { readMeasured } from '../docs/scale/measured.ts';
import { operationsOf } from '../docs/scale/operations.ts';
import { tablesOnPage } from '../docs/scale/page.ts';
import { RUNS } from '../docs/scale/runs.ts';
import { Simulation, type Outcome, type Run } from '../docs/scale/simulation.ts';
import { tables } from '../docs/scale/tables.ts';

const measured = readMeasured();
const operations = operationsOf(measured);

function simulate(change: Partial<Run>): Outcome {
  const [first] = RUNS;
  if (first === undefined) throw new Error('there are no runs');
  return new Simulation({ ...first, seconds: 20, ordersPerSecond: 5, ...change }, operations).outcome();
}

describe('the page about scale', () => {
  it('shows the very tables that the script makes', { timeout: 120_000 }, () => {
    expect(tablesOnPage()).toEqual(tables(measured));
  });
});

describe('the capacity model', () => {
  const [oneShop] = SCENARIOS;

  it('counts an order as its three deliveries and their work', () => {
    const { accept, givingPoints, changingNothing } = operations;
    const trips = 3 * accept.roundTrips + givingPoints.roundTrips + 2 * changingNothing.roundTrips;
    expect(perOrder(operations).roundTrips).toBe(trips);
  });

  it('asks for twice as much of everything for twice the orders', () => {
    if (oneShop === undefined) throw new Error('there are no scenarios');
    const { members, ordersPerYear, peakOrdersPerSecond } = oneShop;
    const twice = { ...oneShop, members: members * 2, ordersPerYear: ordersPerYear * 2, peakOrdersPerSecond: peakOrdersPerSecond * 2 };
    const [once, doubled] = [oneShop, twice].map((scenario) => capacityOf(scenario, operations, measured));
    expect(doubled?.yearTiB).toBeCloseTo(2 * (once?.yearTiB ?? 0));
    expect(doubled?.documentsPerSecond).toBeCloseTo(2 * (once?.documentsPerSecond ?? 0));
  });
});

describe('the simulation of deliveries', () => {
  it('gives the same result for the same seed, and another for another', () => {
    expect(simulate({ seed: 7 })).toEqual(simulate({ seed: 7 }));
    expect(simulate({ seed: 7 })).not.toEqual(simulate({ seed: 8 }));
  });

  it('finishes every delivery, also after an outage of the database', () => {
    const { unfinished, recoverySeconds } = simulate({ outage: { from: 5, to: 15 } });
    expect(unfinished).toBe(0);
    expect(recoverySeconds).toBeGreaterThan(0);
  });

  it('lets a queue grow when more comes than the workers can do', () => {
    const [calm, crowded] = [simulate({}), simulate({ ordersPerSecond: 400, workers: 1, servers: 8 })];
    expect(crowded.longestQueue).toBeGreaterThan(20 * calm.longestQueue);
    expect(crowded.p99Seconds).toBeGreaterThan(calm.p99Seconds);
  });

  it('lets everybody wait for a hot member unless batches are freed of it', () => {
    const hot = { ordersPerSecond: 300, workers: 4, servers: 8, databaseCores: 8, hot: { kind: 'member', share: 0.5 } } as const;
    expect(simulate({ ...hot, batches: 'freed' }).p50Seconds).toBeLessThan(simulate({ ...hot, batches: 'whole' }).p50Seconds);
  });

  it('runs events in the order of their times, and equal ones as they were entered', () => {
    const agenda = new Agenda();
    const seen: string[] = [];
    for (const [at, name] of [[3, 'd'], [1, 'a'], [2, 'b'], [2, 'c']] as const) agenda.at(at, () => seen.push(name)); // prettier-ignore
    agenda.runUntil(5);
    expect(seen.join('')).toBe('abcd');
  });
});
