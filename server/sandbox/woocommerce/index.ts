/** A store that speaks WooCommerce, in memory and on loopback. See README.md. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { storeApp } from './app.ts';
import { noFaults, type StoreFaults } from './faults.ts';
import { Plugin } from './plugin/plugin.ts';
import { inRequest, openShop, type Shop, type ShopOptions } from './shop/shop.ts';
import type { ApiKey } from './shop/types.ts';
import { makeKey } from './wc-auth.ts';
import { webhooksOf, type Webhooks } from './webhooks/webhooks.ts';

export interface StoreOptions extends ShopOptions {
  readonly port?: number;
  readonly trustsProxy?: boolean;
  readonly hidesAuthorization?: boolean;
  readonly plainCallbacks?: boolean;
  /** By which webhooks, notes and keys leave the shop: where a test loses, repeats and shuffles them. */
  readonly send?: typeof fetch;
  /** Signatures of those who ask are checked against it; the machine's, unless said otherwise. */
  readonly clock?: () => number;
}

export interface WooStore {
  readonly url: string;
  readonly shop: Shop;
  readonly webhooks: Webhooks;
  readonly plugin: Plugin;
  readonly faults: StoreFaults;
  readonly asked: readonly string[];
  /** One page or call of the site, in which something happens. */
  request<T>(work: (shop: Shop) => T): T;
  /** WP-Cron: webhooks and the plugin's notes leave now, and never else (woocommerce.md §1.8). */
  cron(): Promise<void>;
  key(permissions?: ApiKey['permissions']): ApiKey;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return (server.address() as AddressInfo).port;
}

export async function startWooStore(options: StoreOptions = {}): Promise<WooStore> {
  const { port = 0, trustsProxy = true, hidesAuthorization = false, plainCallbacks = true, send = fetch, clock = Date.now } = options;
  const shop = openShop(options);
  const webhooks = webhooksOf(shop, send);
  const plugin = new Plugin(shop, send);
  const faults = noFaults();
  const asked: string[] = [];
  const app = storeApp({ shop, webhooks, faults, asked, trustsProxy, hidesAuthorization, plainCallbacks, send, clock });
  const server = app.listen(port, LOOPBACK);
  shop.home = `http://${LOOPBACK}:${await listening(server)}`;
  return {
    url: shop.home,
    shop,
    webhooks,
    plugin,
    faults,
    asked,
    request: (work) => inRequest(shop, () => work(shop)),
    async cron() {
      await webhooks.deliver();
      await plugin.outbox.run();
    },
    key: (permissions = 'read_write') => makeKey(shop, permissions),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
