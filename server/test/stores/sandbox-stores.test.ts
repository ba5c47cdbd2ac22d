import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInUrl } from '../../src/accounts/sign-in.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { MongoStoreRecords } from '../../src/storage/mongo/mongo-store-records.ts';
import { installStore } from '../../src/stores/install-store.ts';
import { sandboxStores } from '../../src/stores/sandbox-stores.ts';
import { aKeyring } from '../builders/core.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';

const SANDBOX = 'http://127.0.0.1:3001';

describe('where people reach a shop', () => {
  const keys = aKeyring();
  let database: TestDatabase;
  const kept = (): MongoStoreRecords => new MongoStoreRecords(database.connection, keys);
  beforeAll(async () => {
    database = await aDatabase();
    for (const platform of ['shopify', 'woocommerce'] as const) {
      const place = { name: 'Tea', domain: `${platform}.example`, url: `https://${platform}.example`, currency: 'EUR', timeZone: 'UTC' };
      await installStore(kept(), { ...place, storeId: storeId(platform), platform, startsAt: 0, webhookSecret: '', credentials: {} }, 0);
    }
  });
  afterAll(() => database.close());

  const urls = async (sandboxUrl: string | undefined): Promise<Record<string, string>> => {
    const stores = await sandboxStores(kept(), sandboxUrl).list();
    return Object.fromEntries(stores.map((store) => [store.storeId, signInUrl(store)]));
  };

  it('is the sandbox for the platform that it plays, and what the store said for the other', async () => {
    expect(await urls(SANDBOX)).toEqual({
      shopify: `${SANDBOX}/account/login`,
      woocommerce: 'https://woocommerce.example/my-account/',
    });
  });

  it('is what the store said where there is no sandbox: nothing of it was written down', async () => {
    expect(await urls(undefined)).toMatchObject({ shopify: 'https://shopify.example/account/login' });
  });
});
