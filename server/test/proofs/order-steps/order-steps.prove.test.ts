// Every story of one order that two desks meet in: every sequence of the written procedure, of its finer steps, and with a death at each step.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../builders/database.ts';
import { say, VERY_PATIENT } from '../process/runner.ts';
import { APART } from './desks.ts';
import { interleave } from './interleave.ts';
import { STORIES } from './stories.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await aDatabase();
});
afterEach(async () => {
  await database.close();
});

describe.each(STORIES)('when $what', (story) => {
  it.each(['procedure', 'keeping', 'sums'] as const)(
    'an order ends at its newest state in every sequence of its %s',
    VERY_PATIENT,
    async (apart) => {
      const { wrong, behind, ...numbers } = await interleave(database, story, APART[apart], 'nobody dies');
      say(`two desks, ${apart}, ${story.what}`, numbers);
      expect([wrong, behind]).toEqual([[], []]);
      expect(numbers.sequences).toBeGreaterThan(30);
    },
  );

  it('an order ends at its newest state wherever one of the two dies', VERY_PATIENT, async () => {
    const { wrong, behind, ...numbers } = await interleave(database, story, APART.dying, 'one dies');
    say(`two desks, one dies, ${story.what}`, { ...numbers, behind: behind.length });
    expect(wrong).toEqual([]);
    expect(numbers.sequences).toBeGreaterThan(100);
  });
});
