import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/loyalty/campaigns/campaign.ts';
import { deservedPoints } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import type { OrderRule } from '../../../src/loyalty/earning/rules/index.ts';
import { aLine, anOrder, PLACED } from '../../builders/orders.ts';
import { aCampaign, aProgram, aRule, perMoney, someTiers, when } from '../../builders/programs.ts';

const TEA = aLine(3_050, { lineId: 'tea', productId: 'tea', quantity: 2, currentQuantity: 2 });
const CUPS = aLine(1_500, { lineId: 'cups', productId: 'cups' });
const ORDER = anOrder({ lines: [TEA, CUPS] });
const TEA_ONLY = { when: [when('product', { ids: ['tea'] })] };
const ONCE = perMoney();
const DOUBLE = aRule('multiplier', { factorBasisPoints: 20_000 });

/** Points by part, for the parts that give any. */
function parts(rules: OrderRule[], change: { campaigns?: Campaign[]; tierId?: string; order?: typeof ORDER } = {}): Record<string, number> {
  const program = aProgram(rules, {}, { campaigns: change.campaigns ?? [], tiers: someTiers() });
  const facts = { ...NO_FACTS, tierId: change.tierId ?? null };
  const { tranches } = deservedPoints(change.order ?? ORDER, program, facts, null, 0);
  return Object.fromEntries(tranches.map(({ part, points }) => [part, points]));
}

describe('each kind of rule', () => {
  it('gives points for money at the rate of the order’s own currency', () => {
    const rates = [
      { currency: 'EUR', points: 3, perMinor: 200 },
      { currency: 'USD', points: 1, perMinor: 100 },
    ];
    const rule = aRule('points-per-money', { rates });
    expect(parts([rule])).toEqual({ 'points-per-money': 68 });
    expect(parts([rule], { order: { ...ORDER, currency: 'USD' } })).toEqual({ 'points-per-money': 45 });
    expect(parts([rule], { order: { ...ORDER, currency: 'AUD' } })).toEqual({});
  });

  it('gives points for every item that was kept and paid for', () => {
    const rule = aRule('points-per-item', { points: 5 });
    expect(parts([rule])).toEqual({ 'points-per-item': 15 });
    const gift = aLine(0, { lineId: 'gift' });
    expect(parts([rule], { order: { ...ORDER, lines: [{ ...TEA, currentQuantity: 1, currentNet: 1_525 }, gift] } })).toEqual({
      'points-per-item': 5,
    });
  });

  it('gives a bonus once for an order of which anything is left', () => {
    const rule = aRule('bonus-per-order', { points: 50 }, TEA_ONLY);
    expect(parts([rule])).toEqual({ 'bonus-per-order': 50 });
    expect(parts([rule], { order: { ...ORDER, lines: [{ ...TEA, currentNet: 0 }, CUPS] } })).toEqual({});
  });

  it('multiplies only what is given for money, and only on its lines', () => {
    expect(parts([ONCE, aRule('bonus-per-order', { points: 50 }), DOUBLE])).toEqual({
      'points-per-money': 45, 'bonus-per-order': 50, multiplier: 45,
    }); // prettier-ignore
    expect(parts([ONCE, { ...DOUBLE, ...TEA_ONLY }])).toEqual({ 'points-per-money': 45, multiplier: 30 });
    expect(parts([DOUBLE])).toEqual({});
  });

  it('multiplies the exact amount and not the rounded one, so that three times 45.50 is 136', () => {
    expect(parts([ONCE, aRule('multiplier', { factorBasisPoints: 30_000 })])).toEqual({ 'points-per-money': 45, multiplier: 91 });
  });

  it('is silent while it is switched off', () => {
    expect(parts([{ ...ONCE, on: false }])).toEqual({});
  });
});

