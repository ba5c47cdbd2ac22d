// A WooCommerce store in memory, and WordPress' hooks: whatever happens is announced, and whoever listens makes of it what it can.
import { firstProducts } from './catalogue.ts';
import type { ApiKey, Coupon, Customer, Order, Product, Webhook } from './types.ts';

export type Listener = (hook: string, id: number) => void;

export interface Shop {
  /** Its address, without a slash at its end. */
  home: string;
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly gmtOffset: number;
  readonly now: () => number;
  readonly products: Map<number, Product>;
  readonly orders: Map<number, Order>;
  readonly customers: Map<number, Customer>;
  readonly coupons: Map<number, Coupon>;
  readonly webhooks: Map<number, Webhook>;
  readonly keys: Map<number, ApiKey>;
  /** The user in whose name webhooks and keys act was deleted, or lost the capability (woocommerce.md §1.6). */
  ownerMaySee: boolean;
  /** Orders, refunds, coupons and products share one space of ids (recordings 22 to 28). */
  nextId(): number;
  nextUser(): number;
  nextItem(): number;
  nextMeta(): number;
  fire(hook: string, id: number): void;
  listen(listener: Listener): () => void;
}

export interface ShopOptions {
  readonly name?: string;
  readonly currency?: string;
  /** Of the site. A city, or '' with an offset in hours. */
  readonly timezone?: string;
  readonly gmtOffset?: number;
  readonly now?: () => number;
}

const counter = (start: number): (() => number) => {
  let last = start;
  return () => (last += 1);
};

export function openShop(options: ShopOptions = {}): Shop {
  const { name = 'Kettle', currency = 'EUR', timezone = '', gmtOffset = 0, now = Date.now } = options;
  const listeners = new Set<Listener>();
  const shop: Shop = {
    home: 'http://127.0.0.1',
    name,
    currency,
    timezone,
    gmtOffset,
    now,
    products: new Map(),
    orders: new Map(),
    customers: new Map(),
    coupons: new Map(),
    webhooks: new Map(),
    keys: new Map(),
    ownerMaySee: true,
    nextId: counter(20),
    // 1 is whoever installed WordPress.
    nextUser: counter(1),
    nextItem: counter(2),
    nextMeta: counter(7),
    fire: (hook, id) => {
      for (const listener of listeners) listener(hook, id);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  for (const product of firstProducts(now())) shop.products.set(product.id, product);
  return shop;
}

/** One page or call of the site: webhooks and the plugin's notes are put into their queues at its end (woocommerce.md §3). */
export function inRequest<T>(shop: Shop, work: () => T): T {
  try {
    return work();
  } finally {
    shop.fire('shutdown', 0);
  }
}

/** What the shop does not allow; `status` and `code` as its REST API says it. */
export class ShopRefuses extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ShopRefuses';
    this.status = status;
    this.code = code;
  }
}

export function orderOf(shop: Shop, id: number): Order {
  const order = shop.orders.get(id);
  // rest/25-get-order-gone
  if (order === undefined) throw new ShopRefuses(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
  return order;
}
