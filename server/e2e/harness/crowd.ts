// A shop of many members, written straight into the household's database, beside the sandbox's own.
import { pino } from 'pino';
import { fillShop, OFFICE_SHOP } from '../../bench/load/office-shop.ts';
import { createCore } from '../../src/core.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { keysInFolder } from '../../src/secrets/key-file.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import { shopifyPlatformForTests } from '../../test/builders/platforms.ts';
import type { Household } from './household.ts';

/** The id of the store that they are members of. Its days are folded, as the nightly work of a shop that is not new has done. */
export async function addCrowd(household: Household, members: number): Promise<string> {
  const connection = await connectMongo(household.mongodbUri(), 'lasting');
  try {
    const platforms = { shopify: shopifyPlatformForTests(), woocommerce: woocommercePlatform() };
    const keys = new Keyring(keysInFolder(household.dataDir));
    const core = createCore({ connection, keys, clock: Date.now, log: pino({ level: 'silent' }), platforms });
    await fillShop({ core, connection, platforms }, members);
    await core.days.advanceAll({ storeId: OFFICE_SHOP, timeZone: 'Europe/Berlin' });
    return OFFICE_SHOP;
  } finally {
    await connection.close();
  }
}
