// The database dies under its writers. Always on a devdb of its own, because nobody else's database is killed.
import { expect, it } from 'vitest';
import { PATIENT, say } from '../process/runner.ts';
import { stopUnderWriters } from './writers.ts';

it('a database that is killed under sixteen writers loses nothing it acknowledged and doubles nothing', PATIENT, async () => {
  const { wrong, ...numbers } = await stopUnderWriters({ writers: 16, perWriter: 20, kills: 1 });
  say('devdb killed under 16 writers', numbers);
  expect(wrong).toEqual([]);
  expect(numbers.unanswered).toBeGreaterThan(0);
});
