/** A cart becomes an order: the customer is found or made, the discount used, the payment taken, the webhooks queued. */
import { customerBody } from '../bodies/customer-body.ts';
import { transactionBody } from '../bodies/transaction-body.ts';
import type { Message } from '../webhooks/queue.ts';
import type { Topic } from '../webhooks/topics.ts';
import { changeCustomer, findCustomerByEmail, makeCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import { recordUse } from './discount.ts';
import { newToken } from './ids.ts';
import { financialStatus, totalsOf } from './order-money.ts';
import type { Address, AppliedDiscount, Order, Transaction } from './order.ts';
import { keep } from './orders.ts';
import { priceCart } from './price-cart.ts';
import type { CartLine, PricedCart } from './price-cart.ts';
import type { Shop } from './shop.ts';

export type Payment = 'paid' | 'pending' | 'authorized';

export interface Purchase {
  email: string;
  lines: CartLine[];
  payment: Payment;
  firstName?: string | undefined;
  lastName?: string | undefined;
  address?: Address | undefined;
  discountCode?: string | undefined;
  locale?: string | undefined;
  acceptsMarketing?: boolean | undefined;
  noteAttributes?: { name: string; value: string }[] | undefined;
  test?: boolean | undefined;
  /** In the past for a made-up history. */
  at?: number | undefined;
  titleOf: (handle: string, option: string) => { title: string; variantTitle: string | null };
}

function appliedDiscount({ discount }: PricedCart): AppliedDiscount | null {
  if (!discount) return null;
  const { code, title } = discount;
  if (discount.kind === 'DiscountCodeFreeShipping') return { code, title, valueType: 'percentage', value: 10_000, target: 'shipping_line' };
  if (discount.percentageBp !== null) return { code, title, valueType: 'percentage', value: discount.percentageBp, target: 'line_item' };
  return { code, title, valueType: 'fixed_amount', value: discount.amount ?? 0, target: 'line_item' };
}

function addressOf(purchase: Purchase, country: string): Address {
  const { firstName = 'Sam', lastName = 'Example' } = purchase;
  return purchase.address ?? { firstName, lastName, address1: 'Harbour Street 12', city: 'Hamburg', zip: '20457', country };
}

function customerFor(shop: Shop, purchase: Purchase, at: number): { customer: Customer; isNew: boolean } {
  const before = findCustomerByEmail(shop, purchase.email);
  const address = addressOf(purchase, shop.settings.get().country);
  const { firstName, lastName } = address;
  if (before) {
    const consent = purchase.acceptsMarketing === true && !before.acceptsMarketing ? { acceptsMarketing: true, marketingAt: at } : {};
    const name = before.firstName === '' ? { firstName, lastName } : {};
    return { customer: changeCustomer(shop, before, { address, ...name, ...consent }, at), isNew: false };
  }
  const { email, locale = 'en', acceptsMarketing = false } = purchase;
  return { customer: makeCustomer(shop, { email, firstName, lastName, locale, address, acceptsMarketing, at }), isNew: true };
}

/** A card is charged at once (sale) or only reserved; a bank transfer is a sale that waits. */
function payment(shop: Shop, purchase: Purchase, amount: number, at: number): Transaction[] {
  if (amount === 0) return [];
  const kind = purchase.payment === 'authorized' ? 'authorization' : 'sale';
  const status = purchase.payment === 'pending' ? 'pending' : 'success';
  const gateway = purchase.payment === 'pending' ? 'Bank Deposit' : 'bogus';
  return [{ id: shop.nextId('transaction'), kind, status, gateway, amount, at, parentId: null }];
}

function draft(shop: Shop, purchase: Purchase, cart: PricedCart, customer: Customer, at: number): Order {
  const { currency, taxesIncluded, taxRateBp } = shop.settings.get();
  return {
    id: shop.nextId('order'),
    number: shop.nextId('number'),
    token: newToken(),
    checkoutId: shop.nextId('checkout'),
    customerId: customer.id,
    email: customer.email,
    locale: purchase.locale ?? 'en',
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: purchase.test ?? false,
    currency,
    taxesIncluded,
    taxRateBp,
    lines: cart.lines.map(({ product, variant, quantity, price, discount }) => ({
      id: shop.nextId('line'),
      sku: variant.sku,
      productId: product.id,
      variantId: variant.id,
      ...purchase.titleOf(product.handle, variant.option),
      price,
      quantity,
      discount,
      discountedQuantity: quantity,
      fulfilled: 0,
      giftCard: product.giftCard,
      grams: variant.grams,
    })),
    shippingLineId: shop.nextId('shippingLine'),
    shipping: cart.shipping,
    shippingDiscount: cart.shippingDiscount,
    discount: appliedDiscount(cart),
    transactions: [],
    refunds: [],
    fulfillments: [],
    address: addressOf(purchase, shop.settings.get().country),
    noteAttributes: purchase.noteAttributes ?? [],
    note: null,
    tags: [],
    acceptsMarketing: purchase.acceptsMarketing ?? false,
    gateway: purchase.payment === 'pending' ? 'Bank Deposit' : 'bogus',
  };
}

export function placeOrder(shop: Shop, purchase: Purchase): Order {
  const at = purchase.at ?? shop.now();
  return shop.db.transaction(() => {
    const cart = priceCart(shop, purchase.lines, purchase.discountCode, purchase.email);
    if (cart.lines.length === 0) throw new RangeError('an order needs at least one known sku with a quantity of one or more');
    if (cart.refusal) throw new RangeError(`the discount code cannot be used: ${cart.refusal}`);
    const { customer, isNew } = customerFor(shop, purchase, at);
    const order = draft(shop, purchase, cart, customer, at);
    order.transactions = payment(shop, purchase, totalsOf(order).total, at);
    if (cart.discount) recordUse(shop, cart.discount.id, order.id, customer.id);
    const topics: Topic[] =
      financialStatus(order) === 'paid' ? ['orders/create', 'orders/paid', 'orders/updated'] : ['orders/create', 'orders/updated'];
    const others = order.transactions.map((one): Message => ['order_transactions/create', transactionBody(shop, order, one)]);
    if (isNew) others.push(['customers/create', customerBody(shop, customer)]);
    return keep(shop, order, at, topics, others);
  });
}
