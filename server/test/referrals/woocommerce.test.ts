// A friend's code in a WooCommerce store: a coupon for the very address, which comes back when its order comes to nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { referralIdOf } from '../../src/referrals/new-referral.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anAccount } from '../builders/customers.ts';
import { anOrder } from '../builders/orders.ts';
import { aProgram } from '../builders/programs.ts';
import { serve } from '../recorded/woocommerce/ask.ts';
import { CouponStore } from '../recorded/woocommerce/coupon-store.ts';
import { byReward, FIVE_OFF } from './claiming-world.ts';

let core: TestCore;
beforeAll(async () => {
  core = await aCore();
});
afterAll(() => core.database.close());

async function work(): Promise<void> {
  for (let idle = 0; idle < 2;) idle = (await core.drain.once()) + (await core.performer.once()) === 0 ? idle + 1 : 0;
}

async function aShop(coupons: CouponStore): Promise<{ store: StoreRecord; code: string }> {
  const url = await serve(coupons.listener);
  const storeId = await core.addStore({ url, credentials: { consumerKey: 'ck_recorded', consumerSecret: 'cs_recorded' } });
  await core.stores.publish(storeId, { ...aProgram([], {}, { rewards: [FIVE_OFF], referrals: byReward() }), version: 2, inForceFrom: 1 });
  core.directory.forget(storeId);
  const store = await core.stores.get(storeId);
  if (store === null) throw new Error('no store');
  const memberId = await core.registry.memberFor(store, { ...anAccount('7'), firstName: 'Ada' }, 'account', null);
  const link = memberId === null ? null : await core.referring.links.of(store, memberId);
  return { store, code: link?.code ?? '' };
}

describe('a friend of a WooCommerce store', () => {
  it('gets a coupon that only their address can use; used, given back and taken back', async () => {
    const coupons = new CouponStore();
    const { store, code } = await aShop(coupons);
    const shown = { networkAddress: null, userAgent: null, acceptLanguage: null, device: null, referrer: null };
    const wish = { code, email: 'Bo@Example.test', locale: 'en', channel: 'qr', shown } as const;
    const told = await core.referring.friendClaims.claim(store, wish, core.time.now);
    if (told.kind !== 'claimed') throw new Error(told.kind);
    await work();
    expect(coupons.coupons).toMatchObject([{ code: told.code?.toLowerCase(), email_restrictions: ['Bo@Example.test'], usage_limit: 1 }]);
    // It is typed: the store has no address that puts it into the cart.
    expect(told.applyPath).toBeNull();

    const voucherId = `friend/${referralIdOf(store, emailKey(store, wish.email) ?? '')}/0`;
    const stage = async () => (await core.vouchers.read(store.storeId, voucherId))?.stage;
    const states = async (version: number, standing: 'open' | 'cancelled') => {
      const order = anOrder({ orderId: orderId('41'), placedAt: core.time.now, version, standing, payment: 'unpaid', paidAt: null, codes: [told.code?.toLowerCase() ?? ''] }); // prettier-ignore
      await core.desk.keep(store, { order, provenance: 'pushed', seenAt: core.time.now, digest: digestOf(order) }, null, true);
      await core.desk.settle(store, order.orderId, 'test');
      return stage();
    };
    expect(await states(1, 'open')).toBe('used');
    expect(await states(2, 'cancelled')).toBe('ready');
    expect(await core.referring.vouchers.takeBack(store, voucherId)).toBe('going');
    await work();
    expect(await stage()).toBe('removed');
    expect(coupons.coupons).toEqual([]);
  });
});
