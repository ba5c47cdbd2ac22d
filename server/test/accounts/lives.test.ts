// No sequence of guest orders, refunds, openings, proofs, merges and partings, with repetitions and deaths, loses or doubles a point.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEED } from '../builders/seed.ts';
import { PATIENT } from '../proofs/process/runner.ts';
import { AccountsWorld } from './accounts-world.ts';
import { acts, live } from './lives.ts';

let world: AccountsWorld;
beforeAll(async () => {
  world = await AccountsWorld.open();
});
afterAll(() => world.close());

it('in any life of guests and accounts every point is there once, and no guest is merged without a proof', PATIENT, async () => {
  const check = async (all: Parameters<typeof live>[2]): Promise<void> => {
    const { storeId } = await world.shop({ guests: { keepDays: 30_000 } });
    expect(await live(world.core, storeId, all)).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(acts(16), check), { seed: SEED, numRuns: 25 });
});
