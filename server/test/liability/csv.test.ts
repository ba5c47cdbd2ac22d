import { describe, expect, it } from 'vitest';
import { cohortsCsv, csvOf, monthsCsv } from '../../src/liability/csv.ts';

const AMOUNTS = {
  opening: 0, issued: 300, redeemed: -100, expired: 0, reversed: -50, adjusted: 0, writtenOff: 0, transferred: 0, closing: 150,
  owedToMembers: 160, owedByMembers: 10,
}; // prettier-ignore
const MONTH = { month: '2026-01', from: 0, until: 1, closed: true, points: AMOUNTS, money: null };

describe('comma-separated values', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never hand %j to a spreadsheet as a formula', (text) => {
    expect(
      csvOf([[text]])
        .replaceAll('"', '')
        .startsWith(`'${text}`),
    ).toBe(true);
  });

  it('leave negative numbers numbers', () => {
    expect(csvOf([[-100, null, 0]])).toBe('-100,,0\r\n');
  });

  it('quote what has commas, quotes and line ends, and end every line', () => {
    expect(csvOf([['a,b', 'say "tea"', 'two\nlines'], ['c']])).toBe('"a,b","say ""tea""","two\nlines"\r\nc\r\n');
  });

  it('hold a month a line, with empty money while points have no value', () => {
    const [header, line, end] = monthsCsv({ months: [MONTH], currency: 'EUR' }).split('\r\n');
    expect(header?.split(',').slice(0, 4)).toEqual(['month', 'state', 'opening_points', 'issued_points']);
    expect(header?.split(',')).toHaveLength(line?.split(',').length ?? 0);
    expect(line).toBe(`2026-01,closed,0,300,-100,0,-50,0,0,0,150,160,10${','.repeat(12)}`);
    expect(end).toBe('');
  });

  it.each([['EUR', '1.5', '-0.5'], ['JPY', '150', '-50'], ['KWD', '0.15', '-0.05']])('write money of %s with its decimals', (currency, closing, reversed) => {
    const line = monthsCsv({ months: [{ ...MONTH, money: AMOUNTS }], currency }).split('\r\n')[1]?.split(',') ?? [];
    expect([line[13], line[14 + 8], line[14 + 4]]).toEqual([currency, closing, reversed]);
  }); // prettier-ignore

  it('name the points that no lot holds', () => {
    const debts = {
      month: null,
      given: 0,
      reversed: 5,
      redeemed: 0,
      expired: 0,
      other: 0,
      open: -5,
      redeemedShare: null,
      expiredShare: null,
    };
    expect(cohortsCsv({ cohorts: [debts] }).split('\r\n')[1]).toBe('without a lot,0,5,0,0,0,-5,,');
  });
});
