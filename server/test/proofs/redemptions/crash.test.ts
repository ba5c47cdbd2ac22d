// A process dies between any two of its writes and calls while a reward is on its way; another goes on. Points are conserved, and no reward is given
// twice. One death in seven; every death of every story is in crash.prove.test.ts.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { aSellingWorld, type SellingWorld } from '../../redemptions/selling-world.ts';
import { PATIENT, say } from '../process/runner.ts';
import { everyDeath } from './crashes.ts';
import { Calls } from './mortal.ts';
import { foundByProof, wrongWhenRepeated } from './right.ts';
import { REWARDS, STORIES } from './stories.ts';

let world: SellingWorld;
let calls: Calls;
beforeAll(async () => {
  const { earning } = defaultProgram('EUR');
  world = await aSellingWorld(REWARDS, { earning: { ...earning, rules: [] } }, { oneClock: true });
  calls = new Calls();
});
afterAll(async () => {
  calls.close();
  await world.close();
});

/** Of the deaths of each story one in so many, another one in each story. */
const ONE_IN = 7;

it.each(STORIES)('no death costs points or gives a reward twice when $what', PATIENT, async (story) => {
  const { wrong, deaths } = await everyDeath(world, calls, story, (death) => death % ONE_IN === STORIES.indexOf(story) % ONE_IN);
  say(`a reward on its way: ${story.what}`, { deaths });
  expect(wrong).toEqual([]);
  expect(deaths).toBeGreaterThan(0);
});

it('after all these deaths the books are right, and doing everything once more changes nothing', PATIENT, async () => {
  expect(await foundByProof(world)).toEqual([]);
  expect(await wrongWhenRepeated(world)).toEqual([]);
  expect(await foundByProof(world)).toEqual([]);
});
