// A buyer who comes through an extension: which store and which customer the token proves, and that it opens nothing else.
import { SignJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ShopifyDoors } from '../../src/shopify-doors.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { shopifyPlatformForTests, TEST_APP } from '../builders/platforms.ts';

const SHOP = 'tea-and-clay.myshopify.com';
const STORE = shopifyStoreId(SHOP);
let core: TestCore;
let doors: ShopifyDoors;

beforeAll(async () => {
  core = await aCore();
  const { stores, staff } = core;
  doors = new ShopifyDoors({
    shopify: shopifyPlatformForTests(),
    stores,
    staff,
    directory: core.directory,
    clock: () => core.time.now,
    cameBack: () => undefined,
    historyCounts: false,
  });
  await core.addStore({ platform: 'shopify', storeId: STORE, domain: SHOP, url: `https://${SHOP}` });
});
afterAll(() => core.database.close());

function sign(claims: JWTPayload): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const whole = { dest: SHOP, aud: TEST_APP.clientId, iat: now, nbf: now, exp: now + 300, jti: 'one', ...claims };
  return new SignJWT(whole).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(TEST_APP.clientSecret));
}

describe('a buyer in an extension', () => {
  it('is the customer that the token names, in the shop that it names', async () => {
    const bearer = await sign({ sub: 'gid://shopify/Customer/42' });
    expect(await doors.extensionIdentity(bearer)).toEqual({ storeId: STORE, externalId: '42' });
  });

  it('is nobody in particular without signing in', async () => {
    expect(await doors.extensionIdentity(await sign({}))).toEqual({ storeId: STORE, externalId: null });
  });

  it('is not let in for a shop that never installed the app', async () => {
    expect(await doors.extensionIdentity(await sign({ dest: 'other.myshopify.com' }))).toBeNull();
  });

  it('is not let in for a shop that left, and is again when it is back', async () => {
    const bearer = await sign({ sub: 'gid://shopify/Customer/42' });
    const now = async (state: 'left' | 'active') => {
      await core.stores.update(STORE, { state });
      // A store is remembered for a moment; whoever works on such news forgets it at once.
      core.directory.forget(STORE);
    };
    await now('left');
    expect(await doors.extensionIdentity(bearer)).toBeNull();
    await now('active');
    expect(await doors.extensionIdentity(bearer)).not.toBeNull();
  });

  it('does not get into the admin, and staff of the shop do not get in as buyers', async () => {
    expect(await doors.adminIdentity(await sign({ sub: 'gid://shopify/Customer/42' }))).toBeNull();
    const staff = { iss: `https://${SHOP}/admin`, dest: `https://${SHOP}`, sub: '42', sid: 'a-session' };
    expect(await doors.extensionIdentity(await sign(staff))).toBeNull();
  });
});
