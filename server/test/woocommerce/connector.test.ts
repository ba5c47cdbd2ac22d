// Our whole connector against the sandbox's store: how it shows its key, and what it reads and makes there.
import { afterEach, describe, expect, it } from 'vitest';
import { startWooStore, type StoreOptions, type WooStore } from '../../sandbox/woocommerce/index.ts';
import { accountAfterPurchase, register } from '../../sandbox/woocommerce/shop/accounts.ts';
import { changeStatus, trash } from '../../sandbox/woocommerce/shop/change-order.ts';
import { openCheckout, placeClassic, placeInBlocks, someone, typeAddress } from '../../sandbox/woocommerce/shop/place-order.ts';
import { refund } from '../../sandbox/woocommerce/shop/refund.ts';
import { orderId, storeId } from '../../src/loyalty/ids.ts';
import { StoreRefused, StoreUnreachable, type PastThing, type StoreConnection } from '../../src/platforms/platform.ts';
import { aCodeWish } from '../outbox/some-effects.ts';
import { woocommercePlatform, type WoocommerceOptions } from '../../src/platforms/woocommerce/index.ts';

const HOUR = 3_600_000;
let now = Date.UTC(2026, 10, 21, 18);
const stores: WooStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function aStore(options: StoreOptions = {}): Promise<WooStore> {
  const store = await startWooStore({ now: () => (now += 1_000), ...options });
  stores.push(store);
  return store;
}

function lineTo(store: WooStore, { url = store.url, ...options }: WoocommerceOptions & { url?: string } = {}): StoreConnection {
  const { consumerKey, consumerSecret } = store.key();
  const place = { storeId: storeId('s'), domain: new URL(url).host, url, facts: { currency: 'EUR', timeZone: 'UTC' } };
  const line = woocommercePlatform(options).connect({ ...place, credentials: { consumerKey, consumerSecret } });
  return line ?? expect.fail('there is no line');
}

const guest = (name: string) => someone(`${name}@example.test`, { firstName: name });
const mugs = (name: string) => ({ cart: [{ sku: 'MUG', quantity: 2 }], billing: guest(name), method: 'card' }) as const;
const placed = (store: WooStore, name: string): number => store.request((shop) => placeClassic(shop, mugs(name)));

describe('the key', () => {
  /** What a proxy before the shop makes of a question: TLS ends there, and it says so or not. */
  async function behindTls(options: StoreOptions, says: boolean) {
    const store = await aStore(options);
    const inner = store.url;
    store.shop.home = 'https://shop.example';
    const ways: string[] = [];
    const fetchImpl: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      const { pathname, search, searchParams } = new URL(request.url);
      const authorization = request.headers.get('authorization')?.split(' ')[0] ?? '';
      ways.push(authorization === '' && searchParams.has('consumer_key') ? 'query' : authorization);
      const headers = new Headers(request.headers);
      if (says) headers.set('x-forwarded-proto', 'https');
      return fetch(inner + pathname + search, { ...init, headers });
    };
    return { store, ways, line: lineTo(store, { url: 'https://shop.example', fetchImpl }) };
  }

  it.each([
    ['as Basic over https', {}, true, ['Basic']],
    ['in the query where the host takes the header away', { hidesAuthorization: true }, true, ['Basic', 'query']],
    ['as a signature where the shop does not know that it is behind https', {}, false, ['Basic', 'query', 'OAuth']],
  ] as const)('is shown %s, and the way that worked is kept', async (_, options, says, expected) => {
    const { store, ways, line } = await behindTls(options, says);
    const id = orderId(String(placed(store, 'greta')));
    expect(await line.fetchOrder(id)).toMatchObject({ kind: 'found', order: { total: 2_990 } });
    expect(ways).toEqual(expected);
    await line.fetchOrder(id);
    expect(ways).toHaveLength(expected.length + 1);
    expect(ways.at(-1)).toBe(expected.at(-1));
  });

  it('that was deleted in the shop is refused, and a shop that is away is not', async () => {
    const store = await aStore();
    const line = lineTo(store);
    store.shop.keys.clear();
    await expect(line.fetchOrder(orderId('1'))).rejects.toBeInstanceOf(StoreRefused);
    store.faults.page = { status: 200 };
    await expect(line.fetchOrder(orderId('1'))).rejects.toBeInstanceOf(StoreUnreachable);
    store.faults.silent = true;
    await expect(line.fetchOrder(orderId('1'))).rejects.toBeInstanceOf(StoreUnreachable);
  });
});

