// A line to a sandbox shop of the bench, from another process than the shop's.
import { storeId } from '../../src/loyalty/ids.ts';
import { shopifyPlatform, type ShopifyPlatform } from '../../src/platforms/shopify/index.ts';
import type { Credentials } from '../../src/platforms/shopify/auth/credentials.ts';
import { TEST_APP } from '../../test/builders/platforms.ts';
import { memoryVault } from '../../test/platforms/shopify-vault.ts';

export interface ShopAccess {
  readonly url: string;
  readonly storeId: string;
  readonly credentials: Credentials;
}

export function shopLine({ url, storeId: id, credentials }: ShopAccess): ShopifyPlatform {
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  return shopifyPlatform({
    ...TEST_APP,
    simulatorUrl: url,
    vault: memoryVault([[storeId(id), credentials]]),
    clock: { now: Date.now, sleep },
  });
}
