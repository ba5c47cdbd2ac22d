// Ids of stores whose platform names them once and for all: derived, so that a delivery finds its store without a look-up.
import { createHash } from 'node:crypto';
import { storeId, type StoreId } from '../loyalty/ids.ts';

/** The permanent myshopify.com domain decides; 80 bits of SHA-256 keep two domains apart. */
export function shopifyStoreId(domain: string): StoreId {
  return storeId(`shopify-${createHash('sha256').update(domain.toLowerCase()).digest('hex').slice(0, 20)}`);
}
