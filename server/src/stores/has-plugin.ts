// Whether a shop's own pages can do something for us: a WooCommerce shop can once its plugin is connected.
import type { StoreRecord } from './store-record.ts';

export function hasPlugin({ platform, credentials }: Pick<StoreRecord, 'platform' | 'credentials'>): boolean {
  return platform === 'woocommerce' && (credentials?.['pluginSecret'] ?? '') !== '';
}
