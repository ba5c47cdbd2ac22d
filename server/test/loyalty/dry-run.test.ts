import { describe, expect, it } from 'vitest';
import { dryRun, type DryRunOrder } from '../../src/loyalty/dry-run/dry-run.ts';
import { NO_FACTS } from '../../src/loyalty/earning/facts.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { aLine, anOrder, PLACED } from '../builders/orders.ts';
import { aCampaign, aProgram, aRule, perMoney } from '../builders/programs.ts';

const order = (memberId: string, net: number, change: Partial<OrderState> = {}): DryRunOrder => ({
  memberId,
  order: anOrder({ orderId: orderId(`o-${net}`), lines: [aLine(net)], ...change }),
  facts: NO_FACTS,
});

const LIVE = aProgram([perMoney(100, { id: 'purchase' })], {}, { pointValue: { points: 100, amountMinor: 150 } });
const DRAFT = aProgram([perMoney(50, { id: 'purchase' }), aRule('bonus-per-order', { points: 10 }, { id: 'thanks' })]);
const ORDERS = [order('a', 1_000), order('a', 2_550), order('b', 4_000), order('c', 500, { payment: 'unpaid' })];

describe('a draft tried on real orders', () => {
  it('says what it would have cost beside what the live program cost, rule by rule', () => {
    expect(dryRun(ORDERS, [LIVE], DRAFT, 0)).toEqual({
      orders: 4,
      members: 3,
      ordersChanged: 3,
      membersChanged: 2,
      basisMinor: 7_550,
      live: { orders: 3, points: 75, amountMinor: 112 },
      draft: { orders: 3, points: 181, amountMinor: 271 },
      parts: [
        { part: 'purchase', name: { en: 'points-per-money' }, live: { orders: 3, points: 75, amountMinor: 112 }, draft: { orders: 3, points: 151, amountMinor: 226 } },
        { part: 'thanks', name: { en: 'bonus-per-order' }, live: { orders: 0, points: 0, amountMinor: 0 }, draft: { orders: 3, points: 30, amountMinor: 45 } },
      ],
    }); // prettier-ignore
  });

  it('changes nothing when the draft is the live program', () => {
    expect(dryRun(ORDERS, [LIVE], LIVE, 0)).toMatchObject({
      ordersChanged: 0,
      membersChanged: 0,
      live: { points: 75 },
      draft: { points: 75 },
    });
  });

  it('judges the live side by the version in force when each order was placed', () => {
    const twice = { ...aProgram([perMoney(50, { id: 'purchase' })]), version: 2, inForceFrom: PLACED + 1 };
    const orders = [order('a', 1_000), order('a', 1_000, { placedAt: PLACED + 1 })];
    expect(dryRun(orders, [twice, LIVE], LIVE, 0).live.points).toBe(30);
  });

  it('says nothing about money where nobody said what a point is worth', () => {
    expect(dryRun(ORDERS, [{ ...LIVE, pointValue: null }], DRAFT, 0).draft.amountMinor).toBeNull();
    expect(dryRun(ORDERS, [LIVE], { ...DRAFT, pointValue: { points: 1, amountMinor: 1 } }, 0).live.amountMinor).toBe(75);
  });

  it('spends limits and budgets as they would have been spent, order by order', () => {
    const once = aProgram([perMoney(100, { id: 'purchase', limit: { period: 'lifetime', times: 1, points: null } })]);
    expect(dryRun(ORDERS, [LIVE], once, 0).draft.points).toBe(10 + 40);
    const campaigns = [aCampaign({ kind: 'bonus', points: 20 }, { budget: 50 })];
    expect(dryRun(ORDERS, [LIVE], { ...LIVE, campaigns }, 0)).toMatchObject({ draft: { points: 75 + 50 }, live: { points: 75 } });
    const budget = aProgram([perMoney(100, { id: 'purchase' })], { budget: { points: 30, period: 'year' } });
    expect(dryRun(ORDERS, [LIVE], budget, 0).draft.points).toBe(30);
  });

  it('counts nothing for orders before the store’s cut-over', () => {
    expect(dryRun(ORDERS, [LIVE], DRAFT, PLACED + 1)).toMatchObject({ orders: 4, ordersChanged: 0, basisMinor: 0, draft: { points: 0 } });
  });
});