describe('an order', () => {
  it('is read with its refunds by line, by shipping and by amount, whatever the shop’s clock says', async () => {
    const store = await aStore({ gmtOffset: 3.5 });
    const id = placed(store, 'greta');
    const order = store.shop.orders.get(id) ?? expect.fail('no order');
    store.request((shop) => refund(shop, id, { lines: [{ lineId: order.lines[0]?.id ?? 0, quantity: 1, total: 1_250 }], shipping: 490 }));
    store.request((shop) => refund(shop, id, { amount: 100 }));
    const fetched = await lineTo(store).fetchOrder(orderId(String(id)));
    expect(fetched).toMatchObject({
      kind: 'found',
      customer: { externalId: null, email: 'greta@example.test', hasAccount: false },
      order: {
        placedAt: Math.floor(order.createdAt / 1_000) * 1_000,
        standing: 'open',
        payment: 'paid',
        refunds: [
          { amount: 100, goodsWithoutLines: 100, shipping: 0, lines: [] },
          { amount: 1_740, goodsWithoutLines: 0, shipping: 490, lines: [{ quantity: 1, net: 1_250 }] },
        ],
      },
    });
  });

  it('of a checkout that is still open is none, and one in the trash is deleted', async () => {
    const store = await aStore();
    const line = lineTo(store);
    const draft = store.request((shop) => openCheckout(shop, [{ sku: 'MUG', quantity: 1 }]));
    store.request((shop) => typeAddress(shop, draft, guest('wanda')));
    const id = placed(store, 'greta');
    store.request((shop) => trash(shop, id));
    expect(await line.fetchOrder(orderId(String(draft)))).toEqual({ kind: 'gone' });
    expect(await line.fetchOrder(orderId(String(id)))).toMatchObject({ order: { standing: 'deleted' } });
    expect(await line.fetchOrder(orderId('4711'))).toEqual({ kind: 'gone' });
    const glances = await line.glanceAt([draft, id].map((one) => orderId(String(one))));
    expect(glances).toEqual([]);
  });

  it('that carries a virtual coupon says its code, and its lines are what is left', async () => {
    const store = await aStore();
    const codes = [{ code: 'LASTING-7K3M', kind: 'fixed_cart', amount: 500 }] as const;
    const id = store.request((shop) => placeInBlocks(shop, { ...mugs('greta'), codes }));
    const line = lineTo(store);
    const fetched = await line.fetchOrder(orderId(String(id)));
    expect(fetched).toMatchObject({ order: { codes: ['lasting-7k3m'], total: 2_490, lines: [{ net: 2_000, discount: 500 }] } });
    expect(await line.codes?.ordersWithCode('LASTING-7K3M')).toEqual([String(id)]);
  });
});

