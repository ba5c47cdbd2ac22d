// Three hundred lives that nobody has seen before; a failure prints the seed and the path to it.
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { PLAIN_REDEMPTION } from '../../../src/loyalty/program/policies.ts';
import { aSellingWorld, type SellingWorld } from '../../redemptions/selling-world.ts';
import { VERY_PATIENT, say } from '../process/runner.ts';
import { live, wishes } from './lives.ts';
import { REWARDS } from './stories.ts';

let world: SellingWorld;
beforeAll(async () => {
  const { earning } = defaultProgram('EUR');
  // Two rewards may stand in one order.
  const redemption = { ...PLAIN_REDEMPTION, combines: { order: true, product: true, shipping: true } };
  world = await aSellingWorld(REWARDS, { earning: { ...earning, rules: [] }, redemption }, { oneClock: true });
});
afterAll(() => world.close());

it(
  'in any life of some members and their rewards, points are conserved and no reward is more than was paid for it',
  VERY_PATIENT,
  async () => {
    const seed = randomInt(2 ** 31);
    const check = async (all: Parameters<typeof live>[1]): Promise<void> => {
      expect(await live(world, all)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(wishes(40), check), { seed, numRuns: 300, endOnFailure: true });
    say('300 lives of three members and their rewards', { seed });
  },
);
