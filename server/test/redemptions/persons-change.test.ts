// Rewards of members who are merged, part again, or are erased while they have some: the points are never lost on the way, and no code is left alone.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erase, merge, undoMerge } from '../../src/answer-requests.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import type { Redemption } from '../../src/redemptions/redemption.ts';
import { aReward } from '../builders/programs.ts';
import { aSellingWorld, SHOP, type SellingWorld } from './selling-world.ts';

const REWARDS = [
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off' }),
  aReward('percent-off', { points: 50, basisPoints: 1_000, maximumMinor: null }, { id: 'tenth' }),
];

let world: SellingWorld;
let mina: Awaited<ReturnType<SellingWorld['member']>>;

beforeAll(async () => {
  world = await aSellingWorld(REWARDS);
});
afterAll(() => world.close());
beforeEach(async () => {
  mina = await world.member(1_000);
});

const redeems = (rewardId: string): Promise<Redemption> => world.gets(mina.memberId, rewardId);
const proved = async (): Promise<void> => expect((await world.core.proof.verify(SHOP)).problems).toEqual([]);

describe('members who are merged', () => {
  const into = async (from: MemberId, target: MemberId) => {
    const wish = { storeId: SHOP, mergeId: randomUUID(), from, into: target, by: 'test' };
    expect(isRefused(await merge(world.core, wish, world.clock()))).toBe(false);
    return async () => expect(isRefused(await undoMerge(world.core, wish, world.clock()))).toBe(false);
  };

  it('take an open reward with them, and have its points back there', async () => {
    const [reward, other] = [await redeems('five-off'), await world.member(0)];
    await into(mina.memberId, other.memberId);
    await world.cancels(reward.reservationId);
    await world.work();
    expect(await world.state(other.memberId)).toMatchObject({ available: 1_000, reserved: 0, open: 0 });
    await proved();
  });

  it('and part again: the points of an open reward come back where they are by then, and what it is used for spends them', async () => {
    const [back, used, other] = [await redeems('five-off'), await redeems('tenth'), await world.member(0)];
    const part = await into(mina.memberId, other.memberId);
    await part();
    await world.buys(mina.email, await world.codeOf(used));
    await world.cancels(back.reservationId);
    await world.work();
    expect(await world.state(other.memberId)).toMatchObject({ available: 100, reserved: 0, open: 0 });
    expect((await world.core.entries.redeemed(SHOP, used.reservationId)).settled).toBe(50);
    await proved();
  });
});

describe('a member is erased', () => {
  it('and no code outlives them, also of somebody whose points a merge had left with them', async () => {
    const [reward, other] = [await redeems('five-off'), await world.member(0)];
    const wish = { storeId: SHOP, mergeId: randomUUID(), from: mina.memberId, into: other.memberId, by: 'test' };
    await merge(world.core, wish, world.clock());
    await undoMerge(world.core, wish, world.clock());
    await erase(world.core, { storeId: SHOP, memberId: other.memberId, by: 'test' }, world.clock());
    await world.work();
    expect(await world.line.connection.rewards?.findCode(await world.codeOf(reward))).toBeNull();
    expect(await world.read(reward.reservationId)).toMatchObject({ stage: 'returned' });
    await proved();
  });

  it('and no code of anybody who was merged into them is left', async () => {
    const [reward, other] = [await redeems('five-off'), await world.member(0)];
    await merge(world.core, { storeId: SHOP, mergeId: randomUUID(), from: mina.memberId, into: other.memberId, by: 'test' }, world.clock());
    await erase(world.core, { storeId: SHOP, memberId: other.memberId, by: 'test' }, world.clock());
    await world.work();
    expect(await world.line.connection.rewards?.findCode(await world.codeOf(reward))).toBeNull();
    await proved();
  });
});
