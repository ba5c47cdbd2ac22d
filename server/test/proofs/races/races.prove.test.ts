// Eight processes, two thousand commands each, against one chain and against a hundred.
import { randomInt } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { say } from '../process/runner.ts';
import { race } from './race.ts';

let database: ProofDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

it.each([1, 100])('eight processes lose, double and overdraw nothing on %i member(s)', async (members) => {
  database = await aProofDatabase();
  const seed = randomInt(2 ** 31);
  const { wrong, ...numbers } = await race(database, { processes: 8, commands: 2_000, members, seed });
  say(`8 x 2,000 commands on ${members} member(s), seed ${seed}`, numbers);
  expect(wrong).toEqual([]);
  expect(numbers.entries).toBeGreaterThan(8_000);
});
