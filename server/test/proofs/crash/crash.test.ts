// A worker that is killed between taking items and finishing them. Two hundred kills on a longer backlog are in crash.prove.test.ts.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { PATIENT, say } from '../process/runner.ts';
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

it('a worker that is killed ten times loses no delivery and counts none twice', PATIENT, async () => {
  const size = { events: 1_000, members: 200, steps: STEPS, atSteps: 10, atRandom: 0 };
  const { wrong, behind, ...numbers } = await crashes(database, size, seeded(20_261_121));
  say('10 kills in 1,000 deliveries', { ...numbers, behind: behind.length });
  expect([wrong, behind]).toEqual([[], []]);
  expect(Object.keys(numbers.kills)).toHaveLength(6);
  expect(numbers.kills['ended before']).toBeUndefined();
});

// Work that is repeated finds nothing left to settle; the entry must be shown all the same.
it('a balance row shows an entry whose writer was killed before showing it, as soon as the work is repeated', PATIENT, async () => {
  const size = { events: 400, members: 400, steps: ['entry inserted'], atSteps: 1, atRandom: 0 } as const;
  const { wrong, behind, kills } = await crashes(database, size, seeded(7));
  expect([wrong, kills]).toEqual([[], { 'entry inserted': 1 }]);
  expect(behind).toEqual([]);
});
