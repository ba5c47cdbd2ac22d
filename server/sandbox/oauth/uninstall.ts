import { shopBody } from '../bodies/shop-body.ts';
import type { Shop } from '../shop/shop.ts';
import { revokeAll } from './tokens.ts';

/** Uninstalling: the goodbye is queued first, then every token is dead. */
export function uninstall(shop: Shop): void {
  const at = shop.now();
  shop.db.transaction(() => {
    shop.queue.add(at, [['app/uninstalled', shopBody(shop, at)]]);
    revokeAll(shop);
    shop.settings.change({ installed: false });
  });
}
