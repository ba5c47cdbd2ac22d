// WooCommerce's webhooks as they are: late, merged, built when they are sent, not named apart, never repeated, switched off after seven failures (woocommerce.md §1 to 3).
import { describe, expect, it } from 'vitest';
import { register } from '../../sandbox/woocommerce/shop/accounts.ts';
import { changeStatus, deleteForGood, trash, writeMeta } from '../../sandbox/woocommerce/shop/change-order.ts';
import { placeClassic, placeInBlocks, someone } from '../../sandbox/woocommerce/shop/place-order.ts';
import type { StoreOptions } from '../../sandbox/woocommerce/index.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { aWooShop, type WooShop } from '../builders/woo-store.ts';
import { useShops } from './shops.ts';

const { doors, kept } = useShops();

/** Without the plugin's notes, and with a server that fails while a test says so. */
async function aShop(options: StoreOptions = {}): Promise<{ shop: WooShop; fails: { now: boolean } }> {
  const fails = { now: false };
  const send: typeof fetch = (input, init) => {
    const { url } = new Request(input);
    if (url.endsWith('/notes')) return Promise.resolve(Response.json({}));
    return fails.now && url.includes('/webhooks/') ? Promise.resolve(new Response('', { status: 500 })) : fetch(input, init);
  };
  const shop = kept(await aWooShop({ doors: doors(), send, ...options }));
  return { shop, fails };
}

const mugs = { cart: [{ sku: 'MUG', quantity: 2 }], billing: someone('greta@example.test'), method: 'card' } as const;
const topics = ({ woo }: WooShop): string[] => woo.webhooks.sent.map(({ topic, status }) => `${topic} ${status}`);

describe('webhooks', () => {
  it('say nothing before cron runs, and then what is true now: a burst is one delivery of each topic', async () => {
    const { shop } = await aShop();
    const { woo } = shop;
    const id = woo.request((on) => placeInBlocks(on, { ...mugs, method: 'bacs' }));
    for (const status of ['processing', 'on-hold', 'completed']) woo.request((on) => changeStatus(on, id, status));
    expect(topics(shop)).toEqual([]);
    await woo.cron();
    expect(topics(shop)).toEqual(['order.updated 200', 'order.created 200']);
    expect(woo.webhooks.sent.every(({ body }) => body.includes('"status":"completed"'))).toBe(true);
    await shop.work();
    expect(await shop.pointsOf(id)).toBe(25);
  });

  it('come in the one order from one checkout and in the other from the other', async () => {
    const { shop } = await aShop();
    shop.woo.request((on) => placeClassic(on, mugs));
    await shop.woo.cron();
    expect(topics(shop)).toEqual(['order.created 200', 'order.updated 200']);
  });

  it('share a name within a second, and none is taken for another', async () => {
    const { shop } = await aShop();
    const { woo } = shop;
    const ids = [1, 2, 3].map(() => woo.request((on) => placeClassic(on, mugs)));
    await woo.cron();
    const created = woo.webhooks.sent.filter(({ topic }) => topic === 'order.created');
    expect(new Set(created.map(({ headers }) => headers['x-wc-webhook-delivery-id'])).size).toBe(1);
    await shop.work();
    for (const id of ids) expect(await shop.pointsOf(id)).toBe(25);
  });

  it('carry a signed error where the order is gone before they leave: nothing is made of it, nothing fails, and asking puts it right', async () => {
    const { shop } = await aShop();
    const { woo, core, store } = shop;
    const id = woo.request((on) => placeClassic(on, mugs));
    await woo.cron();
    await shop.work();
    woo.request((on) => writeMeta(on, id, 'a', 'b'));
    woo.request((on) => deleteForGood(on, id));
    await woo.cron();
    expect(woo.webhooks.sent.at(-1)).toMatchObject({ topic: 'order.updated', status: 200 });
    expect(woo.webhooks.sent.at(-1)?.body).toContain('woocommerce_rest_shop_order_invalid_id');
    await shop.work();
    const { items } = await core.inbox.list(store, null, null, 10);
    expect(items.map(({ state }) => state)).not.toContain('dead');
    expect(await shop.pointsOf(id)).toBe(25);
    await shop.compare();
    expect(await shop.pointsOf(id)).toBe(0);
  });

  it('carry a signed error once nobody may see orders in their name: the shop is asked instead', async () => {
    const { shop } = await aShop();
    const { woo } = shop;
    woo.shop.ownerMaySee = false;
    const id = woo.request((on) => placeClassic(on, mugs));
    await woo.cron();
    await shop.work();
    expect(woo.webhooks.sent[0]?.body).toContain('woocommerce_rest_cannot_view');
    expect(await shop.pointsOf(id)).toBe(0);
    await shop.compare();
    expect(await shop.pointsOf(id)).toBe(25);
  });

  it('tell of staff as of shoppers, and no editor becomes a member', async () => {
    const { shop } = await aShop();
    const { woo, core, store } = shop;
    woo.request((on) => register(on, { email: 'editor@example.test', role: 'editor' }));
    const rita = woo.request((on) => register(on, { email: 'rita@example.test' }));
    await woo.cron();
    await shop.work();
    const { members } = await core.members.search(store, null, null, 10);
    expect(members.map(({ externalId }) => externalId)).toEqual([String(rita)]);
  });

  it('for the trash have only a number, and the order that it names is worth nothing', async () => {
    const { shop } = await aShop();
    const { woo, core, store } = shop;
    const id = woo.request((on) => placeClassic(on, mugs));
    await woo.cron();
    await shop.work();
    woo.request((on) => trash(on, id));
    await woo.cron();
    expect(woo.webhooks.sent.at(-1)).toMatchObject({ topic: 'order.deleted', body: `{"id":${id}}` });
    await shop.work();
    expect(await shop.pointsOf(id)).toBe(0);
    expect((await core.orders.read(store, orderId(String(id))))?.order.standing).toBe('deleted');
  });
});

