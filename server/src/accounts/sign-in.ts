// Where a store lets people sign in. Made of what the store told us when it was installed, and of nothing that anybody sends.
import type { PlatformName } from '../platforms/platform.ts';
import { hasPlugin } from '../stores/has-plugin.ts';
import type { StoreRecord } from '../stores/store-record.ts';

const PATHS: Readonly<Record<PlatformName, string>> = { shopify: '/account/login', woocommerce: '/my-account/' };

/** Where the plugin leads to the page of the account, whatever the merchant calls it. */
const BY_PLUGIN = '?lasting_account=1';

type Shop = Pick<StoreRecord, 'url' | 'platform' | 'credentials'>;

export function signInUrl(shop: Shop): string {
  const { url, platform } = shop;
  return new URL(hasPlugin(shop) ? BY_PLUGIN : PATHS[platform].slice(1), url.endsWith('/') ? url : `${url}/`).href;
}

/**
 * Where somebody goes who came by the link in a mail. The plugin's page brings the token to us once they are signed in; it stands behind the "#", so that no
 * server and no log on the way sees it.
 */
export function claimSignInUrl(shop: Shop, token: string): string {
  return hasPlugin(shop) ? `${signInUrl(shop)}#lasting-claim=${encodeURIComponent(token)}` : signInUrl(shop);
}