describe('the past', () => {
  it('is the accounts of shoppers and then every order; those with refunds are named, drafts are not', async () => {
    const store = await aStore();
    store.request((shop) => register(shop, { email: 'editor@example.test', role: 'shop_manager' }));
    const rita = store.request((shop) => register(shop, { email: 'rita@example.test' }));
    const orders = [1, 2, 3].map(() => placed(store, 'greta'));
    store.request((shop) => refund(shop, orders[1] ?? 0, { amount: 100 }));
    store.request((shop) => openCheckout(shop, [{ sku: 'MUG', quantity: 1 }]));
    const line = lineTo(store);
    const things: PastThing[] = [];
    for (let position: string | null = null; ;) {
      const page = await line.history(position);
      things.push(...page.things);
      if (page.next === null) break;
      position = page.next;
    }
    const said = things.map((thing) => (thing.kind === 'customer' ? `customer ${thing.customer.externalId}` : `${thing.kind} ${thing.kind === 'order' ? thing.order.orderId : thing.orderId}`)); // prettier-ignore
    expect(said).toEqual([`customer ${rita}`, `order ${orders[0]}`, `named ${orders[1]}`, `order ${orders[2]}`]);
  });

  it('of a buyer is told by account and by address, without what came to nothing', async () => {
    const store = await aStore();
    const line = lineTo(store);
    const [first, cancelled, last] = [placed(store, 'dora'), placed(store, 'dora'), placed(store, 'dora')];
    store.request((shop) => changeStatus(shop, cancelled, 'cancelled'));
    placed(store, 'dorabella');
    const at = now + HOUR;
    const byAddress = { externalId: null, email: 'Dora@example.test', phone: null };
    const before = { orderId: orderId(String(last)), at };
    expect(await line.fetchBuyerPast(byAddress, before)).toEqual({ orders: 1, since: null });
    const dora = store.request((shop) => accountAfterPurchase(shop, first));
    const since = Math.floor((store.shop.customers.get(dora)?.createdAt ?? 0) / 1_000) * 1_000;
    expect(await line.fetchBuyerPast({ externalId: String(dora), email: null, phone: null }, before)).toEqual({ orders: 1, since: null });
    expect(await line.fetchBuyerPast(byAddress, { orderId: orderId(String(last)), at: 0 })).toEqual({ orders: 0, since });
  });

  it('of accounts since an instant is told without staff', async () => {
    const store = await aStore();
    store.request((shop) => register(shop, { email: 'old@example.test' }));
    const since = (now += HOUR);
    const rita = store.request((shop) => register(shop, { email: 'rita@example.test' }));
    store.request((shop) => register(shop, { email: 'editor@example.test', role: 'editor' }));
    const told: string[] = [];
    for await (const { customer } of lineTo(store).changedCustomers(since)) told.push(customer.externalId);
    expect(told).toEqual([String(rita)]);
  });
});

describe('goods and people', () => {
  it('are found by name and by number, as people write them, and with what marks them', async () => {
    const store = await aStore();
    const line = lineTo(store);
    expect(await line.findGoods('products', { search: 'mug' })).toEqual([{ id: '13', title: 'Mug' }]);
    // What was sold may be hidden by now.
    expect(await line.findGoods('products', { ids: ['16', '14', '99'] })).toEqual([{ id: '16', title: 'Sample' }, { id: '14', title: 'T-shirt' }]); // prettier-ignore
    expect(await line.findGoods('collections', { search: 'kitchen' })).toEqual([{ id: '16', title: 'Kitchen & table' }]);
    expect(await line.fetchProducts(['15', '99'])).toEqual({ '15': { collections: ['15'], tags: ['fair'] } });
    const vip = store.request((shop) => register(shop, { email: 'vip@example.test', role: 'wholesale' }));
    expect(await line.fetchBuyer(String(vip))).toEqual({ tags: null, roles: ['wholesale'] });
    expect(await line.fetchBuyer('4711')).toBeNull();
  });
});

describe('a code', () => {
  const wish = aCodeWish({ code: 'LASTING-A1B2', email: 'alice@example.test', endsAt: Date.UTC(2030, 0, 1, 12, 30) });

  it('is made once however often it is asked for, ends when it should by any clock, works once and for its owner alone', async () => {
    const store = await aStore({ gmtOffset: -5 });
    const { codes } = lineTo(store);
    const made = await codes?.makeCode(wish);
    expect(await codes?.makeCode(wish)).toEqual(made);
    expect([...store.shop.coupons.values()]).toMatchObject([{ code: 'lasting-a1b2', expiresAt: wish.endsAt, amount: 500 }]);
    const use = (name: string) => store.request((shop) => placeClassic(shop, { ...mugs(name), codes: ['lasting-A1B2'] }));
    expect(() => use('mallory')).toThrow('valid email');
    const id = use('alice');
    expect(await codes?.ordersWithCode(wish.code)).toEqual([String(id)]);
    expect(() => use('alice')).toThrow('Usage limit');
    // woocommerce.md §6: given back when it is cancelled, not when it is refunded.
    store.request((shop) => changeStatus(shop, id, 'refunded'));
    expect(() => use('alice')).toThrow('Usage limit');
    store.request((shop) => changeStatus(shop, id, 'cancelled'));
    expect(use('alice')).toBeGreaterThan(id);
    await codes?.removeCode(wish.code);
    expect([await codes?.findCode(wish.code), store.shop.coupons.size]).toEqual([null, 0]);
    await codes?.removeCode(wish.code);
  });
});
