import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorPerUnit } from '../../src/loyalty/currencies.ts';
import { decimalFromMinor, minorFromDecimal, splitByLargestRemainder } from '../../src/loyalty/money.ts';
import { SEED } from '../builders/seed.ts';

describe('money', () => {
  it.each([
    ['12.50', 'EUR', 1_250],
    ['-12.5', 'EUR', -1_250],
    ['0.005', 'EUR', 1],
    ['-0.005', 'EUR', -1],
    ['0.0049999', 'EUR', 0],
    ['1999', 'JPY', 1_999],
    ['1999.5', 'IRT', 2_000],
    ['1.2345', 'KWD', 1_235],
    ['90071992547409.93', 'EUR', Number.MAX_SAFE_INTEGER + 2],
  ])('reads the text %s in %s as its minor units, digit by digit', (text, currency, minor) => {
    if (!Number.isSafeInteger(minor)) expect(minorFromDecimal(text, currency)).toBeNull();
    else expect(minorFromDecimal(text, currency)).toBe(minor);
  });

  it.each(['', '12,50', '1e3', '0x10', 'NaN', '--1', '1.', '.5', '1 000', 'Infinity'])(
    'refuses %j instead of guessing a number',
    (text) => {
      expect(minorFromDecimal(text, 'EUR')).toBeNull();
    },
  );

  it('reads every amount of cents back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (minor) => {
        const text = `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
        expect(minorFromDecimal(text, 'EUR')).toBe(minor);
      }),
      { seed: SEED },
    );
  });

  it('says an amount in the decimals of its currency, and reads it back as itself', () => {
    expect([decimalFromMinor(1_250, 'EUR'), decimalFromMinor(-5, 'EUR'), decimalFromMinor(3, 'JPY'), decimalFromMinor(0, 'KWD')]).toEqual([
      '12.50',
      '-0.05',
      '3',
      '0.000',
    ]);
    const amounts = fc.tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.constantFrom('EUR', 'IRT', 'KWD'));
    const same = fc.property(amounts, ([minor, currency]) => {
      expect(minorFromDecimal(decimalFromMinor(minor, currency), currency)).toBe(minor);
    });
    fc.assert(same, { seed: SEED });
  });

  it('splits a total so that the parts sum to it, none is off by a whole unit, and equal weights differ by one at most', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), weights, (total, parts) => {
        const split = splitByLargestRemainder(total, parts);
        const sum = parts.reduce((a, b) => a + b, 0);
        expect(split.reduce((a, b) => a + b, 0)).toBe(total);
        if (sum > 0) split.forEach((part, index) => expect(Math.abs(part - (total * (parts[index] ?? 0)) / sum)).toBeLessThan(1 + 1e-6));
      }),
      { seed: SEED },
    );
  });

  it('knows that a toman has no decimals and a dinar of Kuwait has three', () => {
    expect([minorPerUnit('IRT'), minorPerUnit('KWD'), minorPerUnit('EUR')]).toEqual([1, 1_000, 100]);
  });
});
