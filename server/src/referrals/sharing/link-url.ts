// The address of an advocate's link. Where the shop's own pages can show ours, it is on the shop's domain; else it is on ours, which always works.
import { hasPlugin } from '../../stores/has-plugin.ts';
import type { StoreRecord } from '../../stores/store-record.ts';

type Shop = Pick<StoreRecord, 'storeId' | 'platform' | 'url' | 'credentials'>;

/** Where the app proxy of a shop leads to us (`shopify.app.toml`). */
const PROXY_PATH = 'apps/lasting';

const within = (url: string, path: string): string => new URL(path, url.endsWith('/') ? url : `${url}/`).href;

/** On our own host: for every platform. */
export function ownLinkUrl(appUrl: string, { storeId }: Pick<Shop, 'storeId'>, code: string): string {
  return within(appUrl, `ref/${encodeURIComponent(storeId)}/${encodeURIComponent(code)}`);
}

export function linkUrl(appUrl: string, store: Shop, code: string): string {
  if (store.platform === 'shopify') return within(store.url, `${PROXY_PATH}/ref/${encodeURIComponent(code)}`);
  // The plugin leads on to our own host, without asking us.
  return hasPlugin(store) ? within(store.url, `ref/${encodeURIComponent(code)}`) : ownLinkUrl(appUrl, store, code);
}
