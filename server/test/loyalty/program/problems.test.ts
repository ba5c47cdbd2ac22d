import { describe, expect, it } from 'vitest';
import { plainTerms, earningByRate } from '../../../src/loyalty/program/default-program.ts';
import { problemsOf } from '../../../src/loyalty/program/problems.ts';
import type { ProgramTerms } from '../../../src/loyalty/program/program.ts';
import { suggestedRate } from '../../../src/loyalty/program/suggested-rate.ts';
import { aCampaign, aLevel, anAction, aReward, aRule, everyKindProgram, perMoney, someTiers, when } from '../../builders/programs.ts';

const terms = plainTerms(earningByRate(suggestedRate('EUR')));
/** The problems of a draft, each as "path code". */
const of = (draft: unknown, currency = 'EUR'): string[] => problemsOf(draft, currency).map(({ path, code }) => `${path.join('.')} ${code}`);
const withRules = (...rules: ProgramTerms['earning']['rules']): ProgramTerms => ({ ...terms, earning: { ...terms.earning, rules } });
const withActions = (...actions: ProgramTerms['earning']['actions']): ProgramTerms => ({
  ...terms,
  earning: { ...terms.earning, actions },
});

describe('a draft without problems', () => {
  it('is what a store begins with, and a program with every kind in it', () => {
    const { version: _version, inForceFrom: _from, currency: _currency, timeZone: _zone, ...every } = everyKindProgram();
    expect([of(terms), of(every)]).toEqual([[], []]);
  });
});

describe('the shape of a draft', () => {
  it('is told field by field, with the path of each', () => {
    const [rule] = terms.earning.rules;
    const earning = { ...terms.earning, rounding: 'up', rules: [{ ...rule, id: 'Not an id', name: {}, params: { rates: [] } }] };
    const { active: _active, ...incomplete } = terms;
    expect(of({ ...incomplete, earning, graceMs: -1, surprise: true }).toSorted()).toEqual([
      ' not-known',
      'active missing',
      'earning.rounding not-a-choice',
      'earning.rules.0.id malformed',
      'earning.rules.0.name no-language',
      'earning.rules.0.params.rates too-short',
      'graceMs too-small',
    ]);
  });

  it('tells a number from a text, and a kind that does not exist', () => {
    expect(of({ ...terms, graceMs: '5', approvalAbove: 1e15 }).toSorted()).toEqual(['approvalAbove too-large', 'graceMs wrong-type']);
    expect(of(withRules({ ...perMoney(), kind: 'points-per-smile' } as never))).toEqual(['earning.rules.0.kind not-a-choice']);
    expect(of(null)).toEqual([' wrong-type']);
  });
});

describe('a reward that a store’s platform has not', () => {
  const card = aReward('gift-card', { points: 100, amountMinor: 500 });
  const credit = aReward('store-credit', { points: 100, amountMinor: 500 });
  const found = (...rewards: ProgramTerms['rewards']) =>
    problemsOf({ ...terms, rewards }, 'EUR', ['gift-card', 'store-credit']).map(({ path, code }) => `${path.join('.')} ${code}`);

  it('is told while it is switched on, and nowhere else', () => {
    const off = aReward('free-shipping', { points: 100, maximumMinor: null });
    expect(found(off, card, credit)).toEqual(['rewards.1.kind not-on-this-platform', 'rewards.2.kind not-on-this-platform']);
    expect(found(off, { ...card, on: false })).toEqual([]);
    expect(of({ ...terms, rewards: [card, credit] })).toEqual([]);
  });
});

