// app/* and shop/update: about the shop itself. Which shop it is was proved at the door, where the body names it (verify.ts).
import { z } from 'zod';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { readBody } from './read-body.ts';
import { Id } from './shapes.ts';

/** When it happened by Shopify's clock, whenever it is delivered. */
function triggeredAt({ headers }: StoredDelivery): number | null {
  const at = Date.parse(headers['x-shopify-triggered-at'] ?? '');
  return Number.isNaN(at) ? null : at;
}

/** The shop as it was: a request of the law, which names its shop in another field, uninstalls nothing when it is sent again under this topic. */
const Shop = z.object({ id: Id, myshopify_domain: z.string() });

export function appUninstalled(delivery: StoredDelivery): StoreEvent[] {
  readBody(Shop, delivery.body);
  return [{ kind: 'store-left', at: triggeredAt(delivery) }];
}

/**
 * app/scopes_update says which scopes were granted, and shop/update what the shop is like; but the first does not name its shop, and either may be
 * delivered late. So both mean: ask.
 */
export const shopChanged = (): StoreEvent[] => [{ kind: 'store-changed' }];
