// Processes that write the same chains at the same time. The same race, much longer, is in races.prove.test.ts.
import { afterEach, expect, it } from 'vitest';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { PATIENT, say } from '../process/runner.ts';
import { race } from './race.ts';

let database: ProofDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

it.each([1, 25])('four processes lose, double and overdraw nothing on %i member(s)', PATIENT, async (members) => {
  database = await aProofDatabase();
  const { wrong, ...numbers } = await race(database, { processes: 4, commands: 100, members, lanes: 1, seed: 20_261_121 });
  say(`4 x 100 commands on ${members} member(s)`, numbers);
  expect(wrong).toEqual([]);
  expect(numbers.entries).toBeGreaterThan(150);
});