describe('a server that fails', () => {
  it('is given up by a webhook with the seventh failure in a row; the shop shows it, repairs it, and what was missed is found', async () => {
    const { shop, fails } = await aShop();
    const { woo } = shop;
    const id = woo.request((on) => placeClassic(on, { ...mugs, method: 'bacs' }));
    await woo.cron();
    await shop.work();
    fails.now = true;
    const active: number[] = [];
    for (let change = 1; change <= 9; change += 1) {
      shop.core.time.now += 1_000;
      woo.request((on) => writeMeta(on, id, 'change', String(change)));
      await woo.cron();
      active.push(woo.plugin.health().webhooks.active);
    }
    expect(active).toEqual([7, 7, 7, 7, 7, 7, 6, 6, 6]);
    expect(woo.webhooks.sent.filter(({ status }) => status === 500)).toHaveLength(7);
    fails.now = false;
    woo.request((on) => changeStatus(on, id, 'completed'));
    await woo.cron();
    await shop.work();
    expect(await shop.pointsOf(id)).toBe(0);
    woo.plugin.repair();
    expect(woo.plugin.health().webhooks).toEqual({ active: 7, all: 7 });
    await woo.cron();
    // Switching one on again sends nothing of what it missed.
    expect(woo.webhooks.sent.filter(({ status }) => status === 200).at(-1)?.body).not.toContain('"status":"completed"');
    await shop.compare();
    expect(await shop.pointsOf(id)).toBe(25);
    woo.request((on) => trash(on, id));
    await woo.cron();
    await shop.work();
    expect(await shop.pointsOf(id)).toBe(0);
  });

  it('is forgiven six failures, where the next one succeeds', async () => {
    const { shop, fails } = await aShop();
    const { woo } = shop;
    const id = woo.request((on) => placeClassic(on, mugs));
    await woo.cron();
    for (let round = 0; round < 3; round += 1) {
      for (const failing of [true, true, true, true, true, true, false]) {
        fails.now = failing;
        woo.request((on) => writeMeta(on, id, 'round', String(round)));
        await woo.cron();
      }
    }
    expect(woo.plugin.health().webhooks.active).toBe(7);
  });
});

describe('the plugin’s notes', () => {
  it('wait while the server is away, longer each time, and arrive once, however often they were sent', async () => {
    let away = true;
    let answersLost = 0;
    const notes: string[] = [];
    const send: typeof fetch = async (input, init) => {
      const { url } = new Request(input);
      if (url.includes('/webhooks/')) return Response.json({});
      if (!url.endsWith('/notes')) return fetch(input, init);
      notes.push(init?.body as string);
      if (away) throw new TypeError('no connection');
      const answer = await fetch(input, init);
      answersLost += 1;
      if (answersLost < 3) throw new TypeError('the answer was lost');
      return answer;
    };
    const shop = kept(await aWooShop({ doors: doors(), send }));
    const { woo, core, store } = shop;
    const id = woo.request((on) => placeClassic(on, mugs));
    const waits: number[] = [];
    for (let passed = 0; passed < 3_600; passed += 30) {
      const before = notes.length;
      await woo.cron();
      if (notes.length > before) waits.push(passed);
      if (passed === 900) away = false;
      core.time.now += 30_000;
    }
    expect(waits).toEqual([0, 30, 90, 210, 450, 930, 1_890]);
    expect(new Set(notes).size).toBe(1);
    expect(woo.plugin.health()).toMatchObject({ waiting: 1, dead: 0 });
    core.time.now += 3_600_000;
    await woo.cron();
    expect(woo.plugin.health()).toMatchObject({ waiting: 0, dead: 0 });
    expect((await core.inbox.list(store, null, null, 10)).items).toHaveLength(1);
    await shop.work();
    expect(await shop.pointsOf(id)).toBe(25);
  });

  it('are given up after three days, are shown as given up, and are told once more when somebody repairs', async () => {
    let away = true;
    const send: typeof fetch = (input, init) =>
      away && /\/notes$|\/webhooks\//.test(new Request(input).url) ? Promise.reject(new TypeError('no connection')) : fetch(input, init);
    const shop = kept(await aWooShop({ doors: doors(), send }));
    const { woo, core } = shop;
    const id = woo.request((on) => placeClassic(on, mugs));
    const from = core.time.now;
    while (woo.plugin.health().dead === 0 && core.time.now - from < 3 * 86_400_000) {
      await woo.cron();
      core.time.now += 30 * 60_000;
    }
    expect(woo.plugin.health()).toMatchObject({ waiting: 0, dead: 1 });
    away = false;
    woo.plugin.repair();
    await woo.cron();
    await shop.work();
    expect([woo.plugin.health().dead, await shop.pointsOf(id)]).toEqual([0, 25]);
  });
});
