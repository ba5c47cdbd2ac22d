// A process dies before any of its writes while a referral is looked at; another one goes on, and nothing is missing or there twice.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REFERRAL_LOOK } from '../../src/inbox/request-bodies.ts';
import { aReward } from '../builders/programs.ts';
import { PATIENT } from '../proofs/process/runner.ts';
import { diesBefore, everyDeath } from '../proofs/redemptions/every-death.ts';
import { ReferralWorld, type Message } from './desk-world.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

const look = (referralId: string): Message => ({ topic: REFERRAL_LOOK, body: Buffer.from(JSON.stringify({ referralId })) });

it('a referral that begins to count gives both their due once, whenever a process dies meanwhile', PATIENT, async () => {
  const deaths = await everyDeath(async (n) => {
    const shop = await world.shop({ caps: { day: 5, month: 5, lifetime: null } });
    const id = await shop.friendBuys('ada', 'ben');
    shop.later(20);
    await shop.hear(look(id));
    const died = await diesBefore(world.core, n);
    expect([n, await shop.points('ada'), await shop.points('ben')]).toEqual([n, 100, 50]);
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'rewarded', position: 1, advocatePoints: 100, friendPoints: 50 });
    const [row] = await world.core.balances.many(shop.storeId, [await shop.member('ada')]);
    expect([n, row?.available]).toEqual([n, 100]);
    return died;
  });
  expect(deaths).toBeGreaterThan(6);
});

it('the friends behind one who sends everything back move up, with their codes, whenever a process dies meanwhile', PATIENT, async () => {
  const deaths = await everyDeath(async (n) => {
    const rewards = [aReward('amount-off', { points: 500, amountMinor: 700 }, { id: 'seven-off' })];
    const ladder = [
      { from: 1, every: false, gift: { kind: 'points', points: 10 } },
      { from: 2, every: false, gift: { kind: 'reward', rewardId: 'seven-off' } },
    ] as const;
    const shop = await world.shop({ advocate: [...ladder] }, { rewards });
    const first = await shop.friendBuys('ada', 'ben');
    shop.later(1);
    const second = await shop.friendBuys('ada', 'cleo');
    shop.later(20);
    await shop.time();
    expect((await shop.referral(second)).standing).toMatchObject({ position: 2, advocateVoucherId: `advocate/${second}/0` });
    await shop.hear(shop.orderMessage('order-of-ben', 'ben', { standing: 'refunded' }));
    const died = await diesBefore(world.core, n);
    expect((await shop.referral(first)).standing).toMatchObject({ state: 'clawed-back', advocatePoints: 0 });
    expect((await shop.referral(second)).standing).toMatchObject({ position: 1, advocatePoints: 10, advocateVoucherId: null });
    expect([n, await shop.points('ada')]).toEqual([n, 10]);
    const vouchers = await world.core.vouchers.ofReferral(shop.storeId, second);
    expect([n, vouchers.map(({ stage }) => stage)]).toEqual([n, ['removing']]);
    return died;
  });
  expect(deaths).toBeGreaterThan(6);
});
