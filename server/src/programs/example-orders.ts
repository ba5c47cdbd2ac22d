// Orders to try terms on: described by somebody, taken from the store's own history, or assumed from what orders in its currency usually come to.
import type { admin } from '../contract/index.ts';
import type { OrderFacts } from '../loyalty/earning/facts.ts';
import { factsOf, NOTHING_ADDED } from '../loyalty/earning/facts.ts';
import { orderId } from '../loyalty/ids.ts';
import { minorPerUnit } from '../loyalty/currencies.ts';
import { NO_CHARGES, type OrderLine, type OrderState } from '../loyalty/orders/order-state.ts';
import { typicalOrder } from '../loyalty/program/suggested-rate.ts';
import type { StoredOrder } from '../orders/order-store.ts';

export interface Example {
  readonly name: string;
  readonly order: OrderState;
  readonly facts: OrderFacts;
}

type Described = admin.ExampleOrder;

function lineOf({ title, productId, quantity, amountMinor, tags }: Described['lines'][number], index: number): OrderLine {
  const amounts = { net: amountMinor, currentNet: amountMinor, tax: 0, discount: 0 };
  const what = { lineId: `line-${index + 1}`, productId: productId ?? `example-${index + 1}`, variantId: null, title, giftCard: false };
  return { ...what, ...amounts, quantity, currentQuantity: quantity, tags };
}

function orderOf(described: Described, currency: string, placedAt: number): OrderState {
  const { name, lines, shippingMinor, country, channel } = described;
  const total = lines.reduce((sum, line) => sum + line.amountMinor, shippingMinor);
  const times = { placedAt, version: 0, paidAt: placedAt, fulfilledAt: placedAt, deliveredAt: placedAt };
  return {
    orderId: orderId('example'),
    name,
    currency,
    ...times,
    standing: 'open',
    payment: 'paid',
    taxesIncluded: true,
    lines: lines.map(lineOf),
    charges: { ...NO_CHARGES, shipping: shippingMinor },
    refunds: [],
    codes: [],
    channel,
    total,
    country,
  };
}

/** Placed now, paid and delivered at once: nothing waits in an example. */
export function describedExample(described: Described, currency: string, now: number): Example {
  const order = orderOf(described, currency, now);
  const products = order.lines.map(({ productId }, index) => {
    const { collectionIds: collections = [], tags = [] } = described.lines[index] ?? {};
    return [productId ?? '', { collections, tags }] as const;
  });
  const { tierId, customerTags, orderNumber } = described;
  const added = { tierId, customerTags, customerRoles: null, orderNumber, productFacts: Object.fromEntries(products) };
  return { name: described.name, order, facts: factsOf(order, added) };
}

/** Fewer say nothing about what is typical. */
const ENOUGH = 5;
const PLACES = [0.25, 0.5, 0.75] as const;

/** A small, a middling and a large one of the orders; none when there are too few. */
export function typicalExamples(orders: readonly StoredOrder[], currency: string): Example[] {
  const own = orders
    .filter(({ order }) => order.currency === currency && order.total > 0)
    .toSorted((a, b) => a.order.total - b.order.total);
  if (own.length < ENOUGH) return [];
  const chosen = PLACES.flatMap((place) => own[Math.floor(place * (own.length - 1))] ?? []);
  return [...new Set(chosen)].map(({ order }) => ({ name: order.name, order, facts: factsOf(order, NOTHING_ADDED) }));
}

/** Half of what is usual in this currency, as much, and twice as much. */
export function assumedExamples(currency: string, now: number): Example[] {
  const usual = typicalOrder(currency) * minorPerUnit(currency);
  return [0.5, 1, 2].map((times) => {
    const line = { title: '', productId: null, collectionIds: [], tags: [], quantity: 1, amountMinor: Math.round(usual * times) };
    const nothing = { shippingMinor: 0, country: null, channel: null, customerTags: [], tierId: null, orderNumber: 1 };
    return describedExample({ name: '', lines: [line], ...nothing }, currency, now);
  });
}
