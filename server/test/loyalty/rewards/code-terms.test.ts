import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_REDEMPTION, type RedemptionPolicy } from '../../../src/loyalty/program/policies.ts';
import { codeTerms, type CodeTerms } from '../../../src/loyalty/rewards/code-terms.ts';
import type { Reward } from '../../../src/loyalty/rewards/reward.ts';
import { aReward } from '../../builders/programs.ts';

const policy = (change: Partial<RedemptionPolicy> = {}): RedemptionPolicy => ({ ...PLAIN_REDEMPTION, ...change });

function termsOf(reward: Reward, change: Partial<RedemptionPolicy> = {}, cartMinor: number | null = null, steps = 1): CodeTerms {
  const terms = codeTerms(reward, steps, policy(change), cartMinor);
  if (terms === null || typeof terms === 'string') throw new Error(`no terms: ${terms}`);
  return terms;
}

describe('the terms of a code', () => {
  it('are those of the reward where the merchant sets no floor', () => {
    const reward = aReward('amount-off', { points: 100, amountMinor: 500 }, { minimumOrderMinor: 2_000 });
    expect(termsOf(reward)).toEqual({
      gives: { kind: 'amount-off', amountMinor: 500 },
      minimumMinor: 2_000,
      appliesTo: { kind: 'all' },
      combines: { order: false, product: false, shipping: true },
    });
  });

  it('take off as many steps as the member chose', () => {
    const slider = aReward('variable-amount', { pointsPerStep: 100, amountMinorPerStep: 100, minSteps: 1, maxSteps: null });
    expect(termsOf(slider, {}, null, 7).gives).toEqual({ kind: 'amount-off', amountMinor: 700 });
  });

  it('want a cart so large that the floor is kept', () => {
    const reward = aReward('amount-off', { points: 100, amountMinor: 500 });
    // 40 % must stay, so 500 may be at most 60 % of the cart.
    expect(termsOf(reward, { floorBasisPoints: 4_000 }).minimumMinor).toBe(834);
    expect(codeTerms(reward, 1, policy({ floorBasisPoints: 10_000 }), null)).toBe('not-allowed-here');
  });

  it('let no two rewards share an order while there is a floor, because both together would fall below it', () => {
    const reward = aReward('amount-off', { points: 100, amountMinor: 500 });
    const combines = { order: true, product: true, shipping: true };
    expect(termsOf(reward, { combines }).combines).toEqual(combines);
    expect(termsOf(reward, { combines, floorBasisPoints: 1 }).combines).toEqual({ order: false, product: false, shipping: true });
  });

  it('cut a percentage down to what the floor leaves', () => {
    const half = aReward('percent-off', { points: 100, basisPoints: 5_000, maximumMinor: null });
    expect(termsOf(half, { floorBasisPoints: 8_000 }).gives).toEqual({ kind: 'percent-off', basisPoints: 2_000 });
  });

  it('turn a percentage with a maximum into the amount of the cart that is there', () => {
    const reward = aReward('percent-off', { points: 100, basisPoints: 1_000, maximumMinor: 2_000 });
    expect(termsOf(reward, {}, 5_000)).toMatchObject({ gives: { kind: 'amount-off', amountMinor: 500 }, minimumMinor: 5_000 });
    expect(termsOf(reward, {}, 90_000)).toMatchObject({ gives: { kind: 'amount-off', amountMinor: 2_000 }, minimumMinor: 20_000 });
    expect(termsOf(reward)).toMatchObject({ gives: { kind: 'amount-off', amountMinor: 2_000 }, minimumMinor: 20_000 });
  });

  it('refuse a cart that is too small for them, and an empty one', () => {
    const reward = aReward('amount-off', { points: 100, amountMinor: 500 }, { minimumOrderMinor: 2_000 });
    expect(codeTerms(reward, 1, policy(), 1_999)).toBe('order-too-small');
    expect(codeTerms(aReward('percent-off', { points: 1, basisPoints: 1_000, maximumMinor: 1 }), 1, policy(), 0)).toBe('order-too-small');
  });

  it('are none for what has no code', () => {
    expect(codeTerms(aReward('gift-card', { points: 100, amountMinor: 500 }), 1, policy(), null)).toBeNull();
    expect(codeTerms(aReward('store-credit', { points: 100, amountMinor: 500 }), 1, policy(), null)).toBeNull();
  });

  it('never leave less than the floor of any cart in which the code counts', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    const share = fc.integer({ min: 1, max: 10_000 });
    const reward = fc.oneof(
      amount.map((amountMinor) => aReward('amount-off', { points: 1, amountMinor })),
      fc
        .tuple(share, fc.option(amount))
        .map(([basisPoints, maximumMinor]) => aReward('percent-off', { points: 1, basisPoints, maximumMinor })),
    );
    const cart = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(reward, fc.integer({ min: 0, max: 9_999 }), cart, fc.option(cart), (one, floorBasisPoints, atTill, hint) => {
        const terms = codeTerms(one, 1, policy({ floorBasisPoints }), hint);
        if (terms === null || typeof terms === 'string') return;
        if (terms.minimumMinor !== null && atTill < terms.minimumMinor) return;
        const { gives } = terms;
        const off =
          gives.kind === 'amount-off' ? gives.amountMinor : gives.kind === 'percent-off' ? (atTill * gives.basisPoints) / 10_000 : 0;
        expect((atTill - off) * 10_000).toBeGreaterThanOrEqual(floorBasisPoints === 0 ? -Infinity : atTill * floorBasisPoints - 1e-3);
        if (one.kind === 'percent-off') expect(off * 10_000).toBeLessThanOrEqual(atTill * one.params.basisPoints + 1e-3);
        if (one.kind === 'percent-off' && one.params.maximumMinor !== null) expect(off).toBeLessThanOrEqual(one.params.maximumMinor);
      }),
      { numRuns: 2_000 },
    );
  });
});
