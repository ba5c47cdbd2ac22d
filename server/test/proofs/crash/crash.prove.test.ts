// Two hundred kills in twenty thousand deliveries.
import { randomInt } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { say, VERY_PATIENT } from '../process/runner.ts';
import { seeded } from '../process/seeded.ts';
import { crashes } from './crashes.ts';
import { STEPS } from './steps.ts';

let database: ProofDatabase;
beforeEach(async () => {
  database = await aProofDatabase();
});
afterEach(async () => {
  await database.close();
});

it('a worker that is killed two hundred times loses no delivery and counts none twice', VERY_PATIENT, async () => {
  const seed = randomInt(2 ** 31);
  const size = { events: 20_000, members: 600, steps: STEPS, atSteps: 180, atRandom: 20 };
  const { wrong, behind, ...numbers } = await crashes(database, size, seeded(seed));
  say(`200 kills in 20,000 deliveries, seed ${seed}`, { ...numbers, behind: behind.length });
  expect(wrong).toEqual([]);
  const { 'any moment': atRandom = 0, 'ended before': missed = 0, ...atSteps } = numbers.kills;
  const between = Object.values(atSteps).reduce((a, b) => a + b, 0);
  expect([between + atRandom + missed, missed]).toEqual([200, 0]);
  expect(between).toBeGreaterThanOrEqual(150);
});
