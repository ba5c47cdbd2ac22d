// Somebody bought as a guest and then has an account: what waited is theirs, once, and nobody else's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_POINTS, AccountsWorld, aCustomer, BOB, counterOrder, type ShopifyShop } from './accounts-world.ts';

let world: AccountsWorld;
beforeAll(async () => {
  world = await AccountsWorld.open();
});
afterAll(() => world.close());

async function earnedBy(shop: ShopifyShop, id = 450_789_469): Promise<number> {
  await shop.buys(id);
  return shop.pointsOf(BOB.id);
}

describe('the customer of an order who opens an account', () => {
  it('keeps what the order earned, as the same member, and gets what an account earns', async () => {
    const shop = await world.shop();
    const order = await earnedBy(shop);
    const before = await shop.customer(BOB.id);
    expect([before.kind, order > 0]).toEqual(['guest', true]);
    await shop.enables();
    const after = await shop.customer(BOB.id);
    expect(after).toMatchObject({ kind: 'account', memberId: before.memberId });
    expect(await shop.pointsOf(BOB.id)).toBe(order + ACCOUNT_POINTS);
    expect(after.opening).toBeUndefined();
  });

  it('earns for it once, however often and in whatever words the store says it', async () => {
    const shop = await world.shop();
    const order = await earnedBy(shop);
    await shop.enables();
    await shop.enables();
    await shop.tells('update', { state: 'enabled' });
    await shop.tells('disable');
    await shop.enables();
    await shop.buys(450_789_469, { updated_at: '2026-01-01T00:00:00Z' });
    expect(await shop.pointsOf(BOB.id)).toBe(order + ACCOUNT_POINTS);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('costs one request, and news that tells nothing new costs none', async () => {
    const shop = await world.shop();
    await shop.enables();
    const asked = async () => (await shop.core.inbox.list(shop.storeId, null, null, 100)).items.filter(({ topic }) => topic === 'request/account-opened').length; // prettier-ignore
    expect(await asked()).toBe(1);
    for (const note of ['a', 'b', 'c']) await shop.tells('update', { state: 'enabled', note });
    expect(await asked()).toBe(1);
  });

  it('earns nothing for an account that is only heard of: it is older than we are', async () => {
    const shop = await world.shop();
    await shop.tells('update', { state: 'enabled' });
    expect(await shop.pointsOf(BOB.id)).toBe(0);
    expect(await shop.customer(BOB.id)).toMatchObject({ kind: 'account', provenEmailKey: expect.any(String) as string });
    expect((await shop.customer(BOB.id)).opening).toBeUndefined();
    const { items } = await shop.core.inbox.list(shop.storeId, null, null, 100);
    expect(items.filter(({ topic }) => topic === 'request/account-opened')).toEqual([]);
  });

  it('is asked for again by repeated news when the request was lost', async () => {
    const shop = await world.shop();
    await shop.buys(1);
    const { memberId, profile } = await shop.customer(BOB.id);
    // The worker died between the two writes.
    await shop.core.members.update(shop.storeId, memberId, { kind: 'account', profile, opening: { id: 'lost', awards: true } });
    const before = await shop.points(memberId);
    await shop.tells('update', { state: 'enabled' });
    expect(await shop.points(memberId)).toBe(before + ACCOUNT_POINTS);
  });

  it('has an account for us as soon as they are signed in by the store itself', async () => {
    const shop = await world.shop();
    const order = await earnedBy(shop);
    const { memberId } = await shop.customer(BOB.id);
    const visits = async (who: string): Promise<number> => {
      const headers = { authorization: `Bearer ${shop.storeId}/${who}` };
      return (await fetch(`${world.server.url}/ext/me`, { headers })).status;
    };
    expect(await visits('')).toBe(200);
    await shop.core.drainAll();
    expect(await shop.customer(BOB.id)).toMatchObject({ kind: 'guest' });
    expect(await Promise.all([1, 2, 3].map(() => visits(BOB.id)))).toEqual([200, 200, 200]);
    await shop.core.drainAll();
    expect(await shop.customer(BOB.id)).toMatchObject({ kind: 'account' });
    expect(await shop.points(memberId)).toBe(order + ACCOUNT_POINTS);
    await shop.enables();
    expect(await shop.points(memberId)).toBe(order + ACCOUNT_POINTS);
  });

  it('is not brought back by a request that was on its way when they were erased', async () => {
    const shop = await world.shop();
    await shop.buys(1);
    const { memberId } = await shop.customer(BOB.id);
    await shop.core.accountSeen(shop.storeId, memberId);
    await world.server.services.erase({ storeId: shop.storeId, memberId, by: 'staff' });
    await shop.core.drainAll();
    expect(await shop.points(memberId)).toBe(0);
    expect(await shop.core.members.get(shop.storeId, memberId)).toMatchObject({ kind: 'guest', externalId: null });
  });
});

describe('guest orders under an address', () => {
  it('come to the account whose address the shop has proven, at once, and later ones go there directly', async () => {
    const shop = await world.shop();
    await shop.buysAtCounter(11);
    const guest = await shop.guest(BOB.email);
    const waiting = await shop.points(guest?.memberId ?? expect.fail('no guest'));
    expect(waiting).toBeGreaterThan(0);
    await shop.enables();
    expect(await shop.pointsOf(BOB.id)).toBe(waiting + ACCOUNT_POINTS);
    await shop.buysAtCounter(12);
    expect(await shop.pointsOf(BOB.id)).toBe(2 * waiting + ACCOUNT_POINTS);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('go to the account directly where no guest ever bought under it', async () => {
    const shop = await world.shop();
    await shop.enables();
    await shop.buysAtCounter(13);
    expect(await shop.guest(BOB.email)).toBeNull();
    expect(await shop.pointsOf(BOB.id)).toBeGreaterThan(ACCOUNT_POINTS);
  });

  it('stay with the guest where the shop has not proven the address, or the customer cannot sign in', async () => {
    const shop = await world.shop();
    await shop.buysAtCounter(14);
    await shop.enables({ verified_email: false });
    await shop.tells('update', { id: 5, verified_email: true, state: 'invited' });
    expect(await shop.pointsOf(BOB.id)).toBe(ACCOUNT_POINTS);
    const guest = await shop.guest(BOB.email);
    expect(await shop.points(guest?.memberId ?? expect.fail('no guest'))).toBeGreaterThan(0);
    expect(await shop.core.persons.present(shop.storeId, guest?.memberId ?? expect.fail('no guest'))).toBe(guest?.memberId);
  });

  it('are not those of another address that the account has from now on, until that one is proven', async () => {
    const shop = await world.shop();
    await shop.buysAtCounter(15, 'other@example.com');
    await shop.enables();
    expect((await shop.customer(BOB.id)).provenEmailKey).toBeDefined();
    await shop.tells('update', { state: 'enabled', email: 'other@example.com', verified_email: false });
    expect((await shop.customer(BOB.id)).provenEmailKey).toBeUndefined();
    await shop.buysAtCounter(16);
    expect(await shop.pointsOf(BOB.id)).toBe(ACCOUNT_POINTS);
    await shop.tells('update', { state: 'enabled', email: 'other@example.com' });
    await shop.tells('update', { state: 'enabled', email: 'other@example.com', note: 'the merchant typed it' });
    expect((await shop.customer(BOB.id)).provenEmailKey).toBeUndefined();
    await shop.enables({ email: 'other@example.com' });
    const other = await shop.guest('other@example.com');
    expect(await shop.core.persons.present(shop.storeId, other?.memberId ?? expect.fail('no guest'))).toBe((await shop.customer(BOB.id)).memberId); // prettier-ignore
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('come to the account also where both become known at the same moment', async () => {
    for (let time = 0; time < 10; time += 1) {
      const shop = await world.shop();
      await Promise.all([shop.delivers('customers/enable', aCustomer()), shop.delivers('orders/paid', counterOrder(17))]);
      await shop.core.drainAll();
      expect(await shop.pointsOf(BOB.id)).toBeGreaterThan(ACCOUNT_POINTS);
    }
  });

  it("are nobody's of before once the account that had proven the address is erased: old orders stay away, new ones are of somebody new", async () => {
    const shop = await world.shop();
    await shop.buysAtCounter(18);
    await shop.enables();
    const { memberId } = await shop.customer(BOB.id);
    await world.server.services.erase({ storeId: shop.storeId, memberId, by: 'staff' });
    expect((await shop.core.members.get(shop.storeId, memberId))?.provenEmailKey).toBeUndefined();
    await shop.buysAtCounter(18, BOB.email, { updated_at: '2026-02-01T00:00:00Z' });
    expect(await shop.guest(BOB.email)).toBeNull();
    world.core.time.now += 60_000;
    const later = new Date(world.core.time.now).toISOString();
    await shop.buysAtCounter(19, BOB.email, { created_at: later, processed_at: later, updated_at: later });
    const guest = (await shop.guest(BOB.email)) ?? expect.fail('no guest');
    expect(await shop.points(guest.memberId)).toBeGreaterThan(0);
    expect(await shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('belong to one account: the newest to which the shop says the address belongs', async () => {
    const shop = await world.shop();
    await shop.enables();
    await shop.enables({ id: 6 });
    expect((await shop.customer(BOB.id)).provenEmailKey).toBeUndefined();
    expect((await shop.customer('6')).provenEmailKey).toBeDefined();
  });
});
