// A hundred lives, always the same ones, so that a red run is somebody's change; LIVES_SEED=$RANDOM tells others. A failure prints the path to it.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { PLAIN_REDEMPTION } from '../../../src/loyalty/program/policies.ts';
import { aSellingWorld, type SellingWorld } from '../../redemptions/selling-world.ts';
import { VERY_PATIENT, say } from '../process/runner.ts';
import { live, wishes } from './lives.ts';
import { REWARDS } from './stories.ts';

const RUNS = 100;

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
    const seed = Number(process.env['LIVES_SEED'] ?? 20_261_128);
    const check = async (all: Parameters<typeof live>[1]): Promise<void> => {
      expect(await live(world, all)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(wishes(40), check), { seed, numRuns: RUNS, endOnFailure: true });
    say(`${RUNS} lives of three members and their rewards`, { seed });
  },
);
