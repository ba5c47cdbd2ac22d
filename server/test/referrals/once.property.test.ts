// No sequence of orders, payments, refunds, decisions, merges, partings, repetitions, clock jumps and deaths gives a reward twice, to oneself, or beyond a cap.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEED } from '../builders/seed.ts';
import { PATIENT, VERY_PATIENT } from '../proofs/process/runner.ts';
import { ReferralWorld } from './desk-world.ts';
import { acts, live } from './lives.ts';
import { LIVED_TERMS } from './right.ts';

/** Ever new ones, and more of them, by hand: LIVES=500. */
const BY_HAND = process.env['LIVES'];
const CHOSEN = BY_HAND === undefined ? { seed: SEED, numRuns: 25 } : { numRuns: Number(BY_HAND) };

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

it(
  'in any life a friend counts once at most, nobody for themselves, no cap is passed, and what was given is what is deserved',
  BY_HAND === undefined ? PATIENT : VERY_PATIENT,
  async () => {
    const check = async (all: Parameters<typeof live>[1]): Promise<void> => {
      const shop = await world.shop({ ...LIVED_TERMS, advocate: [...LIVED_TERMS.advocate] });
      expect(await live(shop, all)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(acts(16), check), CHOSEN);
  },
);
