// Where a store lets people sign in. Made of what the store told us when it was installed, and of nothing that anybody sends.
import type { PlatformName } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';

const PATHS: Readonly<Record<PlatformName, string>> = { shopify: '/account/login', woocommerce: '/my-account/' };

export function signInUrl({ url, platform }: Pick<StoreRecord, 'url' | 'platform'>): string {
  return new URL(PATHS[platform].slice(1), url.endsWith('/') ? url : `${url}/`).href;
}
