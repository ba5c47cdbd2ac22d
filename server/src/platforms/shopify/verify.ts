/**
 * Is a delivery Shopify's? Decided over the raw bytes by Shopify's own library, before anything is parsed.
 *
 * What the signature does not cover: the headers. A body cannot be forged, but somebody who holds a genuine delivery could send it again
 * with another store's domain or under another topic. So:
 * - the messages that end or erase (uninstalls, compliance requests) name their shop in the body, and it must be the shop of the header;
 * - every normaliser accepts only the kind of resource that its topic is about;
 * - refunds and edits carry no state: the shop of the header is asked, and knows nothing of a foreign order;
 * - an order is foreign when its status page is another shop's; then the store is asked as well (normalise/orders.ts). Shops with a domain of
 *   their own cannot be told apart so: a replayed order of theirs adds an order to the other store, but, ids being unique over all of Shopify,
 *   never touches one that it has, and the next look at it asks the store. The same event again in the same store is stopped by `dedupe`.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { DeliverySecrets, RawDelivery, Verdict } from '../platform.ts';
import { apiFor } from './library.ts';
import type { ShopifyApi, ShopifyLibrary } from './library.ts';
import { shopDomain } from './shop-domain.ts';

export type Verify = (delivery: RawDelivery, secrets: DeliverySecrets) => Promise<Verdict>;

export function createVerify(library: ShopifyLibrary): Verify {
  const apiWith = (secret: string): ShopifyApi => (secret === library.options.clientSecret ? library.api : apiFor(library.options, secret));
  return async (delivery, secrets) => {
    // HMAC with an empty key is a signature anybody can make.
    if (secrets.webhookSecret === '') return rejected(401, 'this store has no webhook secret');
    // The library signs the decoded text, and several byte sequences decode to the same text when they are not UTF-8.
    if (!isUtf8(delivery.body)) return rejected(401, 'the body is not text');
    const api = apiWith(secrets.webhookSecret);
    const found = await api.webhooks.validate(asRequest(delivery));
    if (!found.valid) return refusal(found);
    const domain = shopDomain(found.domain);
    if (domain === null) return rejected(400, 'the shop domain is not one of Shopify');
    const topic = (delivery.headers['x-shopify-topic'] ?? delivery.headers['shopify-topic'] ?? '').toLowerCase();
    if (!TOPIC.test(topic)) return rejected(400, 'the topic is not one of Shopify');
    if (NAMES_ITS_SHOP.test(topic) && !bodyNames(domain, delivery.body))
      return rejected(401, 'the body names another shop than the header');
    const eventId = found.webhookType === 'webhooks' ? found.eventId : undefined;
    return { kind: 'accepted', topic, domain, dedupe: eventId ?? found.webhookId };
  };
}

/** orders/create, order_transactions/create, customer.tags_added; one word for next-generation events. */
const TOPIC = /^[a-z0-9_]{1,60}([/.][a-z0-9_]{1,60}){0,2}$/;

const NAMES_ITS_SHOP = /^(app\/uninstalled|shop\/(update|redact)|customers\/(data_request|redact))$/;

const ShopNamed = z.object({ myshopify_domain: z.string().optional(), shop_domain: z.string().optional() });

function bodyNames(domain: string, body: Buffer): boolean {
  try {
    const named = ShopNamed.parse(JSON.parse(body.toString('utf8')));
    return (named.myshopify_domain ?? named.shop_domain)?.toLowerCase() === domain;
  } catch {
    return false;
  }
}

/** The library reads headers only; it is given a copy, because it renames them in place. */
function asRequest(delivery: RawDelivery): Parameters<ShopifyApi['webhooks']['validate']>[0] {
  const rawRequest = { headers: { ...delivery.headers }, method: 'POST', url: '/webhooks/shopify' } as unknown as IncomingMessage;
  return { rawBody: delivery.body.toString('utf8'), rawRequest, rawResponse: {} as ServerResponse };
}

function refusal(found: { reason: string; missingHeaders?: string[] }): Verdict {
  if (found.reason === 'missing_hmac') return rejected(401, 'not signed');
  if (found.reason === 'invalid_hmac') return rejected(401, 'the signature does not fit the body');
  return rejected(400, `${found.reason}${found.missingHeaders === undefined ? '' : `: ${found.missingHeaders.join(', ')}`}`);
}

const rejected = (status: 400 | 401, why: string): Verdict => ({ kind: 'rejected', status, why });
