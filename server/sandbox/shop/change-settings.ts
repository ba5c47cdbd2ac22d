/** A merchant changes how the shop is set up, or what the app may do, and the app is told: shop/update, app/scopes_update. */
import type { z } from 'zod';
import { SHOP_ID, shopBody } from '../bodies/shop-body.ts';
import type { Message } from '../webhooks/queue.ts';
import type { Settings, settingsChange } from './settings.ts';
import type { Shop } from './shop.ts';

/** Fields that stand in the body of shop/update. */
const OF_THE_SHOP = ['shopName', 'currency', 'timezone', 'country', 'taxesIncluded'] as const satisfies readonly (keyof Settings)[];

export function changeSettings(shop: Shop, change: z.infer<typeof settingsChange>): Settings {
  const at = shop.now();
  return shop.db.transaction(() => {
    const before = shop.settings.get();
    const after = shop.settings.change(change);
    const messages: Message[] = [];
    if (OF_THE_SHOP.some((field) => before[field] !== after[field])) messages.push(['shop/update', shopBody(shop, at)]);
    if (before.scopes.toSorted().join() !== after.scopes.toSorted().join()) {
      const scopes = { id: SHOP_ID, previous: before.scopes, current: after.scopes, updated_at: shop.iso(at) };
      messages.push(['app/scopes_update', scopes]);
    }
    if (messages.length > 0) shop.queue.add(at, messages);
    return after;
  });
}
