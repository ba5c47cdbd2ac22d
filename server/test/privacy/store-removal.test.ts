// Two days after a shop left, Shopify asks for everything of it to go: it goes, from every collection, and nothing of any other shop.
// (That no collection is forgotten, tidy sees to.)
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicesOf } from '../builders/server.ts';
import { StoreRefused, StoreUnreachable, type StoreConnection } from '../../src/platforms/platform.ts';
import { PrivacyDesk } from '../../src/privacy/privacy-desk.ts';
import { MongoStoreRemoval } from '../../src/storage/mongo/mongo-store-removal.ts';
import { aLawWorld, type Buyer, type LawWorld, type Shop } from './law-world.ts';

let world: LawWorld;
const buyer: Buyer = { id: 770_000_001, email: 'who.bought@example.com', name: 'Kaufmann' };

beforeAll(async () => {
  world = await aLawWorld();
});
afterAll(() => world.server.close());

const shopRedact = ({ domain }: Shop): object => ({ shop_id: 1, shop_domain: domain });
const asked = async (shop: Shop): Promise<void> => {
  expect(await world.send(shop, 'shop/redact', shopRedact(shop))).toBe(200);
  await world.server.core.drainAll();
};
const leaves = async (shop: Shop): Promise<void> => {
  await world.send(shop, 'app/uninstalled', { id: 1, name: 'Example', myshopify_domain: shop.domain });
  await world.server.core.drainAll();
};

/** A shop that was used: orders, staff, settings, a proof, a data file, a draft, a look at its storefront. */
async function aUsedShop(): Promise<Shop> {
  const shop = await world.aShop();
  const { storeId } = shop;
  const { core } = world.server;
  await world.buys(shop, buyer, 9001);
  await core.staff.addOwner({ storeId, userId: 'u-1', name: 'Owner' });
  await core.staff.chooseLanguage(storeId, 'u-1', 'fa');
  await core.audit.add({
    auditId: 'a-1',
    storeId,
    at: 1,
    by: { userId: 'u-1', name: 'Owner' },
    action: 'settings-saved',
    subjects: [],
    changes: [],
  });
  await core.rateLimits.hit(`write:${storeId}:u-1`, 60_000, 10, core.time.now);
  await core.leases.acquire(`nightly/${storeId}`, 'somebody', core.time.now, core.time.now + 1);
  await core.proof.seal(storeId, '2026-11-20', core.time.now - 3_600_000);
  const body = { ...shopRedact(shop), customer: { id: buyer.id }, orders_requested: [], data_request: { id: 1 } };
  await world.send(shop, 'customers/data_request', body);
  await core.drainAll();
  return shop;
}

describe('a shop that left', () => {
  it('goes with everything about it, and nothing of another shop goes', async () => {
    const [gone, stays] = [await aUsedShop(), await aUsedShop()];
    const before = (await world.holding(stays.storeId)).length;
    expect(new Set(await world.holding(gone.storeId)).size).toBeGreaterThan(12);
    await leaves(gone);
    await asked(gone);
    // What is left: that it was removed, and the request itself until its retention is over.
    expect((await world.holding(gone.storeId)).toSorted()).toEqual(['inbox', 'removed_stores']);
    expect(await world.holding(gone.domain)).toEqual(['inbox']);
    expect((await world.holding(stays.storeId)).length).toBe(before);
    expect(await world.server.core.proof.verify(stays.storeId)).toMatchObject({ ok: true });
  });

  it('is removed once, however often it is asked for', async () => {
    const shop = await aUsedShop();
    await leaves(shop);
    await asked(shop);
    await asked(shop);
    expect(await world.server.core.stores.get(shop.storeId)).toBeNull();
    expect((await world.holding(shop.storeId)).filter((name) => name === 'removed_stores')).toHaveLength(1);
  });

  it('is removed to the end by whoever takes the work up after a crash', async () => {
    const shop = await aUsedShop();
    await leaves(shop);
    expect(await world.send(shop, 'shop/redact', shopRedact(shop))).toBe(200);
    const { db } = world.server.core.database.connection;
    for (const name of ['entries', 'members']) await db?.collection(name).deleteMany({ storeId: shop.storeId });
    await world.server.core.drainAll();
    expect((await world.holding(shop.storeId)).toSorted()).toEqual(['inbox', 'removed_stores']);
  });

  it('comes back as a new one', async () => {
    const shop = await aUsedShop();
    await leaves(shop);
    await asked(shop);
    const place = { storeId: shop.storeId, domain: shop.domain, platform: 'shopify' } as const;
    world.server.core.directory.forget(shop.storeId);
    await world.server.core.addStore(place);
    expect((await world.server.core.stores.get(shop.storeId))?.state).toBe('active');
    expect(await world.server.core.members.find(shop.storeId, { externalId: String(buyer.id) })).toBeNull();
  });
});

describe('a shop that is with us', () => {
  const deskWith = (connect: () => StoreConnection | null): PrivacyDesk => {
    const { core } = world.server;
    const { ledger, log } = servicesOf(core);
    const removal = new MongoStoreRemoval(core.database.connection);
    const unused = { member: never, details: never, trace: never } as unknown as ConstructorParameters<typeof PrivacyDesk>[0]['erasing'];
    return new PrivacyDesk({ ...core, ledger, log, erasing: unused, removal, clock: () => core.time.now, connect });
  };
  const never = (): never => expect.fail('nobody is erased here');
  const answering = (answer: () => Promise<never> | Promise<object>): StoreConnection =>
    ({ fetchFacts: answer }) as unknown as StoreConnection;
  const remove = async (shop: Shop, connect: () => StoreConnection | null) => {
    const store = (await world.server.core.stores.get(shop.storeId)) ?? expect.fail('no store');
    return deskWith(connect).remove(store, { itemId: 'an-item', at: 0 });
  };

  it('is not removed, and the inbox shows why', async () => {
    const shop = await aUsedShop();
    await asked(shop);
    expect((await world.server.core.stores.get(shop.storeId))?.state).toBe('active');
    const { items } = await world.server.core.inbox.list(shop.storeId, 'ignored', null, 100);
    expect(items.find(({ topic }) => topic === 'shop/redact')?.reason).toContain('with us again');
  });

  it('is not removed when it answers, and is asked again when nobody knows', async () => {
    const shop = await aUsedShop();
    expect(await remove(shop, () => answering(() => Promise.resolve({})))).toMatchObject({
      ignored: expect.stringContaining('with us') as string,
    });
    const silent = await remove(shop, () => answering(() => Promise.reject(new StoreUnreachable('no answer'))));
    expect(silent.unfinished).toBeInstanceOf(StoreUnreachable);
    expect(await world.server.core.stores.get(shop.storeId)).not.toBeNull();
  });

  it('is removed when only our own record says so, and the shop lets us in no more: the news that it left was lost', async () => {
    const shop = await aUsedShop();
    await remove(shop, () => answering(() => Promise.reject(new StoreRefused(401, 'gone'))));
    expect(await world.server.core.stores.get(shop.storeId)).toBeNull();
  });
});
