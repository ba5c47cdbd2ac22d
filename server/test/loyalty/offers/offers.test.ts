import { describe, expect, test } from 'vitest';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import { personalOffers } from '../../../src/loyalty/offers/index.ts';
import { figuresWith } from '../../../src/loyalty/offers/level.ts';
import type { Bought, Having, PersonalOffer } from '../../../src/loyalty/offers/offer.ts';
import { aLine, anOrder, PLACED } from '../../builders/orders.ts';
import { aCampaign, aLevel, aProgram, aReward, aRule, perMoney, someTiers, when } from '../../builders/programs.ts';

const NOW = PLACED + 60_000;
/** A pot for 45.00 and a cup for 10.00. */
const BOUGHT: Bought = {
  order: anOrder({ lines: [aLine(4_500), aLine(1_000, { lineId: 'l-2', productId: 'p-2' })] }),
  facts: { ...NO_FACTS, orderNumber: 1 },
};

function having(change: Partial<Having> = {}): Having {
  const nothing = { tierId: null, used: () => 0, stockLeft: () => null, bought: BOUGHT };
  return { program: aProgram([perMoney()]), now: NOW, points: 55, figures: figuresWith(BOUGHT, 55), ...nothing, ...change };
}

function offer<Kind extends PersonalOffer['kind']>(kind: Kind, change: Partial<Having>): Extract<PersonalOffer, { kind: Kind }> | null {
  const isWanted = (one: PersonalOffer): one is Extract<PersonalOffer, { kind: Kind }> => one.kind === kind;
  return personalOffers(having(change)).find(isWanted) ?? null;
}

const coupon = (points: number, change: Parameters<typeof aReward>[2] = {}) =>
  aReward('amount-off', { points, amountMinor: points * 5 }, { id: `coupon-${points}`, name: { en: `Coupon ${points}` }, ...change });

describe('the nearest reward', () => {
  const program = aProgram([perMoney()], {}, { rewards: [coupon(200), coupon(100), coupon(50), coupon(20)] });

  test('is the best one that the points are enough for', () => {
    expect(offer('reward', { program })).toEqual({ kind: 'reward', name: { en: 'Coupon 50' }, missingPoints: 0 });
  });

  test('is the one to which least is missing when they are enough for none', () => {
    expect(offer('reward', { program, points: 12 })).toEqual({ kind: 'reward', name: { en: 'Coupon 20' }, missingPoints: 8 });
  });

  test('counts a debt as having nothing, and names the whole price', () => {
    expect(offer('reward', { program, points: -30 })).toMatchObject({ name: { en: 'Coupon 20' }, missingPoints: 20 });
  });

  test('is none that is off, over, gone, for another level, or had as often as it may be', () => {
    const barred = [
      coupon(10, { on: false }),
      coupon(11, { until: NOW }),
      coupon(12, { from: NOW + 1 }),
      coupon(13, { stock: 3 }),
      coupon(14, { tierIds: ['gold'] }),
      coupon(15, { limit: { period: 'year', times: 1 } }),
    ];
    const facts = { stockLeft: () => 0, used: () => 1 };
    expect(offer('reward', { ...facts, program: aProgram([], {}, { rewards: barred }) })).toBeNull();
    expect(offer('reward', { ...facts, program: aProgram([], {}, { rewards: [...barred, coupon(90)] }) })).toMatchObject({ missingPoints: 35 }); // prettier-ignore
    const gold = { program: aProgram([], {}, { rewards: barred, tiers: someTiers() }), tierId: 'gold' };
    expect(offer('reward', { ...facts, ...gold })).toMatchObject({ name: { en: 'Coupon 14' } });
  });
});

