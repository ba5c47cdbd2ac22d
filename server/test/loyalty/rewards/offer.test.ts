import { describe, expect, it } from 'vitest';
import { offerOf, rewardLimit, type Offer, type RewardBalance, type RewardMember } from '../../../src/loyalty/rewards/offer.ts';
import { priceOf, stepsOf, type Reward } from '../../../src/loyalty/rewards/reward.ts';
import { aReward } from '../../builders/programs.ts';

const NOW = 1_000;
const coupon = (change: Parameters<typeof aReward>[2] = {}): Reward => aReward('amount-off', { points: 100, amountMinor: 500 }, change);
const slider = (maxSteps: number | null): Reward =>
  aReward('variable-amount', { pointsPerStep: 100, amountMinorPerStep: 250, minSteps: 2, maxSteps });

const MEMBER: RewardMember = { tierId: 'gold', used: 0 };
const RICH: RewardBalance = { points: 1_000, stockLeft: null };
const offer = (
  reward: Reward,
  member: Partial<RewardMember> = {},
  balance: Partial<RewardBalance> = {},
  cart: Parameters<typeof offerOf>[4] = null,
): Offer => offerOf(reward, { ...MEMBER, ...member }, { ...RICH, ...balance }, NOW, cart);
const why = (answer: Offer): string => (answer.available ? 'available' : answer.reason);

describe('a reward that can be had', () => {
  it('says what it costs and what it is worth', () => {
    expect(offer(coupon(), {}, { points: 100 })).toEqual({ available: true, points: 100, amountMinor: 500, minSteps: 1, maxSteps: 1 });
  });

  it('offers as many steps as the points are enough for, and no more than the merchant allows', () => {
    expect(offer(slider(null), {}, { points: 799 })).toMatchObject({ points: 200, amountMinor: 500, minSteps: 2, maxSteps: 7 });
    expect(offer(slider(5), {}, { points: 799 })).toMatchObject({ maxSteps: 5 });
    expect([priceOf(slider(5), 3), priceOf(slider(5), 1), priceOf(slider(5), 6), priceOf(coupon(), 2)]).toEqual([{ points: 300, amountMinor: 750 }, null, null, null]); // prettier-ignore
    expect([stepsOf(slider(null)), stepsOf(coupon())]).toEqual([{ min: 2, max: null }, { min: 1, max: 1 }]); // prettier-ignore
  });

  it('is worth what the cart makes of it where its worth is not an amount', () => {
    const rewards = [
      aReward('percent-off', { points: 10, basisPoints: 1_000, maximumMinor: null }),
      aReward('free-shipping', { points: 10, maximumMinor: null }),
      aReward('free-product', { points: 10, variantId: 'v', title: 'Teapot' }),
      aReward('custom', { points: 10, instructions: { en: 'Ask' } }),
    ];
    expect(rewards.map((reward) => priceOf(reward))).toEqual(rewards.map(() => ({ points: 10, amountMinor: null })));
    expect(priceOf(aReward('gift-card', { points: 10, amountMinor: 5 }))).toMatchObject({ points: 10, amountMinor: 5 });
    expect(priceOf(aReward('store-credit', { points: 10, amountMinor: 5 }))).toMatchObject({ points: 10, amountMinor: 5 });
  });
});

describe('a reward that cannot be had', () => {
  it.each<[string, Offer]>([
    ['switched-off', offer(coupon({ on: false }))],
    ['not-yet', offer(coupon({ from: NOW + 1 }))],
    ['over', offer(coupon({ until: NOW }))],
    ['other-tier', offer(coupon({ tierIds: ['gold'] }), { tierId: 'silver' })],
    ['other-tier', offer(coupon({ tierIds: ['gold'] }), { tierId: null })],
    ['out-of-stock', offer(coupon({ stock: 5 }), {}, { stockLeft: 0 })],
    ['out-of-stock', offer(coupon({ stock: 0 }))],
    ['limit-reached', offer(coupon({ limit: { period: 'year', times: 2 } }), { used: 2 })],
    ['not-enough-points', offer(coupon(), {}, { points: 99 })],
    ['not-enough-points', offer(slider(null), {}, { points: 199 })],
  ])('says that the reason is %s', (reason, answer) => {
    expect(why(answer)).toBe(reason);
  });

  it('can be had again from its first instant to before its last, by its level, stock and limit', () => {
    const gates = { from: NOW, until: NOW + 1, tierIds: ['gold'], stock: 5, limit: { period: 'year', times: 2 } } as const;
    expect(why(offer(coupon({ ...gates, tierIds: ['gold'] }), { used: 1 }, { stockLeft: 1 }))).toBe('available');
  });

  it('says how many points are missing', () => {
    expect(offer(slider(null), {}, { points: 150 })).toEqual({ available: false, reason: 'not-enough-points', missingPoints: 50 });
    expect(offer(coupon({ on: false }), {}, { points: 0 })).toMatchObject({ missingPoints: 0 });
  });
});

describe('a reward in a cart', () => {
  const lines = [{ productId: 'p-1', collections: ['tea'] }, { productId: null, collections: [] }]; // prettier-ignore
  const cart = { amountMinor: 2_000, lines };

  it('needs the order to be large enough, from the first unit on', () => {
    const reward = coupon({ minimumOrderMinor: 2_000 });
    expect([why(offer(reward, {}, {}, cart)), why(offer(reward, {}, {}, { ...cart, amountMinor: 1_999 })), why(offer(reward))]).toEqual([
      'available', 'order-too-small', 'available',
    ]); // prettier-ignore
  });

  it('needs something in it that the reward applies to', () => {
    const forIds = (kind: 'products' | 'collections', ids: string[]): string =>
      why(offer(coupon({ appliesTo: { kind, ids } }), {}, {}, cart));
    expect([forIds('products', ['p-1']), forIds('products', ['p-2']), forIds('collections', ['tea']), forIds('collections', ['cups'])]).toEqual([
      'available', 'nothing-it-applies-to', 'available', 'nothing-it-applies-to',
    ]); // prettier-ignore
  });
});

describe('what a reservation counts against', () => {
  it('is the reward’s own limit in its period, or nothing', () => {
    const utc = { timeZone: 'UTC', calendar: 'gregorian' } as const;
    const at = Date.parse('2026-11-21T12:00:00Z');
    expect(rewardLimit(coupon({ limit: { period: 'month', times: 2 } }), at, utc)).toEqual({
      rule: 'reward/amount-off',
      period: 'month/24322',
      times: 2,
      points: null,
    });
    expect(rewardLimit(coupon(), at, utc)).toBeNull();
  });
});
