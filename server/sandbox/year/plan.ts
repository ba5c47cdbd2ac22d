/** Who orders what and when, from a seed. Pure: the same seed gives the same year, counted back from the given day. */
import { PRODUCTS } from '../shop/catalogue.ts';
import type { CartLine } from '../shop/price-cart.ts';
import { PEOPLE } from './people.ts';

const DAY = 86_400_000;

export interface PlannedCustomer {
  email: string;
  firstName: string;
  lastName: string;
  locale: 'en' | 'fa' | 'he';
  marketing: boolean;
  /** How often this person orders compared with others; a few order most of what a shop sells. */
  weight: number;
  favourite: string;
  since: number;
}

export interface Fate {
  paidAfterMs?: number;
  fulfilledAfterMs?: number;
  cancelledAfterMs?: number;
  refundedAfterMs?: number;
  refundAll?: boolean;
}

export interface PlannedOrder {
  at: number;
  customer: PlannedCustomer;
  lines: CartLine[];
  fate: Fate;
}

export type Random = () => number;

/** mulberry32: small, fast, and the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

function customersOf(random: Random, count: number, from: number): PlannedCustomer[] {
  return Array.from({ length: count }, (_none, index) => {
    const person = pick(random, PEOPLE);
    const lastName = pick(random, person.lastNames);
    return {
      email: `${person.latin}.${index + 1}@example.com`,
      firstName: person.firstName,
      lastName,
      locale: person.locale,
      marketing: random() < 0.4,
      weight: 0.15 + random() ** 3 * 4,
      favourite: pick(random, PRODUCTS).handle,
      // Half were there before the year began, the others arrive during it.
      since: random() < 0.5 ? from : from + random() * 330 * DAY,
    };
  });
}

/** How busy a day is: December, then spring; a dip in high summer; weekends and evenings are the shop's time. */
function season(at: number): number {
  const date = new Date(at);
  const monthly = [0.8, 0.8, 1, 1.1, 1, 0.8, 0.6, 0.7, 1, 1.1, 1.5, 1.9][date.getUTCMonth()] ?? 1;
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6 ? 1.3 : 1;
  return monthly * weekend;
}

function moment(random: Random, from: number, until: number): number {
  for (;;) {
    const day = from + random() * (until - from);
    if (random() * 2.5 < season(day)) return Math.floor((day - (day % DAY) + (8 + random() * 14) * 3_600_000) / 1000) * 1000;
  }
}

function cart(random: Random, customer: PlannedCustomer): CartLine[] {
  const wanted = new Map<string, number>();
  const count = 1 + Math.floor(random() ** 2 * 3.4);
  for (let index = 0; index < count; index += 1) {
    const own = PRODUCTS.find((product) => product.handle === customer.favourite);
    const product = own && random() < 0.45 ? own : pick(random, PRODUCTS);
    if (product.giftCard && random() < 0.7) continue;
    const { sku } = pick(random, product.variants);
    wanted.set(sku, (wanted.get(sku) ?? 0) + 1 + Math.floor(random() ** 3 * 2.5));
  }
  if (wanted.size === 0) wanted.set('TEA-SENCHA-100', 1);
  return [...wanted].map(([sku, quantity]) => ({ sku, quantity }));
}

function fate(random: Random): Fate {
  const roll = random();
  const hours = (most: number) => Math.floor((1 + random() * most) * 3600) * 1000;
  const bank = random() < 0.08 ? { paidAfterMs: hours(48) } : {};
  if (roll < 0.03) return { ...bank, cancelledAfterMs: hours(20) };
  const sent = { ...bank, fulfilledAfterMs: 50 * 3_600_000 + hours(40) };
  if (roll < 0.08) return { ...sent, refundedAfterMs: 5 * DAY + hours(200), refundAll: roll < 0.045 };
  return sent;
}

export interface YearWish {
  orders: number;
  customers: number;
  seed: number;
  until: number;
}

export function planYear({ orders, customers, seed, until }: YearWish): PlannedOrder[] {
  const random = seeded(seed);
  const from = until - 365 * DAY;
  const people = customersOf(random, customers, from);
  const total = people.reduce((sum, person) => sum + person.weight, 0);
  const chosen = (): PlannedCustomer => {
    let left = random() * total;
    return people.find((person) => (left -= person.weight) <= 0) ?? pick(random, people);
  };
  const plan = Array.from({ length: orders }, (): PlannedOrder => {
    const customer = chosen();
    // What happens after an order must not lie in the future.
    const at = Math.min(moment(random, Math.max(from, customer.since), until), until - 3_600_000);
    const planned = fate(random);
    const happens = (after: number | undefined) => (after !== undefined && at + after > until ? undefined : after);
    const kept = Object.entries(planned).filter(([, value]) => typeof value === 'boolean' || happens(value as number) !== undefined);
    return { at, customer, lines: cart(random, customer), fate: Object.fromEntries(kept) };
  });
  return plan.toSorted((a, b) => a.at - b.at);
}
