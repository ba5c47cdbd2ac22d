// The database dies ten times under its writers. Always on a devdb of its own, because nobody else's database is killed.
import { expect, it } from 'vitest';
import { say } from '../process/runner.ts';
import { stopUnderWriters } from './writers.ts';

it(
  'a database that is killed ten times under sixteen writers loses nothing it acknowledged and doubles nothing',
  { timeout: 180_000 }, // It takes half a minute; whoever waits longer hangs.
  async () => {
    const { wrong, ...numbers } = await stopUnderWriters({ writers: 16, perWriter: 150, kills: 10 });
    say('devdb killed 10 times under 16 writers', numbers);
    expect(wrong).toEqual([]);
    expect(numbers.unanswered).toBeGreaterThan(0);
  },
);
