// What a reward gives in a cart of a shop whose currency has no decimals, two or three: minor units of that currency, and never a hundredfold of it.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { redeem } from '../../src/answer-requests.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { aReward } from '../builders/programs.ts';
import { reserve } from './cart-shopper.ts';
import { aCartWorld } from './cart-world.ts';

const REWARDS = [
  aReward('amount-off', { points: 100, amountMinor: 1_500 }, { id: 'five-off' }),
  aReward('percent-off', { points: 50, basisPoints: 1_000, maximumMinor: 333 }, { id: 'tenth' }),
  aReward('variable-amount', { pointsPerStep: 1, amountMinorPerStep: 7, minSteps: 1, maxSteps: null }, { id: 'slider' }),
];

it.each([
  ['IRR', '1500'],
  ['JPY', '1500'],
  ['KWD', '1.500'],
  ['EUR', '15.00'],
])('of %s are told and made as they were meant', async (currency, asCoupon) => {
  const { redemption } = defaultProgram(currency);
  const world = await aCartWorld(REWARDS, { redemption: { ...redemption, floorBasisPoints: 5_000 } }, currency);
  const buyer = await world.buyer(1_000);
  const at = (rewardId: string, amountMinor: number, steps = 1) => world.quote(buyer, { rewardId, amountMinor, steps });
  // Half of every order stays: 1500 off needs 3000.
  expect(await at('five-off', 3_000)).toMatchObject({ gives: { amountMinor: 1_500 }, minimumMinor: 3_000 });
  const small = { requestId: randomUUID(), customerId: buyer.customerId, rewardId: 'five-off', amountMinor: 2_999 };
  expect(await world.refusal(await world.calls('quote', small))).toEqual([409, 'reward-unavailable', 'order-too-small', 3_000]);
  // A tenth of an odd cart is rounded down, and no larger than its maximum.
  expect((await at('tenth', 1_999)).gives).toEqual({ kind: 'amount-off', amountMinor: 199 });
  expect((await at('tenth', 99_999)).gives).toEqual({ kind: 'amount-off', amountMinor: 333 });
  expect(await at('slider', 1_000, 13)).toMatchObject({ points: 13, gives: { amountMinor: 91 } });
  const kept = await reserve(world, buyer, { amountMinor: 3_000 });
  expect(await world.read(kept.requestId)).toMatchObject({ currency, amountMinor: 1_500 });
  const wish = {
    storeId: world.plugin.store,
    memberId: buyer.memberId,
    rewardId: 'five-off',
    reservationId: randomUUID(),
    steps: 1,
    cart: null,
  };
  await redeem(world.core, wish, world.core.time.now);
  expect(world.shop.coupons.coupons).toMatchObject([{ amount: asCoupon }]);
  await world.close();
});
