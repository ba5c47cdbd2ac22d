// Of a claim no more is taken than gives points: what a later budget cuts stays with the earlier one.
import { describe, expect, it } from 'vitest';
import { needed } from '../../src/allowances/needed.ts';
import { allowAll, allowGranted, type Claim, type Granted } from '../../src/loyalty/earning/calculation/allowed.ts';

const claim = (key: string, wanted: number): Claim => ({ key, wanted, scope: 'program', unit: 'points', limit: 1_000 });

/** Two parts with a budget each, then one budget over both; the first part has the first claim to it. */
function calculate(granted: Granted | null) {
  const claims: Claim[] = [];
  const allow = (one: Claim): number => {
    claims.push(one);
    return (granted === null ? allowAll : allowGranted(granted))(one);
  };
  const [a, b] = [allow(claim('a', 50)), allow(claim('b', 40))];
  const both = allow(claim('both', a + b));
  const tranches = [
    { part: 'a', points: Math.min(a, both) },
    { part: 'b', points: Math.max(0, Math.min(b, both - a)) },
  ];
  return { claims, tranches };
}

describe('what an order needs of its claims', () => {
  it('is all of it when nothing is short', () => {
    expect(needed(calculate, { a: 50, b: 40, both: 90 })).toEqual({ a: 50, b: 40, both: 90 });
  });

  it('is less of the earlier ones where a later one is short, the last part first', () => {
    expect(needed(calculate, { a: 50, b: 40, both: 60 })).toEqual({ a: 50, b: 10, both: 60 });
    expect(needed(calculate, { a: 50, b: 40, both: 30 })).toEqual({ a: 30, b: 0, both: 30 });
  });

  it('is less of the later ones where an earlier one is short', () => {
    expect(needed(calculate, { a: 10, b: 40, both: 90 })).toEqual({ a: 10, b: 40, both: 50 });
  });

  it('is nothing when nothing can be had', () => {
    expect(needed(calculate, { a: 50, b: 40, both: 0 })).toEqual({ a: 0, b: 0, both: 0 });
  });
});
