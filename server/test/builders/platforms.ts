// Shopify as a platform with a test's own app secret. Its network leads to the given simulator, or nowhere.
import { shopifyPlatform, type ShopifyPlatform } from '../../src/platforms/shopify/index.ts';
import type { CredentialVault } from '../../src/platforms/shopify/auth/credentials.ts';

export const TEST_APP = {
  clientId: 'lasting-test',
  clientSecret: 'a-client-secret-of-the-tests',
  appUrl: 'http://127.0.0.1:3000',
  scopes: ['read_orders'],
} as const;

/** Nothing was ever installed, so nothing can be asked. */
const EMPTY_VAULT: CredentialVault = {
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  withLease: (_storeId, work) => work(),
};

export function shopifyPlatformForTests(now: () => number = Date.now, simulatorUrl = 'http://127.0.0.1:9'): ShopifyPlatform {
  const clock = { now, sleep: () => Promise.resolve() };
  return shopifyPlatform({ ...TEST_APP, simulatorUrl, vault: EMPTY_VAULT, clock });
}
