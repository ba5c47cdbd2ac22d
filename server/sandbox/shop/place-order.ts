/** A cart becomes an order: the customer is found or made, the discount used, the payment taken, the webhooks queued. */
import type { Candidate } from '../functions/run-in-cart.ts';
import { customerBody } from '../bodies/customer-body.ts';
import { transactionBody } from '../bodies/transaction-body.ts';
import type { Message } from '../webhooks/queue.ts';
import type { Topic } from '../webhooks/topics.ts';
import { changeCustomer, findCustomerByEmail, makeCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import { classOf, recordUse } from './discount.ts';
import type { Discount } from './discount.ts';
import { newToken } from './ids.ts';
import { financialStatus, totalsOf } from './order-money.ts';
import type { Address, AppliedDiscount, Client, Order } from './order.ts';
import { keep } from './orders.ts';
import { BANK, CARD, pay } from './payments.ts';
import type { Tender } from './payments.ts';
import { priceCart } from './price-cart.ts';
import type { CartLine, PricedCart } from './price-cart.ts';
import type { Shop } from './shop.ts';

export interface Purchase extends Tender {
  email: string;
  lines: CartLine[];
  firstName?: string | undefined;
  lastName?: string | undefined;
  address?: Address | undefined;
  discountCodes?: readonly string[] | undefined;
  /** The cart's own name, which the order keeps. */
  cartToken?: string | undefined;
  locale?: string | undefined;
  /** The account the cart was in. */
  signedIn?: number | undefined;
  acceptsMarketing?: boolean | undefined;
  /** With an address and no customer, as the till and the merchant can. */
  withoutCustomer?: boolean | undefined;
  channel?: Order['channel'];
  noteAttributes?: { name: string; value: string }[] | undefined;
  client?: Client | undefined;
  test?: boolean | undefined;
  /** In the past for a made-up history. */
  at?: number | undefined;
  titleOf: (handle: string, option: string) => { title: string; variantTitle: string | null };
}

/** How the order tells of a discount: the words of discount applications in Shopify's bodies. */
function appliedDiscount(discount: Discount): AppliedDiscount {
  const { code, title, percentageBp, amount, onEachItem } = discount;
  const kind = classOf(discount);
  const value =
    percentageBp === null
      ? ({ valueType: 'fixed_amount', value: amount ?? 0 } as const)
      : ({ valueType: 'percentage', value: percentageBp } as const);
  if (kind === 'SHIPPING')
    return { code, title, valueType: 'percentage', value: 10_000, target: 'shipping_line', allocation: 'each', selection: 'all' };
  const each = onEachItem || discount.kind === 'DiscountCodeBxgy';
  return {
    code,
    title,
    ...value,
    target: 'line_item',
    allocation: each ? 'each' : 'across',
    selection: kind === 'ORDER' ? 'all' : 'entitled',
  };
}

function appliedAutomatic({ message, class: of, percentageBp, amountEach }: Candidate): AppliedDiscount {
  const value =
    percentageBp === null
      ? ({ valueType: 'fixed_amount', value: amountEach ?? 0, allocation: 'each' } as const)
      : ({ valueType: 'percentage', value: percentageBp, allocation: 'across' } as const);
  return { code: '', title: message, ...value, target: 'line_item', selection: of === 'ORDER' ? 'all' : 'entitled' };
}

function addressOf(purchase: Purchase, country: string): Address {
  const { firstName = 'Sam', lastName = 'Example' } = purchase;
  return purchase.address ?? { firstName, lastName, address1: 'Harbour Street 12', city: 'Hamburg', zip: '20457', country };
}

function customerFor(shop: Shop, purchase: Purchase, at: number): { customer?: Customer; isNew: boolean } {
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

function draft(shop: Shop, purchase: Purchase, cart: PricedCart, customer: Customer | undefined, at: number): Order {
  const { currency, taxesIncluded, taxRateBp } = shop.settings.get();
  return {
    id: shop.nextId('order'),
    number: shop.nextId('number'),
    token: newToken(),
    cartToken: purchase.cartToken ?? newToken(),
    checkoutId: shop.nextId('checkout'),
    customerId: customer?.id ?? null,
    email: customer?.email ?? purchase.email.trim(),
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
    lines: cart.lines.map(({ product, variant, quantity, price, discount, parts }) => ({
      id: shop.nextId('line'),
      sku: variant.sku,
      productId: product.id,
      variantId: variant.id,
      ...purchase.titleOf(product.handle, variant.option),
      price,
      quantity,
      discount,
      parts,
      discountedQuantity: quantity,
      fulfilled: 0,
      giftCard: product.giftCard,
      grams: variant.grams,
    })),
    shippingLineId: shop.nextId('shippingLine'),
    shipping: cart.shipping,
    shippingDiscount: cart.shippingDiscount,
    discounts: [
      ...cart.applied.map(({ discount }) => appliedDiscount(discount)),
      ...cart.automatic.map(({ candidate }) => appliedAutomatic(candidate)),
    ],
    transactions: [],
    refunds: [],
    fulfillments: [],
    address: addressOf(purchase, shop.settings.get().country),
    noteAttributes: purchase.noteAttributes ?? [],
    note: null,
    tags: [],
    acceptsMarketing: purchase.acceptsMarketing ?? false,
    gateway: purchase.payment === 'pending' ? BANK : CARD,
    channel: purchase.channel,
    client: purchase.client,
  };
}

export function placeOrder(shop: Shop, purchase: Purchase): Order {
  const at = purchase.at ?? shop.now();
  return shop.db.transaction(() => {
    const { lines, discountCodes: codes, email, signedIn, locale } = purchase;
    const { country } = addressOf(purchase, shop.settings.get().country);
    const cart = priceCart(shop, lines, { codes, email, country, signedIn, locale });
    if (cart.lines.length === 0) throw new RangeError('an order needs at least one known sku with a quantity of one or more');
    const refused = cart.codes.find(({ refusal }) => refusal !== undefined);
    if (refused) throw new RangeError(`the discount code cannot be used: ${refused.refusal}`);
    const { customer, isNew } = purchase.withoutCustomer === true ? { isNew: false } : customerFor(shop, purchase, at);
    const order = draft(shop, purchase, cart, customer, at);
    order.transactions = pay(shop, purchase, customer?.id, totalsOf(order).total, at);
    for (const { discount } of cart.applied) recordUse(shop, discount.id, order.id, order.customerId);
    const topics: Topic[] =
      financialStatus(order) === 'paid' ? ['orders/create', 'orders/paid', 'orders/updated'] : ['orders/create', 'orders/updated'];
    const others = order.transactions.map((one): Message => ['order_transactions/create', transactionBody(shop, order, one)]);
    if (customer && isNew) others.push(['customers/create', customerBody(shop, customer)]);
    return keep(shop, order, at, topics, others);
  });
}
