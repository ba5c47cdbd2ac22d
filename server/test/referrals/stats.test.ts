// What referrals brought, told from what is stored: friends, their orders, merges and days.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { byChannel, leaders, total } from '../../src/referrals/stats/figures.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import { aRefund } from '../builders/orders.ts';
import { aProgram, perMoney } from '../builders/programs.ts';
import { aJudgement, aReferral, aStanding } from '../builders/referrals.ts';
import { aGuest, anAccount, buys, core, merges, shop, store, useFunnelWorld } from '../accounts/funnel/funnel-world.ts';

useFunnelWorld();

const DAY_MS = 86_400_000;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const WORTH = aProgram([perMoney()], {}, { pointValue: { points: 100, amountMinor: 100 } });

/** Somebody whom `advocate` brought and who bought for this amount, just now. */
async function brought(advocate: MemberId, friend: MemberId, amount: number, change: Partial<Referral> = {}): Promise<Referral> {
  const orderId = await buys(friend, { amount });
  const judged = aJudgement({ orderId, placedAt: core.time.now, advocateId: advocate, channel: 'telegram' });
  const standing = aStanding({ state: 'rewarded', advocatePoints: 500 });
  const named = { storeId: store, referralId: randomUUID(), friendKey: randomUUID(), friendId: friend, advocateId: advocate };
  const referral = aReferral({ ...named, judged, standing, ...change });
  expect(await core.referrals.create(referral)).toBe(true);
  return referral;
}

const stats = async (from = day(core.time.now - 3 * DAY_MS), until = day(core.time.now + DAY_MS)) =>
  core.referralStats.of(await shop(), WORTH, { from, until });

describe('what referrals brought', () => {
  test('is what friends paid for the first order and for later ones, and nothing they bought before', async () => {
    const [advocate, friend] = [await anAccount(), await aGuest()];
    await buys(friend, { amount: 9_900 });
    await brought(advocate, friend, 4_500);
    await buys(friend, { amount: 1_000 });
    const { reach, friends } = await stats();
    expect(total(reach, friends)).toMatchObject({ orders: 1, kept: 1, revenueMinor: 5_500, costMinor: 500 });
  });

  test('is less by what was refunded, and costs what advocates were given all the same', async () => {
    const [advocate, friend] = [await anAccount(), await aGuest()];
    const { judged } = await brought(advocate, friend, 4_500);
    if (judged === null) expect.fail('nobody bought');
    await buys(friend, { orderId: judged.orderId, placedAt: judged.placedAt, refunds: [aRefund(1_500)] });
    const { friends } = await stats();
    expect(total([], friends)).toMatchObject({ revenueMinor: 3_000, costMinor: 500 });
  });

  test('has no revenue of a friend who was refused: they would have come anyway', async () => {
    const [advocate, friend] = [await anAccount(), await aGuest()];
    await brought(advocate, friend, 4_500, { standing: aStanding({ state: 'refused', reason: 'not-new' }) });
    expect(total([], (await stats()).friends)).toMatchObject({ orders: 1, kept: 0, refused: 1, revenueMinor: 0, costMinor: 0 });
  });

  test('is of the days that were asked for', async () => {
    const [advocate, friend] = [await anAccount(), await aGuest()];
    await brought(advocate, friend, 4_500);
    const later = await stats(day(core.time.now + 2 * DAY_MS), day(core.time.now + 5 * DAY_MS));
    expect(total(later.reach, later.friends)).toMatchObject({ orders: 0, revenueMinor: 0, costMinor: 0 });
  });

  test('belongs to the person that an advocate is now, and counts an order once when two friends are one person', async () => {
    const [guest, account, friend, again] = [await aGuest(), await anAccount(), await aGuest(), await anAccount()];
    await brought(guest, friend, 4_500);
    await brought(account, again, 2_000, { standing: aStanding({ state: 'refused', reason: 'same-friend' }) });
    await merges(guest, account);
    await merges(friend, again);
    const { friends } = await stats();
    expect(leaders(friends, 5)).toEqual([{ advocateId: account, kept: 1, orders: 2, revenueMinor: 6_500, costMinor: 500 }]);
  });

  test('says by which way links were passed on and followed', async () => {
    const [advocate, friend] = [await anAccount(), await aGuest()];
    const record = await shop();
    await core.reach.shared(record, { memberId: advocate, channel: 'telegram' });
    await core.reach.visited(
      record,
      { memberId: advocate, code: 'ADA-7KQ2', channel: 'telegram' },
      { network: '198.51.100.7', userAgent: 'x' },
    );
    await brought(advocate, friend, 4_500);
    const { reach, friends } = await stats();
    expect(byChannel(reach, friends)).toEqual([{ channel: 'telegram', shares: 1, visits: 1, claims: 0, orders: 1, kept: 1 }]);
  });

  test('has a queue of those who wait for a decision', async () => {
    const [advocate, friend] = [await anAccount(), await aGuest()];
    await brought(advocate, friend, 4_500, { standing: aStanding({ state: 'in-review' }) });
    expect(await core.referralFigures.waiting(store)).toBe(1);
  });
});
