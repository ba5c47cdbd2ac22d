import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deservedPoints } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import { personalOffers } from '../../../src/loyalty/offers/index.ts';
import { figuresWith } from '../../../src/loyalty/offers/level.ts';
import type { Having, PersonalOffer } from '../../../src/loyalty/offers/offer.ts';
import { offerOf } from '../../../src/loyalty/rewards/offer.ts';
import { levelFor } from '../../../src/loyalty/tiers/level-for.ts';
import type { TierFigures } from '../../../src/loyalty/tiers/figures.ts';
import { aLine, anOrder, PLACED } from '../../builders/orders.ts';
import { aLevel, aProgram, aReward, aRule, perMoney, someTiers, when } from '../../builders/programs.ts';
import { SEED } from '../../builders/seed.ts';

const NOW = PLACED + 1;
const PRODUCTS = ['p-1', 'p-2', 'p-3'] as const;

const line = fc.record({ net: fc.integer({ min: 0, max: 50_000 }), productId: fc.constantFrom(...PRODUCTS) });
const order = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) => anOrder({ lines: lines.map(({ net, productId }, index) => aLine(net, { lineId: `l-${index}`, productId })) }));

const rule = fc
  .record({
    product: fc.constantFrom(...PRODUCTS),
    stacking: fc.constantFrom('adds' as const, 'best' as const, 'exclusive' as const),
    points: fc.integer({ min: 1, max: 200 }),
    priority: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ product, points, ...change }) =>
    aRule('points-per-item', { points }, { ...change, when: [when('product', { ids: [product] })] }),
  );
const rules = fc
  .array(rule, { maxLength: 4 })
  .map((some) => [perMoney(), ...some.map((one, index) => ({ ...one, id: `rule-${index}`, name: { en: `rule-${index}` } }))]);

const threshold = (of: 'spendMinor' | 'points' | 'orders', most: number) =>
  fc.option(fc.integer({ min: 1, max: most }), { nil: null }).map((value) => ({ [of]: value }));
const level = fc.tuple(threshold('spendMinor', 90_000), threshold('points', 900), threshold('orders', 6)).map((parts) => Object.assign({}, ...parts)); // prettier-ignore
const tiers = fc
  .record({ levels: fc.array(level, { minLength: 1, maxLength: 3 }), need: fc.constantFrom('all' as const, 'any' as const) })
  .map(({ levels, need }) => someTiers({ need, levels: levels.map((asked, index) => aLevel(`level-${index}`, asked)) }));

const rewards = fc
  .array(fc.integer({ min: 1, max: 900 }), { maxLength: 4 })
  .map((prices) => prices.map((points, index) => aReward('amount-off', { points, amountMinor: 1 }, { id: `reward-${index}`, name: { en: `${points}` } }))); // prettier-ignore

const world = fc.record({ order, rules, tiers, rewards, points: fc.integer({ min: -100, max: 1_000 }), standing: fc.integer({ min: -1, max: 2 }) }); // prettier-ignore
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

function havingOf({ order: placed, rules: given, tiers: levels, rewards: catalogue, points, standing }: World): Having {
  const bought = { order: placed, facts: NO_FACTS };
  const program = aProgram(given, {}, { tiers: levels, rewards: catalogue });
  const tierId = levels.levels[standing]?.id ?? null;
  return {
    program,
    now: NOW,
    points,
    tierId,
    figures: figuresWith(bought, Math.max(0, points)),
    used: () => 0,
    stockLeft: () => null,
    bought,
  };
}

function always(holds: (having: Having, offers: readonly PersonalOffer[]) => void): void {
  fc.assert(fc.property(world, (one) => { const having = havingOf(one); holds(having, personalOffers(having)); }), { seed: SEED, numRuns: 500 }); // prettier-ignore
}

test('whoever gets the points that are missing to the offered reward can have it, and with one less cannot', () => {
  always(({ program, points }, offers) => {
    const offer = offers.find(({ kind }) => kind === 'reward');
    if (offer?.kind !== 'reward') return expect(program.rewards).toEqual([]);
    const has = Math.max(0, points);
    const can = (more: number): boolean =>
      program.rewards.some(
        (reward) =>
          reward.name === offer.name && offerOf(reward, { tierId: null, used: 0 }, { points: has + more, stockLeft: null }, NOW).available,
      );
    expect(can(offer.missingPoints)).toBe(true);
    if (offer.missingPoints > 0) expect(can(offer.missingPoints - 1)).toBe(false);
  });
});

test('no reward is nearer than the one that is offered', () => {
  always(({ program, points }, offers) => {
    const offer = offers.find(({ kind }) => kind === 'reward');
    const missing = program.rewards.map((reward) => {
      const told = offerOf(reward, { tierId: null, used: 0 }, { points: Math.max(0, points), stockLeft: null }, NOW);
      return told.available ? 0 : told.missingPoints;
    });
    if (offer?.kind === 'reward') expect(offer.missingPoints).toBe(Math.min(...missing));
  });
});

test('whoever does all that is missing to the offered level reaches it, and something always is missing', () => {
  always(({ program: { tiers: levels }, figures }, offers) => {
    const offer = offers.find(({ kind }) => kind === 'level');
    if (offer?.kind !== 'level' || levels === null) return;
    const { missingSpendMinor, missingPoints, missingOrders } = offer;
    const lacks = [missingSpendMinor, missingPoints, missingOrders].filter((each) => each !== null);
    expect(lacks.length).toBeGreaterThan(0);
    expect(Math.min(...lacks)).toBeGreaterThan(0);
    const after: TierFigures = {
      spendMinor: figures.spendMinor + (missingSpendMinor ?? 0),
      points: figures.points + (missingPoints ?? 0),
      orders: figures.orders + (missingOrders ?? 0),
    };
    const rank = levels.levels.findIndex(({ name }) => name === offer.name);
    const reached = levels.levels.findIndex(({ id }) => id === levelFor(after, levels)?.id);
    expect(reached).toBeGreaterThanOrEqual(rank);
  });
});

test('the goods just bought earn, by the offered rule, just as much more as is said', () => {
  always(({ program, bought }, offers) => {
    const offer = offers.find(({ kind }) => kind === 'goods');
    if (offer?.kind !== 'goods' || bought === null) return;
    const earned = (by: typeof program): number =>
      deservedPoints({ ...bought.order, placedAt: NOW, paidAt: NOW }, by, bought.facts, null, 0).points;
    const others = program.earning.rules.filter(({ name }) => name !== offer.name);
    expect(others.length).toBe(program.earning.rules.length - 1);
    expect(offer.points).toBeGreaterThan(0);
    expect(earned(program)).toBe(earned({ ...program, earning: { ...program.earning, rules: others } }) + offer.points);
  });
});

test('the same is offered whenever it is asked, at most one of each kind', () => {
  always((having, offers) => {
    expect(personalOffers(having)).toEqual(offers);
    expect(new Set(offers.map(({ kind }) => kind)).size).toBe(offers.length);
  });
});
