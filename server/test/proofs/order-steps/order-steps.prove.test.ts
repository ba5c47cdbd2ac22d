// Every story of one order that two desks meet in: every sequence of the written procedure; of its finer steps; and a death at each step.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../builders/database.ts';
import { say, VERY_PATIENT } from '../process/runner.ts';
import { APART } from './desks.ts';
import { interleave } from './interleave.ts';
import { STORIES, type Story } from './stories.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await aDatabase();
});
afterEach(async () => {
  await database.close();
});

/** Without a life before the meeting: with one, the finer steps are many times as many sequences and no other conflict. */
const YOUNG = STORIES.filter(({ before }) => before === null);
const FINER = (['keeping', 'sums'] as const).flatMap((apart) => YOUNG.slice(0, 1).map((story) => ({ story, apart, what: story.what })));
/** Where an order changes hands every person is looked up as well: setting heads apart there would be a hundred times as many sequences. */
const changesHands = ({ sights }: Story): boolean => sights.some(({ whose }) => whose === 'other');
const WRITTEN = STORIES.map((story) => ({
  story,
  apart: changesHands(story) ? ('brief' as const) : ('procedure' as const),
  what: story.what,
}));

it.each([...WRITTEN, ...FINER])(
  'an order ends at its newest state in every sequence of its $apart when $what',
  VERY_PATIENT,
  async ({ story, apart, what }) => {
    const { wrong, behind, ...numbers } = await interleave(database, story, APART[apart], 'nobody dies');
    say(`two desks, ${apart}, ${what}`, numbers);
    expect([wrong, behind]).toEqual([[], []]);
    expect(numbers.sequences).toBeGreaterThan(30);
  },
);

it.each(YOUNG.filter((story) => !changesHands(story)))(
  'an order ends at its newest state wherever one of the two dies when $what',
  VERY_PATIENT,
  async (story) => {
    const { wrong, behind, ...numbers } = await interleave(database, story, changesHands(story) ? APART.brief : APART.dying, 'one dies');
    say(`two desks, one dies, ${story.what}`, { ...numbers, behind: behind.length });
    expect(wrong).toEqual([]);
    expect(numbers.sequences).toBeGreaterThan(100);
  },
);