describe('rules that meet', () => {
  const [silver, gold] = [perMoney(50, { id: 'silver', stacking: 'best' }), perMoney(25, { id: 'gold', stacking: 'best' })];

  it('add up unless they say otherwise', () => {
    expect(parts([perMoney(100, { id: 'a' }), perMoney(100, { id: 'b' })])).toEqual({ a: 45, b: 45 });
  });

  it('leave only the best of those that say "best", beside those that add', () => {
    expect(parts([silver, gold, ONCE])).toEqual({ gold: 182, 'points-per-money': 45 });
  });

  it('let the first of two equally good ones count', () => {
    expect(parts([silver, { ...silver, id: 'other' }])).toEqual({ silver: 91 });
    expect(parts([silver, { ...silver, id: 'other', priority: 1 }])).toEqual({ other: 91 });
  });

  it('end with an exclusive one: nothing of lower rank counts, what is higher does', () => {
    const only = perMoney(100, { id: 'only', stacking: 'exclusive', priority: 5 });
    const higher = perMoney(100, { id: 'higher', priority: 9 });
    expect(parts([ONCE, only, higher, gold])).toEqual({ higher: 45, only: 45 });
  });

  it('do not end with an exclusive one that does not match, nor with one that knows no rate', () => {
    const elsewhere = perMoney(100, { id: 'elsewhere', stacking: 'exclusive', priority: 5, when: [when('product', { ids: ['cake'] })] });
    const dollars = aRule(
      'points-per-money',
      { rates: [{ currency: 'USD', points: 1, perMinor: 1 }] },
      { id: 'usd', stacking: 'exclusive', priority: 9 },
    );
    expect(parts([ONCE, elsewhere, dollars])).toEqual({ 'points-per-money': 45 });
  });

  it('let multipliers multiply the best rule that was chosen', () => {
    expect(parts([silver, gold, DOUBLE])).toEqual({ gold: 182, multiplier: 182 });
  });

  it('show in the explanation those that did not count, and why', () => {
    const program = aProgram([
      silver,
      gold,
      perMoney(100, { id: 'only', stacking: 'exclusive', priority: -1 }),
      perMoney(1, { id: 'late', priority: -2 }),
    ]);
    const { explanation } = deservedPoints(ORDER, program, NO_FACTS, null, 0);
    expect(explanation.parts.map(({ id, outcome, points }) => [id, outcome, points])).toEqual([
      ['silver', 'not-the-best', 0], ['gold', 'counts', 182], ['only', 'counts', 45], ['late', 'after-an-exclusive', 0],
    ]); // prettier-ignore
  });
});

describe('campaigns and levels', () => {
  it('give their own part, and never multiply each other', () => {
    const campaigns = [aCampaign({ kind: 'multiplier', factorBasisPoints: 20_000 })];
    expect(parts([ONCE, DOUBLE], { campaigns, tierId: 'gold' })).toEqual({
      'points-per-money': 45, multiplier: 45, 'campaign/festival': 45, 'tier/gold': 22,
    }); // prettier-ignore
  });

  it('run from their first instant and end before their last, by when the order was placed', () => {
    const within = (from: number, until: number): number =>
      parts([ONCE], { campaigns: [aCampaign({ kind: 'bonus', points: 20 }, { from, until })] })['campaign/festival'] ?? 0;
    expect([within(PLACED, PLACED + 1), within(PLACED + 1, PLACED + 2), within(0, PLACED)]).toEqual([20, 0, 0]);
  });

  it('are for those they are meant for', () => {
    const campaign = aCampaign({ kind: 'bonus', points: 20 }, { when: [when('tier', { tierIds: ['gold'] })] });
    expect(parts([ONCE], { campaigns: [campaign] })).toEqual({ 'points-per-money': 45 });
    expect(parts([], { campaigns: [campaign], tierId: 'gold' })).toEqual({ 'campaign/festival': 20 });
    expect(parts([ONCE], { campaigns: [{ ...campaign, on: false, when: [] }] })).toEqual({ 'points-per-money': 45 });
  });
});

describe('the rounding of a part', () => {
  it.each([
    ['floor', 45, 15],
    ['nearest', 46, 15],
    ['ceil', 46, 16],
  ] as const)('can be by %s, once over the whole order', (rounding, of4550, of1520) => {
    const given = (net: number): number =>
      deservedPoints(anOrder({ lines: [aLine(net)] }), aProgram([ONCE], { rounding }), NO_FACTS, null, 0).points;
    expect([given(4_550), given(1_520), given(1_500), given(0)]).toEqual([of4550, of1520, 15, 0]);
  });
});
