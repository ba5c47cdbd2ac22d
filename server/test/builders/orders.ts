// Orders in the store-neutral words, believable by default; a test says only what it is about.
import { orderId } from '../../src/loyalty/ids.ts';
import { NO_CHARGES, type OrderLine, type OrderState, type Refund } from '../../src/loyalty/orders/order-state.ts';

const PLACED = Date.UTC(2026, 10, 20, 12);

/** A line worth `net` minor units; kept whole unless `currentNet` says otherwise. */
export function aLine(net: number, change: Partial<OrderLine> = {}): OrderLine {
  const kept = change.currentNet ?? net;
  const product = { productId: 'p-1', variantId: null, title: 'Teapot', tags: [] };
  return {
    lineId: 'l-1',
    ...product,
    quantity: 1,
    currentQuantity: 1,
    net,
    currentNet: kept,
    tax: 0,
    discount: 0,
    giftCard: false,
    ...change,
  };
}

export function aRefund(amount: number, change: Partial<Refund> = {}): Refund {
  return { refundId: 'r-1', at: PLACED, amount, goodsWithoutLines: amount, shipping: 0, tax: 0, lines: [], ...change };
}

/** A paid order of one teapot for 45.00 EUR. */
export function anOrder(change: Partial<OrderState> = {}): OrderState {
  const times = { placedAt: PLACED, version: PLACED, paidAt: PLACED, fulfilledAt: null, deliveredAt: null };
  const lines = change.lines ?? [aLine(4_500)];
  const money = {
    currency: 'EUR',
    taxesIncluded: false,
    charges: NO_CHARGES,
    refunds: [],
    total: lines.reduce((sum, line) => sum + line.net, 0),
  };
  return {
    orderId: orderId('1001'),
    name: '#1001',
    ...times,
    standing: 'open',
    payment: 'paid',
    lines,
    ...money,
    codes: [],
    channel: 'web',
    ...change,
  };
}

export { NO_CHARGES, PLACED };
