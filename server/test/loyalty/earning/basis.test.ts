import { describe, expect, it } from 'vitest';
import { deservedPoints } from '../../../src/loyalty/earning/deserved.ts';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import { GOODS_AS_PRICED } from '../../../src/loyalty/program/default-program.ts';
import type { BasisSwitches } from '../../../src/loyalty/program/program.ts';
import { aLine, anOrder, aRefund, NO_CHARGES } from '../../builders/orders.ts';
import { aProgram, perMoney } from '../../builders/programs.ts';

type Change = Parameters<typeof anOrder>[0];

/** What counts of an order, in minor units, with these switches. */
function explained(change: Change, switches: Partial<BasisSwitches> = {}) {
  const program = aProgram([perMoney()], { basis: { ...GOODS_AS_PRICED, ...switches } });
  return deservedPoints(anOrder(change), program, NO_FACTS, null, 0).explanation;
}
const basis = (change: Change, switches: Partial<BasisSwitches> = {}): number => explained(change, switches).basis;

const TAXED = aLine(10_000, { tax: 1_900 });
const HALF_KEPT = aLine(10_000, { tax: 1_900, currentNet: 5_000, quantity: 2, currentQuantity: 1 });

describe('tax as a part of what counts', () => {
  it('counts where the shop’s prices contain it, and nowhere else, unless the program says otherwise', () => {
    expect(basis({ lines: [TAXED], taxesIncluded: true })).toBe(10_000);
    expect(basis({ lines: [TAXED], taxesIncluded: false })).toBe(10_000);
  });

  it('can always count, or never, whatever the shop’s prices contain', () => {
    expect([true, false].map((taxesIncluded) => basis({ lines: [TAXED], taxesIncluded }, { tax: 'always' }))).toEqual([10_000, 11_900]);
    expect([true, false].map((taxesIncluded) => basis({ lines: [TAXED], taxesIncluded }, { tax: 'never' }))).toEqual([8_100, 10_000]);
  });

  it('leaves with the goods that are given back', () => {
    expect(basis({ lines: [HALF_KEPT], taxesIncluded: false }, { tax: 'always' })).toBe(5_950);
    expect(basis({ lines: [TAXED], refunds: [aRefund(5_000)], taxesIncluded: true }, { tax: 'never' })).toBe(4_050);
  });
});

describe('discounts as a part of what counts', () => {
  it('do not count, unless the program counts what goods cost before them', () => {
    const lines = [aLine(8_000, { discount: 2_000 })];
    expect(basis({ lines })).toBe(8_000);
    expect(basis({ lines }, { discounts: true })).toBe(10_000);
  });

  it('leave with the goods that are given back', () => {
    const lines = [aLine(8_000, { discount: 2_000, currentNet: 2_000 })];
    expect(basis({ lines }, { discounts: true })).toBe(2_500);
  });

  it('are the whole of a line that was discounted to nothing, piece by piece', () => {
    const lines = [aLine(0, { discount: 3_000, quantity: 3, currentQuantity: 2 })];
    expect(basis({ lines }, { discounts: true })).toBe(2_000);
  });
});

describe('shipping and tips as parts of what counts', () => {
  const charges = { ...NO_CHARGES, shipping: 1_000, shippingTax: 190, tips: 300 };

  it('count only where the program says so, each in a line of its own', () => {
    expect(basis({ charges })).toBe(4_500);
    expect(basis({ charges }, { shipping: true, tips: true })).toBe(5_800);
    expect(explained({ charges }, { shipping: true }).lines.map(({ lineId }) => lineId)).toEqual(['l-1', 'shipping']);
  });

  it('bring their tax with them as goods do', () => {
    expect(basis({ charges, taxesIncluded: true }, { shipping: true })).toBe(5_690);
    expect(basis({ charges, taxesIncluded: true }, { shipping: true, tax: 'never' })).toBe(5_500);
    expect(basis({ charges, taxesIncluded: false }, { shipping: true, tax: 'always' })).toBe(5_690);
  });

  it('count no longer when they were given back', () => {
    const refunds = [aRefund(1_000, { goodsWithoutLines: 0, shipping: 1_000 })];
    expect(basis({ charges, refunds }, { shipping: true })).toBe(4_500);
  });
});

describe('gift cards and store credit', () => {
  const lines = [aLine(6_000), aLine(4_000, { lineId: 'card', giftCard: true })];

  it('are not goods when they are bought, but shown, unless the program counts them', () => {
    expect(basis({ lines })).toBe(6_000);
    expect(explained({ lines }).lines.at(-1)).toMatchObject({ lineId: 'card', amount: 0, left: 'gift-card' });
    expect(basis({ lines }, { giftCardLines: true })).toBe(10_000);
  });

  it('take their share from what counts where paying by them earns nothing', () => {
    const change = { charges: { ...NO_CHARGES, paidByGiftCard: 1_500, paidByStoreCredit: 750 } };
    expect(basis(change)).toBe(4_500);
    expect(basis(change, { paidByGiftCard: false })).toBe(3_000);
    expect(basis(change, { paidByGiftCard: false, paidByStoreCredit: false })).toBe(2_250);
    expect(explained(change, { paidByGiftCard: false, paidByStoreCredit: false }).withheld).toEqual([
      { paidBy: 'gift-card', amount: 1_500 },
      { paidBy: 'store-credit', amount: 750 },
    ]);
  });

  it('take the same share of goods when shipping, which does not count, was paid with them too', () => {
    const charges = { ...NO_CHARGES, shipping: 4_500, paidByGiftCard: 4_500 };
    expect(basis({ charges, total: 9_000 }, { paidByGiftCard: false })).toBe(2_250);
  });

  it('leave nothing of an order that was wholly paid by them', () => {
    expect(basis({ charges: { ...NO_CHARGES, paidByGiftCard: 9_999 } }, { paidByGiftCard: false })).toBe(0);
  });
});
