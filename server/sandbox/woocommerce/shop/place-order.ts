// From an open checkout to an order: in the block checkout a draft comes first, in the classic one there is none.
import { announceStatus, enter } from './order-status.ts';
import { priceCart, type VirtualCoupon, type Wanted } from './price-cart.ts';
import { orderOf, type Shop, ShopRefuses } from './shop.ts';
import type { Fee, Order, PaymentMethod, Person } from './types.ts';

const FLAT_RATE = 490;
const NOBODY: Person = { firstName: '', lastName: '', email: '', phone: '', street: '', city: '', postcode: '', country: 'DE' };

export const someone = (email: string, change: Partial<Person> = {}): Person => ({
  firstName: 'Greta',
  lastName: 'Guest',
  phone: '',
  street: 'Musterweg 2',
  city: 'Hamburg',
  postcode: '20095',
  country: 'DE',
  ...change,
  email,
});

export interface Checkout {
  readonly cart: readonly Wanted[];
  /** 0: a guest. */
  readonly customerId?: number;
  readonly billing: Person;
  readonly method?: PaymentMethod;
  readonly codes?: readonly (string | VirtualCoupon)[];
  readonly fees?: readonly Omit<Fee, 'id'>[];
  readonly meta?: Readonly<Record<string, string>>;
}

/** Where an order begins after it was placed (woocommerce.md §4, the table of moments). */
const FIRST_STATUS: Readonly<Record<PaymentMethod, string>> = { cod: 'processing', bacs: 'on-hold', card: 'processing' };

function newOrder(shop: Shop, more: Pick<Order, 'createdVia' | 'method'> & Partial<Order>): Order {
  const now = shop.now();
  const order: Order = {
    id: shop.nextId(),
    status: 'checkout-draft',
    statusBeforeTrash: null,
    createdAt: now,
    modifiedAt: now,
    paidAt: null,
    completedAt: null,
    customerId: 0,
    billing: NOBODY,
    lines: [],
    coupons: [],
    fees: [],
    shipping: FLAT_RATE,
    refunds: [],
    meta: [],
    countsUse: false,
    ...more,
  };
  shop.orders.set(order.id, order);
  return order;
}

/** Somebody only opens the block checkout: `order.updated` is sent for a draft (woocommerce.md §1.1, webhooks/02). */
export function openCheckout(shop: Shop, cart: readonly Wanted[], method: PaymentMethod = 'cod'): number {
  const draft = newOrder(shop, { createdVia: 'store-api', method });
  draft.lines = priceCart(shop, cart, [], '').lines;
  shop.fire('woocommerce_update_order', draft.id);
  return draft.id;
}

/** They type who they are, and may yet go away: the draft has it now (webhooks/03). */
export function typeAddress(shop: Shop, id: number, billing: Person): void {
  const draft = orderOf(shop, id);
  draft.billing = billing;
  draft.modifiedAt = shop.now();
  shop.fire('woocommerce_update_order', id);
}

function fill(shop: Shop, order: Order, { cart, customerId = 0, billing, codes = [], fees = [], meta = {} }: Checkout): void {
  const { lines, coupons } = priceCart(shop, cart, codes, billing.email);
  Object.assign(order, { lines, coupons, billing, customerId, fees: fees.map((fee) => ({ ...fee, id: shop.nextItem() })) });
  for (const [key, value] of Object.entries(meta)) order.meta.push({ id: shop.nextMeta(), key, value });
}

function ordered(shop: Shop, { id, customerId, lines }: Order): void {
  // Every order of a customer also sends customer.updated; one of goods with a stock product.updated (woocommerce.md §2).
  if (customerId !== 0) shop.fire('woocommerce_update_customer', customerId);
  shop.fire('woocommerce_new_order', id);
  for (const { product } of lines.filter((line) => line.product.managesStock)) shop.fire('woocommerce_update_product', product.id);
}

/** "Place order" of the block checkout. Updated is told before created (woocommerce.md §1.4). */
export function placeDraft(shop: Shop, id: number, checkout: Checkout): number {
  const order = orderOf(shop, id);
  if (order.status !== 'checkout-draft') throw new ShopRefuses(400, 'woocommerce_rest_invalid_order', 'This order was placed already.');
  fill(shop, order, checkout);
  enter(shop, order, 'pending');
  enter(shop, order, FIRST_STATUS[order.method]);
  // woocommerce_update_order ran 10 to 20 times for one checkout (woocommerce.md §8).
  for (let time = 0; time < 12; time += 1) shop.fire('woocommerce_update_order', id);
  announceStatus(shop, order);
  ordered(shop, order);
  return id;
}

export function placeInBlocks(shop: Shop, checkout: Checkout): number {
  return placeDraft(shop, openCheckout(shop, checkout.cart, checkout.method), checkout);
}

/** The classic checkout knows no draft and tells created first (webhooks/47, 48). */
export function placeClassic(shop: Shop, checkout: Checkout): number {
  const order = newOrder(shop, { createdVia: 'checkout', method: checkout.method ?? 'cod', status: 'pending' });
  fill(shop, order, checkout);
  enter(shop, order, FIRST_STATUS[order.method]);
  ordered(shop, order);
  shop.fire('woocommerce_update_order', order.id);
  announceStatus(shop, order);
  return order.id;
}

/** Another program, or staff: `set_paid` with cash on delivery completes it at once (woocommerce.md §4, webhooks/62). */
export function makeByRest(shop: Shop, checkout: Checkout & { readonly paid: boolean }): number {
  const order = newOrder(shop, { createdVia: 'rest-api', method: checkout.method ?? 'cod', status: 'pending', shipping: 0 });
  fill(shop, order, checkout);
  enter(shop, order, 'pending');
  ordered(shop, order);
  if (checkout.paid) enter(shop, order, order.method === 'cod' ? 'completed' : 'processing');
  shop.fire('woocommerce_update_order', order.id);
  if (checkout.paid) announceStatus(shop, order);
  return order.id;
}
