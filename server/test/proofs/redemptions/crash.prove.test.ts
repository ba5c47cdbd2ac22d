// Every death of every story of a reward, and after all of them everything once more.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { aSellingWorld, type SellingWorld } from '../../redemptions/selling-world.ts';
import { VERY_PATIENT, say } from '../process/runner.ts';
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

it.each(STORIES)('no death costs points or gives a reward twice when $what', VERY_PATIENT, async (story) => {
  const { wrong, deaths } = await everyDeath(world, calls, story);
  say(`a reward on its way: ${story.what}`, { deaths });
  expect(wrong).toEqual([]);
  expect(deaths).toBeGreaterThan(5);
});

it('after all these deaths the books are right, and doing everything once more changes nothing', VERY_PATIENT, async () => {
  expect(await foundByProof(world)).toEqual([]);
  expect(await wrongWhenRepeated(world)).toEqual([]);
  expect(await foundByProof(world)).toEqual([]);
});
