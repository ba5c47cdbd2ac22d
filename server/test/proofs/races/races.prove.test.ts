// Eight processes, two thousand commands each, against one chain and against a hundred. PROOF_COMMANDS asks for fewer, for engines on which
// a refused duplicate costs a deadlock and its timeout.
import { randomInt } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { aProofDatabase, type ProofDatabase } from '../process/database-process.ts';
import { say, VERY_PATIENT } from '../process/runner.ts';
import { race } from './race.ts';

let database: ProofDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

it.each([1, 100])('eight processes lose, double and overdraw nothing on %i member(s)', VERY_PATIENT, async (members) => {
  database = await aProofDatabase();
  const seed = randomInt(2 ** 31);
  const commands = Number(process.env['PROOF_COMMANDS'] ?? 2_000);
  const { wrong, ...numbers } = await race(database, { processes: 8, commands, members, lanes: 1, seed });
  say(`8 x ${commands} commands on ${members} member(s), seed ${seed}`, numbers);
  expect(wrong).toEqual([]);
  expect(numbers.entries).toBeGreaterThan(4 * commands);
});
