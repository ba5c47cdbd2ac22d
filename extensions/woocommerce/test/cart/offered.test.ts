import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Offer, Reward } from '#contract/storefront.ts';
import { minorDigits } from '#contract/currencies.ts';
import { stepsFor, worthShowing } from '../../src/cart/offered.ts';

const EUR = 'EUR';

function reward(id: string, more: Partial<Reward> = {}): Reward {
  const says = { text: id, values: {} };
  const open = { minimumOrder: null, onlySome: false, tiers: [], from: null, until: null, steps: null };
  return { id, kind: 'amount-off', name: id, says, points: 100, worth: { amountMinor: 500, currency: EUR }, ...open, ...more };
}
const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  id,
  available: true,
  reason: null,
  missingPoints: 0,
  maxSteps: 1,
  ...more,
});
const tooFew = (id: string, missingPoints: number): Offer =>
  offer(id, { available: false, reason: 'not-enough-points', missingPoints, maxSteps: 0 });
const slider = reward('slider', {
  kind: 'variable-amount',
  steps: { min: 2, max: null, points: 100, worth: { amountMinor: 250, currency: EUR } },
});

const ids = (rewards: Reward[], offers: Offer[], goods = 10_000): string[] =>
  worthShowing({ rewards }, { offers }, goods).map((one) => one.reward.id);

describe('rewards beside a cart', () => {
  test('whoever can have one sees what can be had, and nothing that only makes longing', () => {
    expect(ids([reward('five'), reward('ten'), reward('gold')], [offer('five'), tooFew('ten', 50), offer('gold')])).toEqual([
      'five',
      'gold',
    ]);
  });

  test('whoever can have none sees the nearest one and how far it is', () => {
    const shown = worthShowing({ rewards: [reward('five'), reward('ten')] }, { offers: [tooFew('five', 20), tooFew('ten', 120)] }, 10_000);
    expect(shown.map((one) => [one.reward.id, one.hindrance, one.missingPoints])).toEqual([['five', 'not-enough-points', 20]]);
  });

  test('gift cards, credit and what a person hands out are not for this cart', () => {
    const others = ['gift-card', 'store-credit', 'custom'] as const;
    const rewards = others.map((kind) => reward(kind, { kind }));
    expect(
      ids(
        rewards,
        others.map((kind) => offer(kind)),
      ),
    ).toEqual([]);
  });

  test('a reward that has just left the program, or just come, is not shown half', () => {
    expect(ids([reward('new')], [offer('gone')])).toEqual([]);
  });

  test('a cart below the minimum is told what it needs, and cannot choose it', () => {
    const least = reward('least', { minimumOrder: { amountMinor: 2_000, currency: EUR } });
    const at = (goods: number) => worthShowing({ rewards: [least] }, { offers: [offer('least')] }, goods)[0]?.hindrance;
    expect([at(1_999), at(2_000)]).toEqual(['minimum', null]);
  });

  test('the most that can be chosen is what there are points for and what the goods are worth', () => {
    const most = (goods: number, maxSteps: number) =>
      worthShowing({ rewards: [slider] }, { offers: [offer('slider', { maxSteps })] }, goods)[0]?.steps?.most;
    expect(most(10_000, 7)).toBe(7);
    expect(most(1_100, 7)).toBe(4);
  });

  test('an amount larger than the goods says that the rest would be lost', () => {
    const loses = (goods: number) => worthShowing({ rewards: [reward('five')] }, { offers: [offer('five')] }, goods)[0]?.losesRest;
    expect([loses(499), loses(500)]).toEqual([true, false]);
  });

  test('points that are not whole steps, or more than there are, are no choice', () => {
    const [shown] = worthShowing({ rewards: [slider] }, { offers: [offer('slider', { maxSteps: 5 })] }, 10_000);
    if (shown === undefined) throw new Error('it is shown');
    expect([100, 200, 250, 500, 600, Number.NaN].map((points) => stepsFor(shown, points))).toEqual([null, 2, null, 5, null, null]);
  });
});

test('the plugin counts the decimals of every currency as the server does', () => {
  const php = readFileSync(join(import.meta.dirname, '../../includes/class-lasting-terms.php'), 'utf8');
  const table = /MINOR_DIGITS\s*=\s*array\(([^)]*)\)/u.exec(php)?.[1] ?? '';
  const stated = Object.fromEntries(
    [...table.matchAll(/'([A-Z]{3})'\s*=>\s*(\d)/gu)].map(([, code = '', digits]) => [code, Number(digits)]),
  );
  const server = Intl.supportedValuesOf('currency').concat('IRT');
  expect(Object.keys(stated).length).toBeGreaterThan(20);
  expect(server.filter((code) => minorDigits(code) !== (stated[code] ?? 2))).toEqual([]);
});
