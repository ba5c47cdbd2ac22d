import { describe, expect, it } from 'vitest';
import { latinDigits, parseScaled, showScaled } from '../src/fields/digits.ts';
import { readMoney } from '../src/fields/money-field.tsx';
import { readPoints } from '../src/fields/points-field.tsx';
import { readRate, showRate } from '../src/fields/rate-field.tsx';

describe('numbers typed by a person', () => {
  it.each([
    ['1250', 0, 1250],
    ['۱۲۵۰', 0, 1250],
    ['١٢٥٠', 0, 1250],
    ['۱٬۲۵۰', 0, 1250],
    ['1,250', 0, 1250],
    ['12.5', 2, 1250],
    ['12,5', 2, 1250],
    ['۱۲٫۵', 2, 1250],
    ['1.234,50', 2, 123_450],
    ['1,234.50', 2, 123_450],
    ['\u200E−5', 0, -5],
    [' 7 ', 0, 7],
    ['3.00', 0, 3],
  ])('reads %s with %i decimals as %i', (text, decimals, expected) => {
    expect(parseScaled(text, decimals)).toBe(expected);
  });

  it.each(['', 'abc', '1.2.3', '--1', '1e3', 'NaN', '12.345', '9'.repeat(20)])('refuses %j instead of guessing', (text) => {
    expect(parseScaled(text, 2)).toBeNull();
  });

  it('writes back in the language’s digits what it can read again', () => {
    for (const tag of ['en', 'fa-IR', 'he-IL']) expect(parseScaled(showScaled(-1_234_550, 2, tag, true), 2)).toBe(-1_234_550);
    expect(showRate(250, 'fa-IR')).toBe('۲٫۵');
  });

  it('drops the marks that steer direction', () => {
    expect(latinDigits('\u2068۴۲\u2069')).toBe('42');
  });
});

describe('fields', () => {
  it('reads money in the minor units of its currency', () => {
    expect(readMoney('12.50', 'EUR')).toEqual({ amountMinor: 1250, currency: 'EUR' });
    expect(readMoney('۱۲۰۰۰', 'IRT')).toEqual({ amountMinor: 12_000, currency: 'IRT' });
    expect(readMoney('1.234', 'KWD')).toEqual({ amountMinor: 1234, currency: 'KWD' });
    expect(readMoney('1.5', 'JPY')).toBeNull();
    expect(readMoney('-1', 'EUR')).toBeNull();
  });

  it('takes only whole points above zero and up to the most', () => {
    expect([readPoints('1', 10), readPoints('10', 10), readPoints('0', 10), readPoints('11', 10), readPoints('1.5', 10)]).toEqual([
      1,
      10,
      null,
      null,
      null,
    ]);
  });

  it('takes rates from 0.01 to 1000', () => {
    expect([readRate('0.01'), readRate('1000'), readRate('0'), readRate('1000.01'), readRate('0.001')]).toEqual([
      1,
      100_000,
      null,
      null,
      null,
    ]);
  });
});
