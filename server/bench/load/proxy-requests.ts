// A shopper's request as it comes through the shop's own address: signed over its query, and old after a minute and a half.
import { proxySignature } from '../../sandbox/http/app-proxy.ts';
import { TEST_APP } from '../../test/builders/platforms.ts';

export function signedQuery(shop: string, customerId: string): string {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const query = new URLSearchParams({ shop, logged_in_customer_id: customerId, path_prefix: '/apps/lasting', timestamp });
  query.append('signature', proxySignature(query, TEST_APP.clientSecret));
  return query.toString();
}

/** The bytes of one GET. */
export const getOf = (path: string, shop: string, customerId: string): Buffer =>
  Buffer.from(`GET ${path}?${signedQuery(shop, customerId)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
