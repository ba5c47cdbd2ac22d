// The order procedure with a pause between each two of its steps: two desks, every sequence. More stories, finer steps and deaths are in
// order-steps.prove.test.ts.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../builders/database.ts';
import { PATIENT, say } from '../process/runner.ts';
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

it.each(STORIES.slice(0, 1))('an order ends at its newest state in every sequence of steps when $what', PATIENT, async (story) => {
  const { wrong, behind, ...numbers } = await interleave(database, story, APART.brief, 'nobody dies');
  say(`two desks, ${story.what}`, numbers);
  expect([wrong, behind]).toEqual([[], []]);
  expect(numbers.sequences).toBeGreaterThan(50);
});
