// What both sides of a referral are given, through everything that may become of the friend's order.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLine, aRefund } from '../builders/orders.ts';
import { aReward } from '../builders/programs.ts';
import { ReferralWorld } from './desk-world.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

describe('what a referral gives', () => {
  it('gives nothing while the hold runs and both sides their points when it is over, once', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ben');
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'on-hold', dueAt: shop.now + 14 * 86_400_000, advocatePoints: 0 });
    shop.later(13);
    await shop.time();
    expect([await shop.points('ada'), await shop.points('ben')]).toEqual([0, 0]);
    shop.later(1);
    await shop.time();
    expect([await shop.points('ada'), await shop.points('ben')]).toEqual([100, 50]);
    await shop.look(id);
    shop.later(400);
    await shop.time();
    expect([await shop.points('ada'), await shop.points('ben')]).toEqual([100, 50]);
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'rewarded', position: 1, dueAt: null, advocatePoints: 100, friendPoints: 50 }); // prettier-ignore
  });

  it('takes both back when the order is refunded below the minimum, and gives them again when it is not any more', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ben');
    shop.later(20);
    await shop.time();
    await shop.tells('order-of-ben', 'ben', { refunds: [aRefund(4_000)] });
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'clawed-back', reason: 'below-minimum', position: null, advocatePoints: 0 }); // prettier-ignore
    expect([await shop.points('ada'), await shop.points('ben')]).toEqual([0, 0]);
    await shop.tells('order-of-ben', 'ben', { refunds: [] });
    expect([await shop.points('ada'), await shop.points('ben')]).toEqual([100, 50]);
    await shop.tells('order-of-ben', 'ben', { standing: 'cancelled' });
    expect([await shop.given(id, 'advocate'), await shop.given(id, 'friend')]).toEqual([0, 0]);
  });

  it('waits for a person where it looks odd, and follows what they decide, also when they change their mind', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ben', {}, { verdict: 'review' });
    shop.later(30);
    await shop.time();
    expect((await shop.referral(id)).standing.state).toBe('in-review');
    expect((await shop.decides(id, 'approve')).standing).toMatchObject({ state: 'rewarded', advocatePoints: 100 });
    expect((await shop.decides(id, 'refuse')).standing).toMatchObject({ state: 'clawed-back', reason: 'by-person', advocatePoints: 0 });
    expect(await shop.points('ada')).toBe(0);
    expect((await shop.decides(id, 'approve')).standing.state).toBe('rewarded');
    expect(await shop.points('ada')).toBe(100);
  });

  it('gives the first, the third and every further friend what was promised for them, and moves up whoever stands behind one that is gone', async () => {
    const points = (amount: number) => ({ kind: 'points', points: amount }) as const;
    const shop = await world.shop({
      advocate: [{ from: 1, every: false, gift: points(10) }, { from: 3, every: false, gift: points(1_000) }, { from: 4, every: true, gift: points(7) }], // prettier-ignore
    });
    const ids: string[] = [];
    for (const friend of ['ben', 'cleo', 'dan', 'eve', 'fay']) {
      ids.push(await shop.friendBuys('ada', friend));
      shop.later(1);
    }
    shop.later(20);
    await shop.time();
    const positions = async () => Promise.all(ids.map(async (id) => (await shop.referral(id)).standing.position));
    expect(await positions()).toEqual([1, 2, 3, 4, 5]);
    expect(await shop.points('ada')).toBe(10 + 0 + 1_000 + 7 + 7);
    expect((await shop.referral(ids[1] ?? '')).standing.reason).toBe('nothing-promised');
    await shop.tells('order-of-ben', 'ben', { standing: 'refunded' });
    expect(await positions()).toEqual([null, 1, 2, 3, 4]);
    expect(await shop.points('ada')).toBe(10 + 0 + 1_000 + 7);
    expect(await shop.given(ids[3] ?? '', 'advocate')).toBe(1_000);
    await shop.tells('order-of-ben', 'ben', { standing: 'open' });
    expect(await positions()).toEqual([1, 2, 3, 4, 5]);
    expect(await shop.points('ada')).toBe(10 + 0 + 1_000 + 7 + 7);
  });

  it('counts no more friends than a day, a month, a life and the program allow, and gives back the turn of one that is taken back', async () => {
    const shop = await world.shop({ caps: { day: 2, month: 3, lifetime: null }, programCap: { times: 4, period: 'lifetime' } });
    const first = [];
    for (const friend of ['a', 'b', 'c']) first.push(await shop.friendBuys('ada', friend));
    shop.later(20);
    await shop.time();
    expect(await shop.points('ada')).toBe(200);
    const reasons = await Promise.all(first.map(async (id) => (await shop.referral(id)).standing.reason));
    expect(reasons.filter((reason) => reason === 'cap-reached')).toHaveLength(1);
    const rewarded = first[reasons.indexOf(null)] ?? '';
    await shop.decides(rewarded, 'refuse');
    await shop.look(first[reasons.indexOf('cap-reached')] ?? '');
    expect(await shop.points('ada')).toBe(200);
    for (const advocate of ['x', 'y', 'z']) await shop.friendBuys(advocate, `friend-of-${advocate}`);
    shop.later(20);
    await shop.time();
    expect((await shop.points('x')) + (await shop.points('y')) + (await shop.points('z'))).toBe(200);
  });

  it('cuts points where the budget of the program ends, and rewards nobody with nothing', async () => {
    const budget = { earning: { budget: { points: 120, period: 'lifetime' } } } as const;
    const shop = await world.shop({ friend: { kind: 'nothing' } });
    const program = await world.core.directory.programOfVersion(shop.storeId, 2);
    await world.core.stores.publish(shop.storeId, { ...program, version: 3, inForceFrom: 2, earning: { ...program.earning, ...budget.earning } }); // prettier-ignore
    world.core.directory.forget(shop.storeId);
    const ids = [];
    for (const friend of ['ben', 'cleo', 'dan']) ids.push(await shop.friendBuys('ada', friend, {}, { programVersion: 3 }));
    shop.later(20);
    await shop.time();
    expect(await shop.points('ada')).toBe(120);
    const standings = await Promise.all(ids.map(async (id) => (await shop.referral(id)).standing));
    expect(standings.map(({ advocatePoints }) => advocatePoints).toSorted((a, b) => a - b)).toEqual([0, 20, 100]);
    expect(standings.filter(({ reason }) => reason === 'cap-reached')).toHaveLength(1);
  });

  it('gives a reward of the catalogue as one code, takes it back with the reason for it, and gives another one when it is deserved again', async () => {
    const rewards = [aReward('amount-off', { points: 500, amountMinor: 700 }, { id: 'seven-off' })];
    const shop = await world.shop({ advocate: [{ from: 1, every: true, gift: { kind: 'reward', rewardId: 'seven-off' } }] }, { rewards });
    const id = await shop.friendBuys('ada', 'ben');
    shop.later(20);
    await shop.time();
    await shop.look(id);
    const vouchers = () => world.core.vouchers.ofReferral(shop.storeId, id);
    expect(await vouchers()).toMatchObject([{ voucherId: `advocate/${id}/0`, rewardId: 'seven-off', amountMinor: 700, stage: 'asked' }]);
    expect((await shop.referral(id)).standing).toMatchObject({ advocateVoucherId: `advocate/${id}/0`, advocatePoints: 0 });
    await shop.tells('order-of-ben', 'ben', { lines: [aLine(100)] });
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'clawed-back', advocateVoucherId: null, lossMinor: 0 });
    expect((await vouchers())[0]?.stage).toBe('removing');
    await shop.tells('order-of-ben', 'ben', { lines: [aLine(5_000)] });
    expect((await vouchers()).map(({ stage }) => stage)).toEqual(['removing', 'asked']);
    expect((await shop.referral(id)).standing.advocateVoucherId).toBe(`advocate/${id}/1`);
  });

  it('leaves a used code with its owner and shows what it cost', async () => {
    const rewards = [aReward('amount-off', { points: 500, amountMinor: 700 }, { id: 'seven-off' })];
    const shop = await world.shop({ advocate: [{ from: 1, every: true, gift: { kind: 'reward', rewardId: 'seven-off' } }] }, { rewards });
    const id = await shop.friendBuys('ada', 'ben');
    shop.later(20);
    await shop.time();
    const [voucher] = await world.core.vouchers.ofReferral(shop.storeId, id);
    if (voucher === undefined) expect.fail('there is no voucher');
    await world.core.vouchers.change(voucher, { stage: 'used' });
    await shop.tells('order-of-ben', 'ben', { standing: 'refunded' });
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'clawed-back', reason: 'refunded', lossMinor: 700 });
    await shop.tells('order-of-ben', 'ben', { standing: 'open' });
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'rewarded', lossMinor: 0, advocateVoucherId: voucher.voucherId });
  });

  it('forgets a link that was followed too long ago', async () => {
    const shop = await world.shop();
    const id = await shop.brings('ada', 'ben', 'never');
    await shop.change(id, { judged: null });
    expect((await shop.look(id)).standing).toMatchObject({ state: 'invited' });
    shop.later(31);
    await shop.time();
    expect((await shop.referral(id)).standing).toMatchObject({ state: 'lapsed', dueAt: null });
  });
});
