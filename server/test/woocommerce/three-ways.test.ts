// The server hears of a WooCommerce shop by three ways: notes of the plugin, webhooks, and by asking. Each of them is enough.
import { describe, expect, it } from 'vitest';
import { accountAfterPurchase, register } from '../../sandbox/woocommerce/shop/accounts.ts';
import { changeStatus, deleteForGood, restore, trash, vanish, writeMeta } from '../../sandbox/woocommerce/shop/change-order.ts';
import { openCheckout, placeClassic, placeInBlocks, someone, typeAddress } from '../../sandbox/woocommerce/shop/place-order.ts';
import { deleteRefund, refund } from '../../sandbox/woocommerce/shop/refund.ts';
import { orderOf, type Shop } from '../../sandbox/woocommerce/shop/shop.ts';
import type { StoreOptions } from '../../sandbox/woocommerce/index.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { aWooShop, type WooShop } from '../builders/woo-store.ts';
import { worths } from './truth.ts';
import { useShops } from './shops.ts';

const { doors, kept } = useShops();

type Way = 'notes' | 'webhooks' | 'asking' | 'all';
const isWay = (url: string): Way | null => (url.endsWith('/notes') ? 'notes' : url.includes('/webhooks/woocommerce/') ? 'webhooks' : null);

/** Only one of the ways is open; on the others the shop believes that all is well. */
async function aShop(way: Way, options: StoreOptions = {}): Promise<WooShop> {
  const send: typeof fetch = (input, init) => {
    const kind = isWay(new Request(input).url);
    return kind === null || way === 'all' || kind === way ? fetch(input, init) : Promise.resolve(Response.json({}));
  };
  const shop = kept(await aWooShop({ doors: doors(), send, ...options }));
  return shop;
}

/** So that the shop's day is heard of, by whichever way is open. */
async function heard(shop: WooShop, way: Way): Promise<void> {
  shop.core.time.now += 1_000;
  await shop.woo.cron();
  await shop.work();
  if (way === 'asking') await shop.compare();
}

const mugs = (quantity: number) => [{ sku: 'MUG', quantity }];
const guest = (name: string) => someone(`${name}@example.test`, { firstName: name });

describe.each(['notes', 'webhooks', 'asking', 'all'] as const)('by %s alone', (way) => {
  it('an order is worth at each moment what the shop says of it', async () => {
    const shop = await aShop(way);
    const { woo } = shop;
    const id = woo.request((on) => placeInBlocks(on, { cart: mugs(4), billing: guest('greta'), method: 'bacs' }));
    const seen: number[] = [];
    const step = async (change: (on: Shop) => unknown): Promise<void> => {
      woo.request(change);
      await heard(shop, way);
      seen.push(await shop.pointsOf(id));
    };
    await step(() => undefined);
    await step((on) => changeStatus(on, id, 'processing'));
    const [line] = orderOf(woo.shop, id).lines;
    await step((on) => refund(on, id, { lines: [{ lineId: line?.id ?? 0, quantity: 1, total: 1_250 }] }));
    await step((on) => refund(on, id, { amount: 250 }));
    await step((on) => changeStatus(on, id, 'cancelled'));
    await step((on) => changeStatus(on, id, 'completed'));
    await step((on) => trash(on, id));
    await step((on) => restore(on, id));
    expect(seen).toEqual([0, 50, 37, 35, 0, 35, 0, 35]);
  });

  it('whoever places an order is a member: a guest by the address, a customer by the account', async () => {
    const shop = await aShop(way);
    const { woo, core, store } = shop;
    const alice = woo.request((on) => register(on, { email: 'alice@example.test', firstName: 'Alice' }));
    const buy = (billing = guest('greta'), customerId = 0): number =>
      woo.request((on) => placeClassic(on, { cart: mugs(2), billing, customerId, method: 'card' }));
    const [byGuest, byAlice] = [buy(), buy(guest('alice'), alice)];
    await heard(shop, way);
    const { members } = await core.members.search(store, null, null, 10);
    const points = await Promise.all(members.map(async ({ memberId, externalId }) => [externalId ?? 'a guest', await core.available(store, memberId)] as const)); // prettier-ignore
    expect(Object.fromEntries(points)).toEqual({ [String(alice)]: 25, 'a guest': 25 });
    expect([await shop.pointsOf(byGuest), await shop.pointsOf(byAlice)]).toEqual([25, 25]);
  });

  it('an account that is made on the thank-you page takes its order along, and no other of the same address', async () => {
    const shop = await aShop(way);
    const { woo, core, store } = shop;
    const buy = (): number => woo.request((on) => placeInBlocks(on, { cart: mugs(2), billing: guest('dora'), method: 'card' }));
    const [first, second] = [buy(), buy()];
    await heard(shop, way);
    const dora = woo.request((on) => accountAfterPurchase(on, second));
    await heard(shop, way);
    const account = await core.members.find(store, { externalId: String(dora) });
    const sharesOf = async (id: number) => (await core.entries.sharesOfOrder(store, orderId(String(id)))).filter(({ points }) => points !== 0); // prettier-ignore
    expect(await sharesOf(second)).toMatchObject([{ memberId: account?.memberId, points: 25 }]);
    expect((await sharesOf(first)).map(({ memberId }) => memberId)).not.toContain(account?.memberId);
    expect(await shop.pointsOf(first)).toBe(25);
  });

  it('nothing is kept of somebody who opened a checkout, typed who they are, and went away', async () => {
    const shop = await aShop(way);
    const { woo, core, store } = shop;
    const draft = woo.request((on) => openCheckout(on, mugs(1)));
    woo.request((on) => typeAddress(on, draft, guest('wanda')));
    await heard(shop, way);
    expect(await core.orders.read(store, orderId(String(draft)))).toBeNull();
    expect((await core.members.search(store, null, null, 10)).members).toEqual([]);
    const { items } = await core.inbox.list(store, null, null, 100);
    expect(JSON.stringify(items)).not.toContain('wanda');
    if (way !== 'asking') expect(items).toEqual([]);
  });
});

