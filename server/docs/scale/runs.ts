// The simulated cases: each answers one question of the document.
import type { Run } from './simulation.ts';

const PEAK: Run = {
  name: '',
  seed: 3,
  seconds: 60,
  ordersPerSecond: 667,
  burst: null,
  servers: 4,
  workers: 16,
  databaseCores: 8,
  roundTripMs: 2,
  hot: null,
  outage: null,
  claims: 'oldest',
  batches: 'whole',
};
/** More than the workers can take for a while: what a backlog does to claims. */
const SURGE = { burst: { from: 20, to: 40, times: 3 }, databaseCores: 32, servers: 12 } as const;
/** A middle-sized installation: what an outage or a hot chain does is seen there as well. */
const SMALL: Run = { ...PEAK, ordersPerSecond: 30, servers: 2, workers: 2, databaseCores: 2, seconds: 120 };

/** A flash sale in the one large shop. */
const SALE: Run = {
  ...SMALL,
  ordersPerSecond: 0.95,
  seconds: 150,
  workers: 4,
  databaseCores: 8,
  burst: { from: 30, to: 90, times: 500 },
};

export const RUNS: readonly Run[] = [
  { ...SMALL, name: '10,000 shops at their peak, 2 workers' },
  { ...SMALL, name: 'the same, 60 s of outage', outage: { from: 30, to: 90 } },
  {
    ...SMALL,
    name: 'one shop of 10 M, flash sale x 50 for 60 s, 2 workers',
    ordersPerSecond: 0.95,
    seconds: 150,
    burst: { from: 30, to: 90, times: 50 },
  },
  { ...SALE, name: 'a sale x 500, 4 workers' },
  { ...SALE, name: 'the same, 20 % of orders by one member', hot: { kind: 'member', share: 0.2 } },
  { ...SALE, name: 'the same, 40 % of orders by one member', hot: { kind: 'member', share: 0.4 } },
  { ...SALE, name: 'the same, but no worker waits for it', hot: { kind: 'member', share: 0.4 }, batches: 'freed' },
  { ...SALE, name: 'the sale, 20 % of messages about one order', hot: { kind: 'order', share: 0.2 } },
  { ...PEAK, name: 'whole peak, 8 workers', workers: 8 },
  { ...PEAK, name: 'whole peak, 16 workers' },
  { ...PEAK, name: 'the same, 60 s of outage', seconds: 120, outage: { from: 30, to: 90 } },
  { ...PEAK, ...SURGE, name: 'whole peak, x 3 for 20 s, 16 workers' },
  { ...PEAK, ...SURGE, name: 'the same, claims spread', claims: 'spread' },
  { ...PEAK, ...SURGE, name: 'the same, slow database (6 ms)', roundTripMs: 6 },
  { ...PEAK, ...SURGE, name: 'the same, slow database, claims spread', roundTripMs: 6, claims: 'spread' },
];
