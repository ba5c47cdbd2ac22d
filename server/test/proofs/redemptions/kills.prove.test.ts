// Sixty workers are killed with SIGKILL at any moment while members redeem, give back and buy.
import { randomBytes, randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { Keyring } from '../../../src/secrets/keyring.ts';
import { aSellingWorld, type SellingWorld } from '../../redemptions/selling-world.ts';
import { say, VERY_PATIENT } from '../process/runner.ts';
import { seeded } from '../process/seeded.ts';
import { killAll } from './kills.ts';
import { REWARDS } from './stories.ts';

const key = randomBytes(32);
let world: SellingWorld;
beforeAll(async () => {
  const { earning } = defaultProgram('EUR');
  const keys = new Keyring([{ id: 'proof', key }]);
  world = await aSellingWorld(REWARDS, { earning: { ...earning, rules: [] } }, { oneClock: true, keys });
  await world.line.call('/settings', { plan: 'plus' });
});
afterAll(() => world.close());

it('sixty kills cost nobody a point and give no reward twice', VERY_PATIENT, async () => {
  const seed = randomInt(2 ** 31);
  const { wrong, ...numbers } = await killAll(world, key, 60, seeded(seed));
  say(`60 kills while rewards are on their way, seed ${seed}`, numbers);
  expect(wrong).toEqual([]);
  expect(numbers.redemptions).toBeGreaterThan(60);
  expect(numbers.orders).toBeGreaterThan(10);
});