describe('the next level', () => {
  const tiers = someTiers();

  test('starts from the order just placed when somebody is a guest', () => {
    const level = offer('level', { program: aProgram([], {}, { tiers }) });
    expect(level).toEqual({ kind: 'level', name: { en: 'silver' }, missingSpendMinor: 44_500, missingPoints: null, missingOrders: null });
  });

  test('adds the order to what a member had before it', () => {
    const figures = figuresWith(BOUGHT, 55, { spendMinor: 60_000, points: 600, orders: 4 });
    const level = offer('level', { program: aProgram([], {}, { tiers }), tierId: 'silver', figures });
    expect(level).toMatchObject({ name: { en: 'gold' }, missingSpendMinor: 134_500 });
  });

  test('is the one above that which this very order reaches', () => {
    const low = someTiers({ levels: [aLevel('member'), aLevel('silver', { spendMinor: 5_000 }), aLevel('gold', { spendMinor: 9_000 })] });
    expect(offer('level', { program: aProgram([], {}, { tiers: low }) })).toMatchObject({ name: { en: 'gold' }, missingSpendMinor: 3_500 });
  });

  test('is the one above a level that is still honoured though it would not be reached today', () => {
    expect(offer('level', { program: aProgram([], {}, { tiers }), tierId: 'silver' })).toMatchObject({ name: { en: 'gold' } });
  });

  test('names every measure that is missing and none that is not', () => {
    const all = someTiers({ need: 'all', levels: [aLevel('silver', { spendMinor: 5_000, points: 100, orders: 3 })] });
    expect(offer('level', { program: aProgram([], {}, { tiers: all }) })).toEqual({
      kind: 'level',
      name: { en: 'silver' },
      missingSpendMinor: null,
      missingPoints: 45,
      missingOrders: 2,
    });
  });

  test('is none at the top, and none in a program without levels', () => {
    expect(offer('level', { program: aProgram([], {}, { tiers }), tierId: 'gold' })).toBeNull();
    expect(offer('level', {})).toBeNull();
  });
});

describe('goods that earn more than others', () => {
  const pots = aRule('points-per-item', { points: 30 }, { id: 'pots', when: [when('product', { ids: ['p-1'] })] });

  test('are told with what the rule that names them gives for them again', () => {
    expect(offer('goods', { program: aProgram([perMoney(), pots]) })).toEqual({
      kind: 'goods',
      name: { en: 'points-per-item' },
      points: 30,
    });
  });

  test('are told of a campaign while it runs, and not a moment longer', () => {
    const campaign = aCampaign(
      { kind: 'multiplier', factorBasisPoints: 30_000 },
      { when: [when('product', { ids: ['p-1'] })], until: NOW + 1 },
    );
    const program = aProgram([perMoney()], {}, { campaigns: [campaign] });
    expect(offer('goods', { program })).toEqual({ kind: 'goods', name: { en: 'Festival' }, points: 90 });
    expect(offer('goods', { program, now: NOW + 1 })).toBeNull();
  });

  test('are told of the rule that gives most', () => {
    const cups = aRule('points-per-item', { points: 31 }, { id: 'cups', when: [when('product', { ids: ['p-2'] })] });
    expect(offer('goods', { program: aProgram([perMoney(), pots, { ...cups, name: { en: 'Cups' } }]) })).toMatchObject({ name: { en: 'Cups' }, points: 31 }); // prettier-ignore
  });

  test('are not told of what everything earns, nor of what all but a few things earn', () => {
    const butCups = perMoney(100, { when: [when('product', { ids: ['p-2'] }, true)] });
    expect(offer('goods', { program: aProgram([perMoney()]) })).toBeNull();
    expect(offer('goods', { program: aProgram([butCups]) })).toBeNull();
  });

  test('are not told of a rule that is off, that is about other goods, or in whose place another one would give as much', () => {
    const rival = aRule('points-per-item', { points: 30 }, { id: 'a', stacking: 'best', when: [when('product', { ids: ['p-1'] })] });
    for (const rules of [
      [{ ...pots, on: false }],
      [{ ...pots, when: [when('product', { ids: ['p-9'] })] }],
      [rival, { ...rival, id: 'b' }],
    ])
      expect(offer('goods', { program: aProgram([perMoney(), ...rules]) })).toBeNull();
  });

  test('are not told of a rule that gives them less than the others get', () => {
    const less = perMoney(1_000, { id: 'less', stacking: 'exclusive', priority: 5, when: [when('product', { ids: ['p-1', 'p-2'] })] });
    expect(offer('goods', { program: aProgram([less, perMoney()]) })).toBeNull();
  });

  test('are not told of what only a first order earns: the next one is not the first', () => {
    const first = { ...pots, when: [...pots.when, when('first-order', {})] };
    expect(offer('goods', { program: aProgram([first]) })).toBeNull();
    const guest = { ...BOUGHT, facts: NO_FACTS };
    expect(offer('goods', { program: aProgram([first]), bought: guest })).toBeNull();
  });

  test('are none where nothing is known of what was bought', () => {
    expect(offer('goods', { program: aProgram([pots]), bought: null })).toBeNull();
  });
});

test('a program that is switched off offers nothing at all', () => {
  const program = aProgram([perMoney()], {}, { rewards: [coupon(10)], tiers: someTiers(), active: false });
  expect(personalOffers(having({ program }))).toEqual([]);
});
