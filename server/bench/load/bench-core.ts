// The product without its doors, on the bench's database and with the real clock.
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { createCore, type Core } from '../../src/core.ts';
import type { PlatformName, StorePlatform } from '../../src/platforms/platform.ts';
import type { ShopifyPlatform } from '../../src/platforms/shopify/index.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import { shopifyPlatformForTests } from '../../test/builders/platforms.ts';

export interface BenchCore {
  readonly core: Core;
  readonly connection: Connection;
  readonly platforms: Readonly<Record<PlatformName, StorePlatform>> & { readonly shopify: ShopifyPlatform };
}

/** `shopify` where there is a shop to ask. */
export async function openBenchCore(uri: string, database: string, shopify = shopifyPlatformForTests()): Promise<BenchCore> {
  const connection = await connectMongo(uri, database);
  const platforms = { shopify, woocommerce: woocommercePlatform() };
  // One process fills the inbox that another works off.
  const keys = new Keyring([{ id: 'bench', key: Buffer.alloc(32, 'the bench seals nothing secret') }]);
  const log = pino({ level: 'warn' }, pino.destination(2));
  return { core: createCore({ connection, keys, clock: Date.now, log, platforms }), connection, platforms };
}
