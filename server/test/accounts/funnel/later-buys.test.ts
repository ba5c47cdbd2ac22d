import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { laterBuys } from '../../../src/accounts/funnel/later-buys.ts';
import { orderId } from '../../../src/loyalty/ids.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import { aLine, anOrder, aRefund, PLACED } from '../../builders/orders.ts';
import { SEED } from '../../builders/seed.ts';

const order = (id: string, day: number, amount: number, change: Partial<OrderState> = {}): OrderState =>
  anOrder({ orderId: orderId(id), placedAt: PLACED + day, lines: [aLine(amount)], ...change });
const told = (offered: readonly OrderState[], all: readonly OrderState[]) =>
  laterBuys(offered, all, 'EUR').map(({ orderId: id, secondAt, revenueAfterMinor }) => [id, secondAt, revenueAfterMinor]);

const first = order('a', 1, 4_500);

describe('what a person bought after an offer', () => {
  test('is nothing while there is only the order that was offered for', () => {
    expect(told([first], [first])).toEqual([['a', null, 0]]);
  });

  test('begins with the next order, and adds up what follows net of refunds', () => {
    const next = order('b', 5, 3_000, { refunds: [aRefund(1_000)] });
    expect(told([first], [order('c', 9, 500), next, first])).toEqual([['a', PLACED + 5, 2_500]]);
  });

  test('leaves out what came before, is not paid, was taken back, or is in another currency', () => {
    const others = [
      order('x', 0, 900),
      order('y', 3, 900, { payment: 'unpaid' }),
      order('z', 4, 900, { standing: 'cancelled' }),
      order('w', 6, 900, { currency: 'USD' }),
    ];
    expect(told([first], [first, ...others])).toEqual([['a', null, 0]]);
  });

  test('is never less than nothing, whatever was given back', () => {
    expect(told([first], [first, order('b', 2, 100, { refunds: [aRefund(900)] })])).toEqual([['a', PLACED + 2, 0]]);
  });

  test('counts an order once when somebody was offered an account twice', () => {
    const second = order('b', 5, 3_000);
    expect(told([first, second], [first, second, order('c', 9, 700)])).toEqual([
      ['a', PLACED + 5, 3_000],
      ['b', PLACED + 9, 700],
    ]);
  });

  test('adds up to all that was bought after the first offer, in whatever order one looks at it', () => {
    const buys = fc.array(fc.record({ day: fc.integer({ min: 0, max: 6 }), amount: fc.integer({ min: 0, max: 900 }), offered: fc.boolean() }), { minLength: 1, maxLength: 8 }); // prettier-ignore
    fc.assert(
      fc.property(buys, fc.func(fc.integer()), (some, shuffle) => {
        const all = some.map(({ day, amount }, index) => order(`o-${index}`, day, amount));
        const offered = all.filter((_, index) => some[index]?.offered === true);
        const inTime = all.toSorted((a, b) => a.placedAt - b.placedAt || (a.orderId < b.orderId ? -1 : 1));
        const begin = inTime.findIndex((one) => offered.includes(one));
        const after = begin < 0 ? 0 : inTime.slice(begin + 1).reduce((sum, { total }) => sum + total, 0);
        const rows = laterBuys(offered, all, 'EUR');
        expect(rows.reduce((sum, { revenueAfterMinor }) => sum + revenueAfterMinor, 0)).toBe(after);
        const mixed = all.toSorted((a, b) => shuffle(a.orderId) - shuffle(b.orderId));
        expect(laterBuys(offered, mixed, 'EUR')).toEqual(rows);
        for (const { orderId: id, secondAt } of rows) {
          const place = inTime.findIndex((one) => one.orderId === id);
          expect(secondAt).toBe(inTime[place + 1]?.placedAt ?? null);
        }
      }),
      { seed: SEED },
    );
  });
});
