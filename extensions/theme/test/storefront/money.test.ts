import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minorDigits, showMinor, showUnits } from '../../src/panel/money.ts';

describe('money', () => {
  it('has the decimals of its currency', () => {
    expect(showMinor('en', 1250, 'EUR')).toBe('€12.50');
    expect(showMinor('en', 1250, 'JPY')).toBe('¥1,250');
    expect(showMinor('fa-IR', 125_000, 'IRT')).toContain('۱۲۵٬۰۰۰');
  });

  it('shows whole units without empty decimals', () => {
    expect(showUnits('en', 1, 'EUR')).toBe('€1');
  });

  it('counts minor units as the server does', () => {
    const server = readFileSync(resolve(import.meta.dirname, '../../../../server/src/loyalty/money.ts'), 'utf8');
    const pairs = [...server.matchAll(/\b([A-Z]{3}): (\d)/g)];
    expect(pairs.length).toBeGreaterThan(20);
    for (const [, currency = '', digits] of pairs) expect([currency, minorDigits(currency)]).toEqual([currency, Number(digits)]);
  });
});
