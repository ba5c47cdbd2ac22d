import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../../extensions/discount-function/src/configuration.ts';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { programTerms, type Program } from '../../../src/loyalty/program/program.ts';
import { upgradeProgram } from '../../../src/loyalty/program/upgrade.ts';
import { tierDiscountConfiguration } from '../../../src/loyalty/tiers/members-prices.ts';
import type { MemberPrice } from '../../../src/loyalty/tiers/tiers.ts';
import { aLevel, someTiers } from '../../builders/programs.ts';

const levels = [aLevel('member'), aLevel('silver', { orders: 3 }), aLevel('gold', { orders: 9 }, { membersDiscountBasisPoints: 1_000 })];

function aPrice(kind: MemberPrice['goods']['kind'], ids: string[], amountMinor: number, tierIds = ['gold']): MemberPrice {
  return { goods: { kind, ids }, amountMinor, tierIds };
}

function programWith(tiers: Partial<Program['tiers'] & object>, change: Partial<Program> = {}): Program {
  return { ...defaultProgram('EUR'), tiers: someTiers({ levels, ...tiers }), ...change };
}

const memberPrices = [
  aPrice('products', ['p-1', 'p-2'], 2_000, ['silver', 'gold']),
  aPrice('products', ['p-1'], 1_500),
  aPrice('products', ['p-1'], 1_800),
  aPrice('variants', ['v-1'], 900),
];

describe('what members pay', () => {
  it('is told by level: a percentage, and the lowest of several prices of the same goods', () => {
    const leavesOut = { productIds: ['p-9'], collectionIds: ['c-1', 'c-1'] };
    expect(tierDiscountConfiguration(programWith({ memberPrices, discountLeavesOut: leavesOut }))).toEqual({
      configuration: {
        format: 1,
        currency: 'EUR',
        levels: [
          { id: 'silver', basisPoints: 0, names: { en: 'silver' }, products: { 'p-1': 2_000, 'p-2': 2_000 }, variants: {} },
          { id: 'gold', basisPoints: 1_000, names: { en: 'gold' }, products: { 'p-1': 1_500, 'p-2': 2_000 }, variants: { 'v-1': 900 } },
        ],
        leftOut: { 'p-9': true },
      },
      leftOutCollectionIds: ['c-1'],
    });
  });

  it('is nothing where no level has anything, without tiers, and while the program is off', () => {
    expect(tierDiscountConfiguration(programWith({ levels: [aLevel('member')] }))).toBeNull();
    expect(tierDiscountConfiguration(defaultProgram('EUR'))).toBeNull();
    expect(tierDiscountConfiguration(programWith({ memberPrices }, { active: false }))).toBeNull();
  });

  it('is read by what runs in the cart as it is written here', () => {
    const discount = tierDiscountConfiguration(programWith({ memberPrices }));
    const written: unknown = JSON.parse(JSON.stringify(discount?.configuration));
    expect(readConfiguration(written)).toMatchObject({ currency: 'EUR', levels: discount?.configuration.levels });
  });
});

describe('programs from before members had prices', () => {
  it('have none, whether they were stored or are still drafts', () => {
    const today = programWith({});
    const { discountLeavesOut: _none, memberPrices: _yet, ...before } = someTiers({ levels });
    const { version: _version, inForceFrom: _from, currency: _currency, timeZone: _zone, ...terms } = today;
    expect(upgradeProgram({ ...today, tiers: before })).toEqual(today);
    expect(upgradeProgram({ ...today, tiers: null })).toEqual({ ...today, tiers: null });
    expect(programTerms.parse({ ...terms, tiers: before })).toEqual(terms);
  });
});