describe('what the shop tells nobody', () => {
  /** woocommerce.md §1.7, beside what a real shop does to itself. */
  const silent: readonly (readonly [string, (on: Shop, id: number) => unknown, number])[] = [
    ['a refund that is taken back', (on, id) => deleteRefund(on, id, orderOf(on, id).refunds[0]?.id ?? 0), 25],
    ['an order that is deleted for good', (on, id) => deleteForGood(on, id), 0],
    ['an order that a tool took out of the database', (on, id) => vanish(on, id), 0],
  ];

  it.each(silent)('%s is found by asking', async (_, change, expected) => {
    const shop = await aShop('webhooks');
    const { woo } = shop;
    const id = woo.request((on) => placeInBlocks(on, { cart: mugs(2), billing: guest('greta'), method: 'card' }));
    woo.request((on) => refund(on, id, { amount: 500 }));
    await heard(shop, 'webhooks');
    expect(await shop.pointsOf(id)).toBe(20);
    woo.request((on) => change(on, id));
    await heard(shop, 'webhooks');
    expect([woo.webhooks.waiting, await shop.pointsOf(id)]).toEqual([0, 20]);
    expect(await shop.compare()).toBe(1);
    expect(await shop.pointsOf(id)).toBe(expected);
    expect(await shop.compare()).toBe(0);
  });

  it('an order that comes back from the trash by a change of its status is found by asking', async () => {
    const shop = await aShop('webhooks');
    const { woo } = shop;
    const id = woo.request((on) => placeInBlocks(on, { cart: mugs(2), billing: guest('greta'), method: 'card' }));
    woo.request((on) => trash(on, id));
    await heard(shop, 'webhooks');
    woo.request((on) => changeStatus(on, id, 'completed'));
    await heard(shop, 'webhooks');
    expect(await shop.pointsOf(id)).toBe(0);
    await shop.compare();
    expect(await shop.pointsOf(id)).toBe(25);
  });

  it('the plugin hears of an order that is deleted for good, and of a refund that staff take back', async () => {
    const shop = await aShop('notes');
    const { woo } = shop;
    const [one, two] = [1, 2].map(() => woo.request((on) => placeInBlocks(on, { cart: mugs(2), billing: guest('greta'), method: 'card' })));
    woo.request((on) => refund(on, one ?? 0, { amount: 500 }));
    await heard(shop, 'notes');
    woo.request((on) => deleteRefund(on, one ?? 0, orderOf(on, one ?? 0).refunds[0]?.id ?? 0, 'wp-admin'));
    woo.request((on) => deleteForGood(on, two ?? 0));
    await heard(shop, 'notes');
    expect([await shop.pointsOf(one ?? 0), await shop.pointsOf(two ?? 0)]).toEqual([25, 0]);
  });
});

describe('all ways together', () => {
  it('book once what each of them tells, and writing to an order in answer to nothing starts no circle', async () => {
    const shop = await aShop('all');
    const { woo, core, store } = shop;
    const ids = [1, 2, 3].map((quantity) => woo.request((on) => placeInBlocks(on, { cart: mugs(quantity), billing: guest('greta'), method: 'card' }))); // prettier-ignore
    for (let round = 0; round < 3; round += 1) {
      for (const id of ids) woo.request((on) => writeMeta(on, id, 'seen', String(round)));
      await heard(shop, 'asking');
    }
    const asked = woo.asked.length;
    await heard(shop, 'all');
    expect(woo.asked.length).toBe(asked);
    const points = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await shop.pointsOf(id)] as const)));
    expect(points).toEqual(worths(woo.shop, ids));
    const { members } = await core.members.search(store, null, null, 10);
    expect(members).toHaveLength(1);
    const entries = await core.entries.head(store, members[0]?.memberId ?? expect.fail('nobody'));
    expect(entries?.after.available).toBe(12 + 25 + 37);
    expect((await core.proof.verify(store)).problems).toEqual([]);
  });
});
