import { describe, expect, it } from 'vitest';
import type { FactName } from '../../src/loyalty/earning/facts.ts';
import { memberId, storeId, type MemberId } from '../../src/loyalty/ids.ts';
import type { Member } from '../../src/members/member-store.ts';
import type { StoredOrder } from '../../src/orders/order-store.ts';
import { addedFacts, buyerFacts, type BuyerFactsOptions } from '../../src/orders/added-facts.ts';
import { StoreUnreachable, type StoreConnection } from '../../src/platforms/platform.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aLine, anOrder } from '../builders/orders.ts';

const SHOP = { storeId: storeId('shop') } as StoreRecord;
const [ACCOUNT, GUEST] = [memberId('account'), memberId('guest')];
const ORDER = anOrder({
  lines: [aLine(100, { productId: 'p-1' }), aLine(100, { lineId: 'b', productId: 'p-1' }), aLine(100, { lineId: 'c', productId: null })],
});

type Line = Pick<StoreConnection, 'fetchBuyer' | 'fetchProducts'>;

/** Everything there is to know; says what was looked up. */
function world(change: Partial<Line> | null = {}) {
  const asked: string[] = [];
  const line: Line = {
    fetchBuyer: (id) => (asked.push(`buyer ${id}`), Promise.resolve({ tags: ['vip'], roles: null })),
    fetchProducts: (ids) => (asked.push(`products ${ids.join()}`), Promise.resolve({ 'p-1': { collections: ['c-1'], tags: [] } })),
    ...change,
  };
  const options: BuyerFactsOptions = {
    orders: {
      countBefore: (_store, members) => (asked.push(`orders ${members.join()}`), Promise.resolve(2)),
      ofMember: (_store, member) => (
        asked.push(`newest of ${member}`),
        Promise.resolve([{ order: { ...ORDER, country: 'IR' } } as StoredOrder])
      ),
    },
    persons: { present: (_store, member) => Promise.resolve(member === GUEST ? ACCOUNT : member) },
    members: { get: (_store, member) => Promise.resolve({ externalId: member === ACCOUNT ? '7' : null } as Member) },
    levelBefore: (_store, member, placedAt) => (asked.push(`level ${member} before ${placedAt}`), Promise.resolve('gold')),
    connect: () => (change === null ? null : line),
  };
  const find = addedFacts(options);
  const buyer = (needed: FactName[], member = ACCOUNT) => buyerFacts(options)(SHOP, member, 7, new Set(needed));
  const facts = (needed: FactName[], member: MemberId | null = ACCOUNT) => find(SHOP, ORDER, member, new Set(needed));
  return { facts, buyer, asked };
}

describe('what is looked up beside an order', () => {
  it('is only what the program asks', async () => {
    const { facts, asked } = world();
    await facts(['country']);
    expect(asked).toEqual([]);
  });

  it('is the level in which the order was placed', async () => {
    const { facts, asked } = world();
    expect(await facts(['tier'])).toMatchObject({ tierId: 'gold' });
    expect(await facts(['tier'], null)).toMatchObject({ tierId: null });
    expect(asked).toEqual([`level account before ${ORDER.placedAt}`]);
  });

  it('is the number of the order among those of its person', async () => {
    const { facts, asked } = world();
    expect(await facts(['order-number'], GUEST)).toMatchObject({ orderNumber: 3, customerTags: null });
    expect(asked).toEqual(['orders guest,account']);
  });

  it('is how the store marks the account, and nothing at all for a guest, who has none', async () => {
    const { facts, asked } = world();
    expect(await facts(['customer-tags'])).toMatchObject({ customerTags: ['vip'], customerRoles: null, orderNumber: null });
    expect(await facts(['customer-roles'], GUEST)).toMatchObject({ customerTags: [], customerRoles: [] });
    expect(asked).toEqual(['buyer 7']);
  });

  it('is what the store knows of the products, each asked for once, also for an order of nobody', async () => {
    const { facts, asked } = world();
    expect(await facts(['product-collections'], null)).toMatchObject({ productFacts: { 'p-1': { collections: ['c-1'] } } });
    expect(asked).toEqual(['products p-1']);
  });

  it('stays unknown where the store cannot be asked or does not know the account', async () => {
    const nothing = { customerTags: null, customerRoles: null, productFacts: {} };
    expect(await world(null).facts(['customer-tags', 'product-tags'])).toMatchObject(nothing);
    expect(await world({ fetchBuyer: () => Promise.resolve(null) }).facts(['customer-tags'])).toMatchObject({ customerTags: null });
  });

  it('is asked for again later when the store does not answer: nothing is judged by half', async () => {
    const silent = world({ fetchProducts: () => Promise.reject(new StoreUnreachable('no answer')) });
    await expect(silent.facts(['product-tags'])).rejects.toThrow(StoreUnreachable);
  });
});

describe('what is looked up about somebody who did something', () => {
  it('is nothing where no condition asks', async () => {
    const { buyer, asked } = world();
    expect(await buyer([])).toMatchObject({ tierId: null, customerTags: null, country: null });
    expect(asked).toEqual([]);
  });

  it('is their level then, how the store marks them, and where their newest order went', async () => {
    const { buyer, asked } = world();
    expect(await buyer(['tier', 'customer-tags', 'country'])).toEqual({
      tierId: 'gold',
      customerTags: ['vip'],
      customerRoles: null,
      country: 'IR',
    });
    expect(asked.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['buyer 7', 'level account before 7', 'newest of account']);
    expect(await buyer(['customer-tags'], GUEST)).toMatchObject({ tierId: null, customerTags: [], country: null });
  });
});
