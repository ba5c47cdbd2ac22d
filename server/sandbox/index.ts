/** The sandbox shop: a store to try Lasting with, which speaks Shopify's protocols over HTTP. See README.md. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { graphqlEndpoint } from './graphql/endpoint.ts';
import { loadFunctions } from './functions/functions.ts';
import { captureMail } from './mail/capture.ts';
import { openShop } from './shop/shop.ts';
import { loadDictionary } from './shop/words.ts';
import { openFaults } from './faults/faults.ts';
import { startSender } from './webhooks/sender.ts';
import type { SenderOptions } from './webhooks/sender.ts';
import { yearOf } from './year/year.ts';

export interface SandboxOptions extends SenderOptions {
  port: number;
  /** Where the sandbox's own sqlite file lives, or ':memory:'. */
  folder: string;
  /** Lasting's base url, e.g. http://127.0.0.1:3000 */
  appUrl: string;
  clientId: string;
  clientSecret: string;
  shopDomain?: string;
  /** Where mail is taken in, 0 for any free port; left out: nowhere. */
  smtpPort?: number;
  host?: string;
  /** extensions/theme of the repository; found by itself, given in tests. */
  themeFolder?: string;
  /** dist/extensions of the repository, in the same way. */
  extensionFolder?: string;
  /** extensions/discount-function of the repository, in the same way. */
  functionFolder?: string;
  /** The shop's clock, which a test may move; left out: the machine's. Deliveries keep to the machine's. */
  now?: () => number;
}

export interface RunningSandbox {
  url: string;
  port: number;
  /** Null: mail is not taken in. */
  smtpPort: number | null;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

const listening = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });

export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { folder, clientId, clientSecret, shopDomain = 'tea-and-clay.myshopify.com', host = LOOPBACK } = options;
  if (clientSecret === '') throw new Error('the sandbox needs a client secret: with an empty one every signature would fit');
  const functions = await loadFunctions(options.functionFolder ?? join(import.meta.dirname, '../../extensions/discount-function'));
  const appUrl = options.appUrl.replace(/\/$/, '');
  const shop = openShop({ functions, folder, domain: shopDomain, appUrl, clientId, clientSecret, now: options.now ?? Date.now });
  const dictionary = loadDictionary();
  const faults = openFaults(shop.db);
  const sender = startSender(shop, faults, options);
  const year = yearOf(shop, dictionary);
  const themeFolder = options.themeFolder ?? join(import.meta.dirname, '../../extensions/theme');
  const extensionFolder = options.extensionFolder ?? join(import.meta.dirname, '../../dist/extensions');
  const app = createApp({ shop, dictionary, faults, sender, year, graphql: graphqlEndpoint(shop, faults), themeFolder, extensionFolder });
  const server = app.listen(options.port, host);
  try {
    await listening(server);
  } catch (error) {
    await sender.close();
    shop.db.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const mail = options.smtpPort === undefined ? null : await captureMail(shop, faults, options.smtpPort);
  return {
    url: `http://${host}:${port}`,
    port,
    smtpPort: mail?.port ?? null,
    async close() {
      await mail?.close();
      await year.close();
      await sender.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      shop.db.close();
    },
  };
}
