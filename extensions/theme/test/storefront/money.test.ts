import { describe, expect, it } from 'vitest';
import { showMinor, showUnits } from '../../src/panel/money.ts';

describe('money', () => {
  it('has the decimals of its currency', () => {
    expect(showMinor('en', 1250, 'EUR')).toBe('€12.50');
    expect(showMinor('en', 1250, 'JPY')).toBe('¥1,250');
    expect(showMinor('fa-IR', 125_000, 'IRT')).toContain('۱۲۵٬۰۰۰');
  });

  it('shows whole units without empty decimals', () => {
    expect(showUnits('en', 1, 'EUR')).toBe('€1');
  });
});
