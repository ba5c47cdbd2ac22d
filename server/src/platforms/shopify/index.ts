import type { StorePlatform } from '../platform.ts';
import type { CredentialVault } from './auth/credentials.ts';
import { createShopTokens, type ShopTokens } from './auth/tokens.ts';
import { createConnector, type Clock, type Connector } from './connect.ts';
import { createShopifyLibrary, type ShopifyAppOptions, type ShopifyLibrary } from './library.ts';
import { normalise } from './normalise/index.ts';
import { placedBy } from './placed-by.ts';
import { lacking } from './scopes.ts';
import { subjectOf } from './subject-of.ts';
import { createVerify } from './verify.ts';

export interface ShopifyPlatformOptions extends ShopifyAppOptions {
  readonly vault: CredentialVault;
  readonly clock: Clock;
}

/** The port, and beside it what only an app of Shopify has: its tokens and its doors (auth/). */
export interface ShopifyPlatform extends StorePlatform {
  readonly library: ShopifyLibrary;
  readonly tokens: ShopTokens;
  readonly client: Connector['client'];
}

export function shopifyPlatform({ vault, clock, ...app }: ShopifyPlatformOptions): ShopifyPlatform {
  const library = createShopifyLibrary(app);
  const tokens = createShopTokens(library, vault, clock.now);
  const { client, connect } = createConnector(library, tokens, clock);
  return {
    name: 'shopify',
    verify: createVerify(library),
    normalise,
    subjectOf,
    placedBy,
    connect,
    lacking,
    forgetAccess: (storeId) => tokens.destroy(storeId),
    library,
    tokens,
    client,
  };
}
