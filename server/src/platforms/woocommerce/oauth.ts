// One-legged OAuth 1.0a with HMAC-SHA256 (RFC 5849): how WooCommerce takes a key where it does not know that the connection is encrypted.
import { createHmac } from 'node:crypto';

export interface OauthRequest {
  readonly method: string;
  /** The address as the store sees it; its query is signed too. */
  readonly url: URL;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Accepted once, and only within 15 minutes of the store's clock. */
  readonly nonce: string;
  readonly timestampSeconds: number;
}

/** The value of the Authorization header. */
export function oauthHeader(request: OauthRequest): string {
  const parameters = {
    oauth_consumer_key: request.consumerKey,
    oauth_nonce: request.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(request.timestampSeconds),
  };
  const signed = { ...parameters, oauth_signature: signature(request, parameters) };
  return `OAuth ${Object.entries(signed)
    .map(([name, value]) => `${name}="${encode(value)}"`)
    .join(', ')}`;
}

function signature({ method, url, consumerSecret }: OauthRequest, parameters: Readonly<Record<string, string>>): string {
  const pairs = [...url.searchParams, ...Object.entries(parameters)].map(([name, value]): [string, string] => [
    encode(name),
    encode(value),
  ]);
  const sorted = pairs.toSorted(([a, b], [c, d]) => compare(a, c) || compare(b, d)).map((pair) => pair.join('='));
  const base = [method.toUpperCase(), encode(url.origin + url.pathname), encode(sorted.join('&'))].join('&');
  // There is no token, so the second half of the signing key is empty.
  return createHmac('sha256', `${consumerSecret}&`).update(base).digest('base64');
}

/** RFC 3986: also the five characters that encodeURIComponent leaves alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** By bytes, not by anybody's alphabet; the texts are encoded, so characters are bytes. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
