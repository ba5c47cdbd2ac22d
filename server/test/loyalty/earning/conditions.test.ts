import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/loyalty/earning/conditions/index.ts';
import { deservedPoints } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS, type OrderFacts } from '../../../src/loyalty/earning/facts.ts';
import { factsNeeded } from '../../../src/loyalty/earning/facts-needed.ts';
import { aProgram, aRule, perMoney, someTiers, when } from '../../builders/programs.ts';
import { aLine, anOrder, PLACED } from '../../builders/orders.ts';

const KNOWN: OrderFacts = {
  tierId: 'gold',
  customerTags: ['vip'],
  customerRoles: ['customer'],
  country: 'DE',
  orderNumber: 1,
  subscriptionRenewal: false,
  productFacts: { 'p-1': { collections: ['tea'], tags: ['green'] }, 'p-2': { collections: ['cups'], tags: [] } },
};
const TEA = aLine(3_000, { lineId: 'tea', productId: 'p-1' });
const CUPS = aLine(1_500, { lineId: 'cups', productId: 'p-2' });
const ORDER = anOrder({ lines: [TEA, CUPS] });

/** What one rule of a point per euro gives, on its conditions. */
const points = (conditions: Condition[], facts = KNOWN, order = ORDER): number =>
  deservedPoints(order, aProgram([perMoney(100, { when: conditions })]), facts, null, 0).points;

describe('a condition about lines', () => {
  it('lets only the lines earn for which it holds', () => {
    expect(points([when('product', { ids: ['p-1'] })])).toBe(30);
    expect(points([when('collection', { ids: ['cups', 'plates'] })])).toBe(15);
    expect(points([when('product-tag', { tags: ['green'] })])).toBe(30);
  });

  it('can be turned around, and several must hold together for one line', () => {
    expect(points([when('product', { ids: ['p-1'] }, true)])).toBe(15);
    expect(points([when('product', { ids: ['p-1'] }), when('collection', { ids: ['cups'] })])).toBe(0);
  });

  it('proves nothing about a product that nobody knows, neither way', () => {
    expect(points([when('collection', { ids: ['tea'] })], NO_FACTS)).toBe(0);
    expect(points([when('collection', { ids: ['tea'] }, true)], NO_FACTS)).toBe(0);
  });

  it('knows that a line without a product is in no collection and has no tag', () => {
    const order = anOrder({ lines: [aLine(2_000, { productId: null })] });
    expect(points([when('collection', { ids: ['tea'] }, true)], KNOWN, order)).toBe(20);
    expect(points([when('product', { ids: ['p-1'] })], KNOWN, order)).toBe(0);
  });

  it('takes a tag from the order itself where the order carries it', () => {
    const order = anOrder({ lines: [aLine(2_000, { productId: 'p-9', tags: ['sale'] })] });
    expect(points([when('product-tag', { tags: ['sale'] })], NO_FACTS, order)).toBe(20);
  });

  it('never holds for shipping, which is no product', () => {
    const charges = { ...ORDER.charges, shipping: 500 };
    const program = aProgram([perMoney(100, { when: [when('product', { ids: ['p-1'] }, true)] })], {
      basis: { ...aProgram([]).earning.basis, shipping: true },
    });
    expect(deservedPoints({ ...ORDER, charges }, program, KNOWN, null, 0).points).toBe(15);
  });
});

