// A shop lets go of the server, and comes back.
import { describe, expect, it } from 'vitest';
import { changeStatus, trash } from '../../sandbox/woocommerce/shop/change-order.ts';
import { placeClassic, someone } from '../../sandbox/woocommerce/shop/place-order.ts';
import { aWooShop, type WooShop } from '../builders/woo-store.ts';
import { useShops } from './shops.ts';

const { doors, kept } = useShops();

async function aShop(send: typeof fetch = fetch): Promise<WooShop> {
  const shop = kept(await aWooShop({ doors: doors(), send }));
  return shop;
}

const mugs = { cart: [{ sku: 'MUG', quantity: 2 }], billing: someone('greta@example.test'), method: 'card' } as const;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a shop that disconnects', () => {
  it('keeps nothing of ours and is asked and believed no more, while its members keep their points', async () => {
    const shop = await aShop();
    const { woo, core, store, appUrl } = shop;
    const id = woo.request((on) => placeClassic(on, mugs));
    await woo.cron();
    await shop.work();
    const { notesUrl = '', deliveryUrl = '' } = woo.plugin.connection ?? {};
    const [staff, shopper] = [woo.plugin.staffToken({ sub: 'wp:1', name: 'Ada', own: true, lang: 'en_US' }), woo.plugin.shopperToken(0)];
    expect((await fetch(`${appUrl}/admin/api/session`, bearer(staff))).status).toBe(200);
    const delivery = woo.webhooks.sent[0];
    await woo.plugin.disconnect();
    expect([woo.shop.webhooks.size, woo.shop.keys.size, woo.plugin.connection]).toEqual([0, 0, null]);
    expect(await shop.record()).toMatchObject({ state: 'left', credentials: null });
    // What was signed a moment ago is good for nothing any more.
    expect((await fetch(deliveryUrl, { method: 'POST', headers: delivery?.headers ?? {}, body: delivery?.body ?? '' })).status).toBe(404);
    expect((await fetch(notesUrl, { method: 'POST', body: '{}' })).status).toBe(404);
    expect((await fetch(`${appUrl}/admin/api/session`, bearer(staff))).status).toBe(401);
    expect((await fetch(`${appUrl}/ext/me`, bearer(shopper))).status).toBe(401);
    expect(await shop.pointsOf(id)).toBe(25);
    const asked = woo.asked.length;
    woo.request((on) => trash(on, id));
    await woo.cron();
    await shop.work();
    expect([woo.asked.length, await core.reconciler.look(await shop.record()), await shop.pointsOf(id)]).toEqual([asked, { kind: 'cannot-be-asked' }, 25]); // prettier-ignore
    expect((await core.stores.get(store))?.state).toBe('left');
  });

  it('is free of us also when the server is away', async () => {
    let away = false;
    const shop = await aShop((input, init) => (away ? Promise.reject(new TypeError('no connection')) : fetch(input, init)));
    away = true;
    await shop.woo.plugin.disconnect();
    const { webhooks, keys } = shop.woo.shop;
    expect([webhooks.size, keys.size, shop.woo.plugin.connection]).toEqual([0, 0, null]);
    // Its keys are gone, so the server is refused, and says so.
    const look = await shop.core.reconciler.look(await shop.record());
    expect(look).toMatchObject({ kind: 'failed', problem: { kind: 'refused' } });
  });

  it('comes back by a line made for it, as the store that it was, and what happened meanwhile is found', async () => {
    const shop = await aShop();
    const { woo, store } = shop;
    const first = woo.request((on) => placeClassic(on, { ...mugs, method: 'bacs' }));
    await woo.cron();
    await shop.work();
    await woo.plugin.disconnect();
    shop.core.time.now += 60_000;
    woo.request((on) => changeStatus(on, first, 'completed'));
    const second = woo.request((on) => placeClassic(on, mugs));
    await woo.cron();
    expect(await woo.plugin.connect(await shop.line())).toBe('shop-known');
    expect(await woo.plugin.connect(await shop.line(store))).toBe(true);
    expect(woo.plugin.connection?.storeId).toBe(store);
    await shop.compare();
    expect([await shop.pointsOf(first), await shop.pointsOf(second)]).toEqual([25, 25]);
  });
});
