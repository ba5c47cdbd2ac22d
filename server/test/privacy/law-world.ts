// Shops whose deliveries come in over HTTP, signed, and a look at everything the database holds.
import { createHmac, randomUUID } from 'node:crypto';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import type { NewStore } from '../../src/stores/install-store.ts';
import { TEST_APP } from '../builders/platforms.ts';
import { aServer, type TestServer } from '../builders/server.ts';
import { recorded } from '../platforms/shopify-deliveries.ts';

export interface Shop {
  readonly domain: string;
  readonly storeId: StoreId;
}

export interface Buyer {
  readonly id: number;
  readonly email: string;
  readonly name: string;
}

export interface LawWorld {
  readonly server: TestServer;
  aShop(change?: Partial<NewStore>): Promise<Shop>;
  /** Signed like Shopify's; says the status that was answered. */
  send(shop: Shop, topic: string, body: object | string, eventId?: string): Promise<number>;
  /** An order of 409.94 by this buyer, delivered and worked on. */
  buys(shop: Shop, buyer: Buyer, orderId: number): Promise<void>;
  /** Every document in which this text stands, sealed bodies of the inbox opened; by collection. */
  holding(text: string): Promise<string[]>;
}

let shops = 0;

/** The recorded order, as another buyer's. */
export function orderOf(shop: Shop, { id, email, name }: Buyer, orderId: number): object {
  const order = JSON.parse(recorded('order-authorized').toString('utf8')) as Record<string, object>;
  const address = { ...order['billing_address'], first_name: name, last_name: name, name };
  return {
    ...order,
    id: orderId,
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
    order_status_url: `https://${shop.domain}/1/orders/2`,
    financial_status: 'paid',
    email,
    contact_email: email,
    customer: { ...order['customer'], id, email, first_name: name, last_name: name, admin_graphql_api_id: `gid://shopify/Customer/${id}` },
    billing_address: address,
    shipping_address: address,
  };
}

export async function aLawWorld(): Promise<LawWorld> {
  const server = await aServer();
  const { core } = server;
  const aShop: LawWorld['aShop'] = async (change = {}) => {
    const domain = `law-${(shops += 1)}.myshopify.com`;
    const storeId = shopifyStoreId(domain);
    const shop = { storeId, platform: 'shopify', domain, url: `https://${domain}`, currency: 'USD', webhookSecret: '' } as const;
    await core.addStore({ ...shop, ...change });
    return { domain, storeId };
  };
  const send: LawWorld['send'] = async ({ domain }, topic, body, eventId = randomUUID()) => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': domain,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': eventId,
      'x-shopify-hmac-sha256': createHmac('sha256', TEST_APP.clientSecret).update(bytes).digest('base64'),
    };
    const answer = await fetch(`${server.url}/webhooks/shopify`, { method: 'POST', headers, body: new Uint8Array(bytes) });
    return answer.status;
  };
  const holding: LawWorld['holding'] = async (text) => {
    const { db } = core.database.connection;
    if (db === undefined) throw new Error('no database');
    const found: string[] = [];
    for (const { name } of await db.listCollections().toArray()) {
      for (const document of await db.collection(name).find().toArray()) {
        const item = name === 'inbox' ? await core.inbox.get(document['storeId'] as StoreId, String(document._id)) : null;
        const plain = `${JSON.stringify(document)} ${item?.body.toString('utf8') ?? ''}`;
        if (plain.toLowerCase().includes(text.toLowerCase())) found.push(name);
      }
    }
    return found;
  };
  return {
    server,
    aShop,
    send,
    holding,
    async buys(shop, buyer, orderId) {
      await send(shop, 'orders/paid', orderOf(shop, buyer, orderId));
      await core.drainAll();
    },
  };
}
