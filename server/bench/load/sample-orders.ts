// Orders as a shop might have them, the same ones every time: a few lines, every twentieth partly refunded, a few thousand buyers.
import type { DryRunOrder } from '../../src/loyalty/dry-run/dry-run.ts';
import type { ProductFacts } from '../../src/loyalty/earning/facts.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import type { OrderLine, OrderState } from '../../src/loyalty/orders/order-state.ts';

const MEMBERS = 5_000;
const PRODUCTS = 400;
const STEP_MS = 60_000;
const FIRST = Date.UTC(2026, 7, 1);

function line(order: number, index: number): OrderLine {
  const product = (order * 7 + index * 31) % PRODUCTS;
  const net = 500 + ((order * 131 + index * 977) % 9_500);
  const kept = order % 20 === 0 && index === 0 ? 0 : net;
  const money = { net, currentNet: kept, tax: Math.floor(net / 5), discount: index === 0 ? 200 : 0 };
  const what = { productId: `p-${product}`, variantId: null, title: `Product ${product}`, giftCard: false, tags: [] };
  return { lineId: `${order}-${index}`, ...what, quantity: 2, currentQuantity: kept === 0 ? 0 : 2, ...money };
}

function state(order: number, lines: readonly OrderLine[]): OrderState {
  const placedAt = FIRST + order * STEP_MS;
  const times = { placedAt, version: placedAt, paidAt: placedAt, fulfilledAt: null, deliveredAt: null };
  const charges = {
    shipping: 490,
    shippingTax: 98,
    goodsTax: 0,
    tips: 0,
    duties: 0,
    fees: 0,
    feeReductions: 0,
    paidByGiftCard: 0,
    paidByStoreCredit: 0,
  };
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, charges.shipping + charges.shippingTax);
  const open = { standing: 'open', payment: 'paid', taxesIncluded: false, currency: 'EUR' } as const;
  return {
    orderId: orderId(`${order}`),
    name: `#${order}`,
    ...open,
    ...times,
    lines,
    charges,
    refunds: [],
    codes: [],
    channel: 'web',
    total,
  };
}

/** In the order in which they were placed; `count` orders. */
export function* sampleOrders(count: number): Generator<DryRunOrder> {
  for (let order = 0; order < count; order += 1) {
    const lines = Array.from({ length: 1 + (order % 4) }, (_, index) => line(order, index));
    const products = lines.map(({ productId }, index): [string, ProductFacts] => [
      productId ?? '',
      { collections: [`c-${(order + index) % 12}`], tags: ['green'] },
    ]);
    const buyer = {
      tierId: order % 9 === 0 ? 'gold' : 'member',
      customerTags: order % 5 === 0 ? ['vip'] : [],
      customerRoles: ['customer'],
      country: 'DE',
    };
    const facts = {
      ...buyer,
      orderNumber: 1 + Math.floor(order / MEMBERS),
      subscriptionRenewal: false,
      productFacts: Object.fromEntries(products),
    };
    yield { memberId: `m-${order % MEMBERS}`, order: state(order, lines), facts };
  }
}
