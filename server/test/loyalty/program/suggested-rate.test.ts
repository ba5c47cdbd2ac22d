import { describe, expect, it } from 'vitest';
import { minorPerUnit } from '../../../src/loyalty/currencies.ts';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { mainRate, pointsPerUnitOf, rateOfBasisPoints, withMainRate } from '../../../src/loyalty/program/main-rate.ts';
import { suggestedRate, typicalOrder } from '../../../src/loyalty/program/suggested-rate.ts';
import { aProgram, aRule, perMoney } from '../../builders/programs.ts';

const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'IRT',
  'IRR',
  'JPY',
  'KRW',
  'VND',
  'IDR',
  'INR',
  'KWD',
  'BHD',
  'TRY',
  'ILS',
  'HUF',
  'CLP',
  'LBP',
  'ZZZ',
];

describe('the suggested rate', () => {
  it.each(CURRENCIES)('gives 10 to 99 points for a typical order in %s', (currency) => {
    const { points, perMinor } = suggestedRate(currency);
    const earned = (typicalOrder(currency) * minorPerUnit(currency) * points) / perMinor;
    expect(earned).toBeGreaterThanOrEqual(10);
    expect(earned).toBeLessThan(100);
  });

  it('is easily said: one point for a power of ten', () => {
    const units = (currency: string): number => suggestedRate(currency).perMinor / minorPerUnit(currency);
    expect(['EUR', 'JPY', 'KRW', 'IRT', 'IRR'].map(units)).toEqual([1, 100, 1_000, 100_000, 1_000_000]);
  });
});

describe('the main rate of a program', () => {
  it('is one point per whole unit where nobody changed anything, in a currency of any digits', () => {
    expect(['EUR', 'JPY', 'KWD'].map((currency) => pointsPerUnitOf(defaultProgram(currency)))).toEqual([1, 1, 1]);
  });

  it('is that of the first rule for money in the program’s currency, and can be changed alone', () => {
    const other = aRule('points-per-money', { rates: [{ currency: 'USD', points: 9, perMinor: 1 }] }, { id: 'usd' });
    const program = aProgram([aRule('bonus-per-order', { points: 5 }), other, perMoney(50), perMoney(25, { id: 'more' })]);
    expect(mainRate(program)).toEqual({ currency: 'EUR', points: 1, perMinor: 50 });
    const changed = withMainRate(program, rateOfBasisPoints(25_000, 'EUR'));
    expect(pointsPerUnitOf(changed)).toBe(2.5);
    expect(changed.earning.rules.filter((_, index) => index !== 2)).toEqual(program.earning.rules.filter((_, index) => index !== 2));
  });

  it('is none where nothing is given for money', () => {
    expect([mainRate(aProgram([])), pointsPerUnitOf(aProgram([]))]).toEqual([null, 0]);
  });
});