describe('a condition about the order or its buyer', () => {
  it.each<[string, Condition, Partial<OrderFacts>]>([
    ['a customer’s tag', when('customer-tag', { tags: ['vip', 'press'] }), { customerTags: [] }],
    ['a customer’s role', when('customer-role', { roles: ['customer'] }), { customerRoles: ['staff'] }],
    ['a tier', when('tier', { tierIds: ['gold'] }), { tierId: null }],
    ['a country', when('country', { countries: ['DE', 'AT'] }), { country: 'FR' }],
    ['a first order', when('first-order', {}), { orderNumber: 2 }],
    ['the number of an order', when('order-count', { from: 1, to: 1 }), { orderNumber: 2 }],
  ])('asks for %s, and turned around for the opposite', (_what, condition, otherwise) => {
    const others = { ...KNOWN, ...otherwise };
    const opposite = { ...condition, not: true };
    expect([points([condition]), points([condition], others), points([opposite]), points([opposite], others)]).toEqual([45, 0, 0, 45]);
  });

  it.each<[string, Condition]>([
    ['tags', when('customer-tag', { tags: ['vip'] })],
    ['roles', when('customer-role', { roles: ['staff'] })],
    ['country', when('country', { countries: ['DE'] })],
    ['number', when('first-order', {})],
    ['count', when('order-count', { from: 2, to: null })],
  ])('holds neither way while the %s is not known', (_what, condition) => {
    expect([points([condition], NO_FACTS), points([{ ...condition, not: true }], NO_FACTS)]).toEqual([0, 0]);
  });

  it('never takes the renewal of a subscription for a first order', () => {
    expect(points([when('first-order', {})], { ...KNOWN, subscriptionRenewal: true })).toBe(0);
    expect(points([], { ...KNOWN, subscriptionRenewal: true })).toBe(45);
  });

  it('counts both ends of a range of orders', () => {
    const third = (number: number): number => points([when('order-count', { from: 2, to: 4 })], { ...KNOWN, orderNumber: number });
    expect([1, 2, 4, 5].map(third)).toEqual([0, 45, 45, 0]);
  });

  it('asks for the channel the order came by', () => {
    expect(points([when('channel', { channels: ['web'] })])).toBe(45);
    expect(points([when('channel', { channels: ['pos'] })])).toBe(0);
    expect(points([when('channel', { channels: ['pos'] }, true)], KNOWN, { ...ORDER, channel: null })).toBe(0);
  });

  it('measures the minimum on what counts of the order now, so a refund can take it below', () => {
    const enough = [when('minimum-amount', { amountMinor: 4_500 })];
    expect(points(enough)).toBe(45);
    expect(points(enough, KNOWN, anOrder({ lines: [TEA, { ...CUPS, currentNet: 1_499 }] }))).toBe(0);
  });

  it('cannot compare a minimum with an order in another currency, neither way', () => {
    const rates = [
      { currency: 'USD', points: 1, perMinor: 100 },
      { currency: 'EUR', points: 1, perMinor: 100 },
    ];
    const given = (not: boolean): number => {
      const rule = aRule('points-per-money', { rates }, { when: [when('minimum-amount', { amountMinor: 1 }, not)] });
      return deservedPoints({ ...ORDER, currency: 'USD' }, aProgram([rule]), KNOWN, null, 0).points;
    };
    expect([given(false), given(true)]).toEqual([0, 0]);
  });

  it('begins a date window with its first instant and ends it before its last', () => {
    const within = (from: number | null, until: number | null): number => points([when('date-window', { from, until })]);
    expect([within(PLACED, PLACED + 1), within(PLACED + 1, null), within(null, PLACED), within(null, null)]).toEqual([45, 0, 0, 45]);
  });
});

describe('what a program leaves out', () => {
  it('gives nothing for an order for which an exclusion holds, and says so', () => {
    const program = aProgram([perMoney()], { excluded: [when('customer-tag', { tags: ['vip'] })] });
    expect(deservedPoints(ORDER, program, KNOWN, null, 0)).toMatchObject({ points: 0, explanation: { note: 'excluded', parts: [] } });
    expect(deservedPoints(ORDER, program, NO_FACTS, null, 0).points).toBe(45);
  });

  it('leaves out the lines for which an exclusion holds, and shows them', () => {
    const program = aProgram([perMoney()], { excluded: [when('collection', { ids: ['cups'] })] });
    const { points: total, explanation } = deservedPoints(ORDER, program, KNOWN, null, 0);
    expect([total, explanation.basis]).toEqual([30, 3_000]);
    expect(explanation.lines.map(({ lineId, amount, left }) => [lineId, amount, left])).toEqual([
      ['tea', 3_000, null],
      ['cups', 0, 'excluded'],
    ]);
  });
});

describe('the facts a program needs', () => {
  it('are none for a program without conditions, whatever is switched off', () => {
    expect(factsNeeded(aProgram([perMoney(), perMoney(100, { id: 'off', on: false, when: [when('first-order', {})] })]))).toEqual(
      new Set(),
    );
  });

  it('are those that its rules, campaigns, exclusions and tiers ask for', () => {
    const program = aProgram([perMoney(100, { when: [when('collection', { ids: ['tea'] }), when('first-order', {})] })], {
      excluded: [when('customer-role', { roles: ['staff'] })],
    });
    expect(factsNeeded({ ...program, tiers: someTiers() })).toEqual(
      new Set(['product-collections', 'order-number', 'customer-roles', 'tier']),
    );
  });
});
