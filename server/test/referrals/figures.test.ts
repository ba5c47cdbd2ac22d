// What referrals brought and cost, added up from rows about friends and days.
import { describe, expect, test } from 'vitest';
import { memberId } from '../../src/loyalty/ids.ts';
import { byChannel, byDay, leaders, total, type FriendFigures, type ReachFigures } from '../../src/referrals/stats/figures.ts';

const [ada, bea] = [memberId('ada'), memberId('bea')];
const aFriend = (figures: Partial<FriendFigures> = {}): FriendFigures => ({
  advocateId: ada,
  channel: 'whatsapp',
  state: 'rewarded',
  claimedOn: '2026-11-01',
  orderedOn: '2026-11-02',
  revenueMinor: 5_000,
  costMinor: 700,
  lossMinor: 0,
  ...figures,
});
const aReach = (figures: Partial<ReachFigures> = {}): ReachFigures => ({
  day: '2026-11-01',
  channel: 'whatsapp',
  memberId: ada,
  shares: 2,
  visits: 7,
  ...figures,
});

describe('what referrals brought', () => {
  test('is counted on the day on which each step happened, the newest day first', () => {
    expect(byDay([aReach()], [aFriend(), aFriend({ claimedOn: null, state: 'on-hold' })])).toEqual([
      { day: '2026-11-02', shares: 0, visits: 0, claims: 0, orders: 2, kept: 1 },
      { day: '2026-11-01', shares: 2, visits: 7, claims: 1, orders: 0, kept: 0 },
    ]);
  });

  test('counts a friend who only claimed as a claim and as nothing else', () => {
    const sum = total([], [aFriend({ orderedOn: null, state: 'claimed', revenueMinor: 0, costMinor: 0 })]);
    expect(sum).toMatchObject({ claims: 1, orders: 0, kept: 0, revenueMinor: 0, costMinor: 0 });
  });

  test('counts friends who were refused or taken back as orders, and not as kept', () => {
    const friends = [aFriend(), aFriend({ state: 'refused', revenueMinor: 0 }), aFriend({ state: 'clawed-back', revenueMinor: 0, lossMinor: 300 })]; // prettier-ignore
    expect(total([], friends)).toMatchObject({ orders: 3, kept: 1, refused: 1, clawedBack: 1, revenueMinor: 5_000, lossMinor: 300 });
  });

  test('has no cost at all where a part of it cannot be told', () => {
    expect(total([], [aFriend(), aFriend({ costMinor: null })]).costMinor).toBeNull();
    expect(total([], []).costMinor).toBe(0);
  });

  test('adds up to the same by day and by way of sharing', () => {
    const reach = [aReach(), aReach({ day: '2026-11-03', channel: 'telegram', shares: 1, visits: 0 })];
    const friends = [aFriend(), aFriend({ channel: 'telegram', state: 'on-hold' })];
    const { shares, visits, claims, orders, kept } = total(reach, friends);
    const sums = byChannel(reach, friends).map(({ channel: _channel, ...counts }) => counts);
    for (const [name, whole] of Object.entries({ shares, visits, claims, orders, kept }))
      expect(sums.reduce((sum, row) => sum + row[name as keyof typeof row], 0)).toBe(whole);
    expect(byChannel(reach, friends).map(({ channel }) => channel)).toEqual(['whatsapp', 'telegram']);
  });

  test('names those first whose friends stayed, not those who shared most, and nobody whose friends never bought', () => {
    const friends = [
      aFriend({ state: 'on-hold' }),
      aFriend({ state: 'on-hold' }),
      aFriend({ advocateId: bea }),
      aFriend({ advocateId: memberId('cleo'), orderedOn: null, state: 'claimed' }),
    ];
    expect(leaders(friends, 20).map(({ advocateId, kept, orders }) => [advocateId, kept, orders])).toEqual([
      [bea, 1, 1],
      [ada, 0, 2],
    ]);
    expect(leaders(friends, 1)).toHaveLength(1);
  });
});