describe('what the parts of a draft say about each other', () => {
  it('must not have two rules, campaigns, levels or rewards of one name', () => {
    const twice = aCampaign({ kind: 'bonus', points: 1 });
    expect(of(withRules(perMoney(), perMoney()))).toEqual(['earning.rules.1.id duplicate-id']);
    expect(of({ ...terms, campaigns: [twice, twice] })).toEqual(['campaigns.1.id duplicate-id']);
  });

  it('must know the levels of members’ prices, and have no more of these than a cart can be told of', () => {
    const price = (ids: string[], tierIds = ['gold']) => ({ goods: { kind: 'products' as const, ids }, amountMinor: 990, tierIds });
    const many = Array.from({ length: 500 }, (_, index) => `${9_100_000_000_001 + index}`);
    expect(of({ ...terms, tiers: someTiers({ memberPrices: [price(['1']), price(['2'], ['gold', 'platinum'])] }) })).toEqual([
      'tiers.memberPrices.1.tierIds.1 unknown-tier',
    ]);
    expect(of({ ...terms, tiers: someTiers({ memberPrices: [price(many)] }) })).toEqual(['tiers.memberPrices too-many-prices']);
    expect(of({ ...terms, tiers: someTiers({ memberPrices: [price([], [])] }) }).toSorted()).toEqual([
      'tiers.memberPrices.0.goods.ids too-short',
      'tiers.memberPrices.0.tierIds too-short',
    ]);
  });

  it('may come from before members had prices', () => {
    const { discountLeavesOut: _none, memberPrices: _yet, ...before } = someTiers();
    expect(of({ ...terms, tiers: before })).toEqual([]);
  });

  it('must know every level that is named, wherever it is named', () => {
    const gold = [when('tier', { tierIds: ['gold', 'platinum'] })];
    const draft = { ...withRules(perMoney(100, { when: gold })), tiers: someTiers() };
    expect(of(draft)).toEqual(['earning.rules.0.when.0.params.tierIds.1 unknown-tier']);
    expect(of({ ...terms, rewards: [aReward('free-shipping', { points: 1, maximumMinor: null }, { tierIds: ['gold'] })] })).toEqual([
      'rewards.0.tierIds.0 unknown-tier',
    ]);
    expect(of({ ...terms, campaigns: [aCampaign({ kind: 'bonus', points: 1 }, { when: gold })] })).toHaveLength(2);
  });

  it('must not end before they begin', () => {
    const backwards = { from: 10, until: 10 };
    expect(of({ ...terms, campaigns: [aCampaign({ kind: 'bonus', points: 1 }, backwards)] })).toEqual([
      'campaigns.0.until ends-before-it-begins',
    ]);
    expect(of({ ...terms, rewards: [aReward('free-shipping', { points: 1, maximumMinor: null }, backwards)] })).toEqual([
      'rewards.0.until ends-before-it-begins',
    ]);
    const conditions = [when('date-window', backwards), when('order-count', { from: 3, to: 2 })];
    expect(of(withRules(perMoney(100, { when: conditions })))).toEqual([
      'earning.rules.0.when.0.params.until ends-before-it-begins', 'earning.rules.0.when.1.params.to ends-before-it-begins',
    ]); // prettier-ignore
    const steps = { pointsPerStep: 1, amountMinorPerStep: 1, minSteps: 5, maxSteps: 4 };
    expect(of({ ...terms, rewards: [aReward('variable-amount', steps)] })).toEqual(['rewards.0.params.maxSteps ends-before-it-begins']);
  });

  it('must have a rate for the store’s own currency where anything is given for money, and each currency once', () => {
    expect(of(terms, 'IRT')).toEqual(['earning.rules.0.params.rates no-rate-for-currency']);
    expect(of(withRules(aRule('bonus-per-order', { points: 5 })), 'IRT')).toEqual([]);
    const rate = { currency: 'EUR', points: 1, perMinor: 100 };
    expect(of(withRules(aRule('points-per-money', { rates: [rate, rate] })))).toEqual([
      'earning.rules.0.params.rates.1.currency duplicate-currency',
    ]);
  });

  it('must limit what only its doer says happened, and by something', () => {
    const share = { points: 5, network: 'X', url: 'https://x.com/teapots' };
    expect(of(withActions(anAction('social-share', share)))).toEqual(['earning.actions.0.limit limit-needed']);
    const nothing = { period: 'month', times: null, points: null } as const;
    expect(of(withActions(anAction('social-share', share, { limit: nothing })))).toEqual(['earning.actions.0.limit limit-limits-nothing']);
    expect(
      of(
        withActions(
          anAction('review', { points: 5, pointsForPhoto: null, onlyBuyers: false }, { limit: { ...nothing, period: 'order', points: 5 } }),
        ),
      ),
    ).toEqual(['earning.actions.0.limit.period limit-per-order-here']);
  });

  it('must not limit a rule to once in an order, which it is anyway', () => {
    const once = { period: 'order', times: 1, points: null } as const;
    expect(of(withRules(perMoney(100, { limit: once })))).toEqual(['earning.rules.0.limit limit-limits-nothing']);
    expect(of(withRules(perMoney(100, { limit: { ...once, points: 50 } })))).toEqual([]);
  });

  it('cannot ask of an action what only an order has', () => {
    const asks = [when('customer-tag', { tags: ['vip'] }), when('first-order', {}), when('product', { ids: ['p'] })];
    expect(of(withActions(anAction('birthday', { points: 5 }, { when: asks })))).toEqual([
      'earning.actions.0.when.1 condition-asks-for-an-order', 'earning.actions.0.when.2 condition-asks-for-an-order',
    ]); // prettier-ignore
  });

  it('must have levels that rise, of which only the lowest may ask for nothing', () => {
    const levels = [aLevel('a', { spendMinor: 100 }), aLevel('b', { spendMinor: 50 }), aLevel('c'), aLevel('d')];
    expect(of({ ...terms, tiers: someTiers({ levels }) })).toEqual([
      'tiers.levels.1.threshold.spendMinor levels-not-ascending',
      'tiers.levels.2.threshold no-threshold',
      'tiers.levels.3.threshold no-threshold',
    ]);
    expect(of({ ...terms, tiers: someTiers({ levels: [aLevel('a', { orders: 2 }), aLevel('b', { orders: 2 })] }) })).toEqual([
      'tiers.levels.1.threshold levels-not-ascending',
    ]);
  });

  it('must leave an order for every reward under the floor', () => {
    const rewards = [
      aReward('percent-off', { points: 1, basisPoints: 5_000, maximumMinor: null }),
      aReward('free-product', { points: 1, variantId: 'v', title: 'Tea' }),
      aReward('amount-off', { points: 1, amountMinor: 500 }),
    ];
    const under = (floorBasisPoints: number): string[] => of({ ...terms, rewards, redemption: { ...terms.redemption, floorBasisPoints } });
    expect(under(0)).toEqual([]);
    expect(under(5_000)).toEqual(['rewards.1.minimumOrderMinor minimum-needed']);
    expect(under(10_000)).toEqual([
      'rewards.0.params.basisPoints below-the-floor',
      'rewards.1.minimumOrderMinor minimum-needed',
      'rewards.2.kind below-the-floor',
    ]);
  });

  it('has plain terms of redeeming where a draft was begun before they were asked', () => {
    const { redemption: _redemption, ...before } = terms;
    expect(of(before)).toEqual([]);
  });

  it("keeps the points of guests for a day at least, or as long as everybody's, also where a draft was begun before that was asked", () => {
    const { guests: _guests, ...before } = terms;
    expect([of(before), of({ ...terms, guests: { keepDays: 30 } })]).toEqual([[], []]);
    expect(of({ ...terms, guests: { keepDays: 0 } })).toEqual(['guests.keepDays too-small']);
  });
});
