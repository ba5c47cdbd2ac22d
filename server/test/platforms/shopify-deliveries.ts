// Recorded bodies, made into deliveries as Shopify sends them: signed over the bytes, with Shopify's headers.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RawDelivery, StoredDelivery } from '../../src/platforms/platform.ts';
import { createShopifyLibrary } from '../../src/platforms/shopify/library.ts';
import type { ShopifyLibrary } from '../../src/platforms/shopify/library.ts';

export const SECRET = 'hush-this-is-the-app-secret';
export const CLIENT_ID = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const SHOP = 'jsmith.myshopify.com';

export const testLibrary = (simulatorUrl?: string): ShopifyLibrary =>
  createShopifyLibrary({
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    appUrl: 'https://app.example.com',
    scopes: ['read_orders'],
    ...(simulatorUrl === undefined ? {} : { simulatorUrl }),
  });

export const recorded = (name: string): Buffer => readFileSync(new URL(`../recorded/shopify/${name}.json`, import.meta.url));

/** A recorded body with some of it changed: what Shopify documents, but no recording shows. */
export function changed(name: string, change: Record<string, unknown>): Buffer {
  const body = JSON.parse(recorded(name).toString('utf8')) as Record<string, unknown>;
  return Buffer.from(JSON.stringify({ ...body, ...change }));
}

export const signatureOf = (body: Buffer, secret: string = SECRET): string => createHmac('sha256', secret).update(body).digest('base64');

export function signed(topic: string, body: Buffer, headers: RawDelivery['headers'] = {}): RawDelivery {
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': SHOP,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      'x-shopify-event-id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
      'x-shopify-triggered-at': '2026-11-21T10:00:00.000000000Z',
      'x-shopify-hmac-sha256': signatureOf(body),
      ...headers,
    },
  };
}

export const stored = (topic: string, body: Buffer): StoredDelivery => ({ topic, body, headers: {}, receivedAt: 0 });
