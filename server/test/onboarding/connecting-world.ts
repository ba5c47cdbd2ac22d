// An operator who invites, a merchant with a WooCommerce shop whose keys work, and the doors between them.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { invite } from '../../src/onboarding/plugins/invite.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { startApp, type AppUnderTest } from '../api/app-under-test.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { servicesOf } from '../builders/server.ts';
import { restAnswer } from '../recorded/woocommerce/recordings.ts';

const HOUR = 3_600_000;

export interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

export const someKeys = (): Keys => ({
  consumerKey: `ck_${randomBytes(20).toString('hex')}`,
  consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
});

export const connected = z.object({
  connected: z.literal(true),
  storeId: z.string(),
  secret: z.string(),
  webhookSecret: z.string(),
  deliveryUrl: z.string(),
  notesUrl: z.string(),
});
const refused = z.object({ connected: z.literal(false), reason: z.string() });
const line = z.strictObject({ u: z.string(), c: z.string() });

/** A shop that answers whoever has its keys, in the recorded words. */
export class KeyedShop {
  readonly keys = someKeys();
  readonly asked: string[] = [];
  #server = createServer((request, response) => this.#hear(request, response));

  static async open(): Promise<KeyedShop> {
    const shop = new KeyedShop();
    await new Promise<void>((done) => shop.#server.listen(0, '127.0.0.1', done));
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #hear(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    this.asked.push(pathname);
    const { status, body } = this.#answer(pathname.replace(/^\/second/u, ''), request.headers.authorization ?? '');
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #answer(path: string, authorization: string): { status: number; body: unknown } {
    if (path === '/wp-json/') return { status: 200, body: { name: 'Kettle and Cup', timezone_string: 'Europe/Berlin', gmt_offset: 1 } };
    if (!authorization.includes(`oauth_consumer_key="${this.keys.consumerKey}"`)) return restAnswer('36-unknown-key');
    return restAnswer('30-get-settings-currency');
  }

  close(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()).closeAllConnections());
  }
}

export interface ConnectingWorld {
  readonly core: TestCore;
  readonly app: AppUnderTest;
  readonly shop: KeyedShop;
  /** The code in the line that the merchant pastes. */
  invites(forStore?: StoreId | null, hours?: number): Promise<string>;
  connects(code: string, change?: object): Promise<Response>;
  /** What was agreed; where nothing was, the test ends. */
  agreed(answer: Response): Promise<z.infer<typeof connected>>;
  /** Status and reason. */
  refusal(answer: Response): Promise<[number, string]>;
  close(): Promise<void>;
}

export async function aConnectingWorld(allowPrivateStoreUrls = true): Promise<ConnectingWorld> {
  const [core, shop] = [await aCore(), await KeyedShop.open()];
  // The database removes what is over by its own clock.
  core.time.now = Date.now();
  const services = servicesOf(core, { adminIdentity: (bearer) => core.pluginDoors.adminIdentity(bearer) });
  const app = await startApp({ ...services, env: { ...services.env, allowPrivateStoreUrls } });
  return {
    core,
    app,
    shop,
    invites: async (forStore = null, hours = 24) => {
      const wish = { appUrl: services.env.appUrl, forStore, now: core.time.now, lifeMs: hours * HOUR };
      const { line: pasted } = await invite(core.invitations, wish);
      return line.parse(JSON.parse(Buffer.from(pasted, 'base64url').toString())).c;
    },
    connects: (code, change = {}) => {
      const body = JSON.stringify({ code, url: shop.url, keys: shop.keys, ...change });
      return app.fetch('/woocommerce/connect', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
    agreed: async (answer) => connected.parse(await answer.json()),
    refusal: async (answer) => [answer.status, refused.parse(await answer.json()).reason],
    close: async () => {
      await app.close();
      await shop.close();
      await core.database.close();
    },
  };
}
